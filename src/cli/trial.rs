//! `genjin rules try`: what the rules of another file would change.

use super::workplace::{Workplace, read_rule_file};
use super::{json, out};
use crate::domain::{Channel, ClassId};
use crate::lang::Words;
use crate::rules::{Advice, Bilingual, ListPlace, Rules, Somebody, TRIAL_DAYS, Trial};
use crate::view::cells::fit;
use std::path::Path;
use time::Date;

/// Moves that the text lists; `--json` has them all.
const MOST_LISTED: usize = 40;

/// Of what changes less than a class, so many are named.
const SOME: usize = 10;

/// Names behind a flag.
const NAMES: usize = 3;

pub fn run(place: &Workplace, file: &Path, against: Option<&Path>, as_json: bool) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger()?, place.words);
    let read = |file: &Path| -> anyhow::Result<Rules> {
        let rules = read_rule_file(file, ledger.stages(), words)?.in_base(Some(ledger.rates().base()));
        Ok(rules.with_rates(ledger.rates().all().to_vec()))
    };
    let new = read(file)?;
    let against = against.map(read).transpose()?;
    let old = against.as_ref().unwrap_or(ledger.rules());
    let summaries = ledger.rows().map(|row| row.summary.unpacked());
    let trial = Trial::run(old, &new, summaries, ledger.stages(), ledger.calendar(), ledger.today());
    if as_json {
        return out::print_json(&json::trial(&trial, ledger.today(), words));
    }
    let told = Told { words, rules: [old, &new], trial: &trial, text: String::new() };
    out::print(&told.all(ledger.len(), ledger.today()))
}

/// A trial in words, as far as it is written.
struct Told<'a> {
    words: Words,
    /// The rules before and after.
    rules: [&'a Rules; 2],
    trial: &'a Trial,
    text: String,
}

impl Told<'_> {
    fn all(mut self, customers: usize, today: Date) -> String {
        if self.trial.changes_nobody() {
            self.head(self.words.rules_change_nobody());
        } else {
            self.moves(customers);
            self.flags();
            self.places();
            self.advice();
        }
        self.days(today);
        self.text
    }

    fn head(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn line(&mut self, line: &str) {
        self.head(&format!("  {}", line.trim_end()));
    }

    /// A line each of the first so many, and how many more there are.
    fn lines<T>(&mut self, all: &[T], most: usize, line: impl Fn(&Self, &T) -> String) {
        for each in all.iter().take(most) {
            let line = line(self, each);
            self.line(&line);
        }
        if all.len() > most {
            self.line(&self.words.and_more(all.len() - most));
        }
    }

    fn moves(&mut self, customers: usize) {
        let (words, trial) = (self.words, self.trial);
        if trial.moves.is_empty() {
            return self.head(words.rules_move_nobody());
        }
        self.head(&words.rules_moves(trial.moves.len(), customers));
        for path in &trial.paths {
            let (from, to) = self.way(&path.class);
            self.line(&format!("{:>6}  {from} -> {to}", path.customers));
        }
        self.lines(&trial.moves, MOST_LISTED, |told, moved| {
            let ([old, new], (from, to)) = (moved.grade, told.way(&moved.class));
            format!("{}  {old} {from} -> {new} {to}", fit(&moved.company, 32))
        });
    }

    fn way(&self, class: &[ClassId; 2]) -> (String, String) {
        let name = |rules: &Rules, id: &ClassId| {
            rules.class(id).map_or(id.as_str().to_owned(), |class| self.words.class_name(class).to_owned())
        };
        (name(self.rules[0], &class[0]), name(self.rules[1], &class[1]))
    }

    fn flags(&mut self) {
        let (words, trial) = (self.words, self.trial);
        if trial.flags.is_empty() {
            return;
        }
        self.head(words.rules_flags());
        for turn in &trial.flags {
            let flag =
                self.rules.iter().rev().find_map(|it| it.flags().iter().find(|flag| flag.id == turn.id));
            let name = words.flag(flag);
            for (who, is_up) in [(&turn.up, true), (&turn.down, false)] {
                if who.is_empty() {
                    continue;
                }
                let (count, names) = (who.len(), self.some(who));
                let line =
                    if is_up { words.flag_goes_up(name, count) } else { words.flag_goes_down(name, count) };
                self.line(&words.told(&line, &names));
            }
        }
    }

    /// The first names, and how many more there are.
    fn some(&self, who: &[Somebody]) -> String {
        let mut names: Vec<_> = who.iter().take(NAMES).map(|it| it.company.clone()).collect();
        if who.len() > NAMES {
            names.push(self.words.and_more(who.len() - NAMES));
        }
        names.join(self.words.pick(", ", "、"))
    }

    fn places(&mut self) {
        let (words, trial) = (self.words, self.trial);
        if !trial.places.is_empty() {
            self.head(&words.rules_places(trial.places.len()));
        }
        self.lines(&trial.places, SOME, |_, ListPlace { who, place, priority: [old, new] }| {
            let place = place.map(|place| place.map_or("-".to_owned(), |place| place.to_string()));
            let points = words.points_before_and_after(*old, *new);
            format!("{}  {:>4} -> {:<4}  {points}", fit(&who.company, 32), place[0], place[1])
        });
        if trial.overtaken > 0 {
            self.head(&words.rules_overtaken(trial.overtaken));
        }
    }

    fn advice(&mut self) {
        let (words, trial) = (self.words, self.trial);
        if trial.advice.is_empty() {
            return;
        }
        self.head(&words.rules_advice(trial.advice.len()));
        self.lines(&trial.advice, SOME, |told, Advice { who, say, channels }| {
            let mut parts = Vec::new();
            if channels[0] != channels[1] {
                let [old, new] = channels.each_ref().map(|channels| told.by(channels));
                parts.push(format!("{old} -> {new}"));
            }
            if say[0] != say[1] {
                parts.push(words.to_say(told.say(say[1].as_ref())));
            }
            format!("{}  {}", fit(&who.company, 32), parts.join("  "))
        });
    }

    fn by(&self, channels: &[Channel]) -> String {
        let names: Vec<_> = channels.iter().map(|channel| self.words.channel(*channel)).collect();
        names.join(self.words.pick(", ", "、"))
    }

    fn say<'t>(&self, say: Option<&'t Bilingual>) -> &'t str {
        say.map_or("-", |text| self.words.bilingual(text))
    }

    fn days(&mut self, today: Date) {
        let (words, trial) = (self.words, self.trial);
        if trial.leaves_days() {
            return self.head(&words.rules_same_loads(TRIAL_DAYS));
        }
        self.head(&words.rules_loads(TRIAL_DAYS));
        for load in &trial.days {
            let day = words.weekday_and_day(load.date, today);
            self.line(&format!("{}  {:>6}  {:>6}", fit(&day, 16), load.before, load.after));
        }
    }
}
