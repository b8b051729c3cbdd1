//! What other rules change for those who stay in their class: flags, the place in today's list, what to say and by what.

use crate::domain::{Channel, CustomerId, Summary};
use crate::rules::agenda::place;
use crate::rules::{Assessment, Bilingual, Rules};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use time::Date;

/// A customer by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Somebody {
    pub customer: CustomerId,
    pub company: String,
}

/// A flag, and those for whom it goes up or down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagTurn {
    pub id: String,
    pub up: Vec<Somebody>,
    pub down: Vec<Somebody>,
}

/// Somebody who stands elsewhere in today's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPlace {
    pub who: Somebody,
    /// Counted from 1, before and after; nothing for who is not on the list.
    pub place: [Option<usize>; 2],
    /// Before and after.
    pub priority: [i32; 2],
}

/// Somebody to whom something else is to be said, or by another channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    pub who: Somebody,
    /// Before and after; nothing where the rules suggest nothing.
    pub say: [Option<Bilingual>; 2],
    /// The best first, before and after.
    pub channels: [Vec<Channel>; 2],
}

/// What is different, as far as customers have been taken in.
pub(super) struct Differences<'r> {
    rules: [&'r Rules; 2],
    today: Date,
    flags: BTreeMap<(usize, &'r str), FlagTurn>,
    /// Who is on today's list, before and after.
    lists: [Vec<Listed>; 2],
    priorities: HashMap<CustomerId, [i32; 2]>,
    advice: Vec<Advice>,
}

type Listed = (Reverse<i32>, Date, String, CustomerId);

impl<'r> Differences<'r> {
    pub fn between(rules: [&'r Rules; 2], today: Date) -> Self {
        let (flags, lists) = (BTreeMap::new(), [Vec::new(), Vec::new()]);
        Self { rules, today, flags, lists, priorities: HashMap::new(), advice: Vec::new() }
    }

    /// Takes in one customer with what both rules say of it.
    pub fn take(&mut self, summary: &Summary, assessed: &[Assessment; 2]) {
        self.take_flags(summary, assessed);
        for (list, assessment) in self.lists.iter_mut().zip(assessed) {
            let listed = place(summary, assessment, self.today);
            list.extend(listed.map(|(points, by, company, id)| (points, by, company.to_owned(), id)));
        }
        self.priorities.insert(summary.id, assessed.each_ref().map(|it| it.priority));
        let [old, new] = [(self.rules[0], &assessed[0]), (self.rules[1], &assessed[1])]
            .map(|(rules, it)| (rules.suggestion(it), rules.channels(summary, it).collect::<Vec<_>>()));
        if old != new && assessed.iter().any(|it| it.due.is_some()) {
            let say = [old.0.cloned(), new.0.cloned()];
            self.advice.push(Advice { who: somebody(summary), say, channels: [old.1, new.1] });
        }
    }

    fn take_flags(&mut self, summary: &Summary, assessed: &[Assessment; 2]) {
        let ids = |place: usize| -> Vec<&'r str> {
            let (rules, flags) = (self.rules[place], assessed[place].flags);
            rules.flags_of(flags).map(|flag| flag.id.as_str()).collect()
        };
        let (old, new) = (ids(0), ids(1));
        for id in new.iter().filter(|id| !old.contains(id)) {
            self.turn(id).up.push(somebody(summary));
        }
        for id in old.iter().filter(|id| !new.contains(id)) {
            self.turn(id).down.push(somebody(summary));
        }
    }

    fn turn(&mut self, id: &'r str) -> &mut FlagTurn {
        let place_in = |rules: &Rules| rules.flags().iter().position(|flag| flag.id == id);
        let behind = self.rules[1].flags().len();
        let place = place_in(self.rules[1]).or_else(|| Some(behind + place_in(self.rules[0])?));
        let fresh = || FlagTurn { id: id.to_owned(), up: Vec::new(), down: Vec::new() };
        self.flags.entry((place.unwrap_or(usize::MAX), id)).or_insert_with(fresh)
    }

    /// What is different altogether.
    pub fn finish(self) -> Different {
        let (places, overtaken) = places(self.lists, &self.priorities);
        Different { flags: self.flags.into_values().collect(), places, overtaken, advice: self.advice }
    }
}

/// What is different altogether, as a trial tells it.
pub(super) struct Different {
    pub flags: Vec<FlagTurn>,
    pub places: Vec<ListPlace>,
    pub overtaken: usize,
    pub advice: Vec<Advice>,
}

/// Who stands elsewhere, and how many merely give way. Those who left the list come behind those who are on it.
fn places(
    mut lists: [Vec<Listed>; 2],
    priorities: &HashMap<CustomerId, [i32; 2]>,
) -> (Vec<ListPlace>, usize) {
    for list in &mut lists {
        list.sort_unstable();
    }
    let numbered = |list: &[Listed]| -> HashMap<CustomerId, usize> {
        list.iter().map(|(.., id)| *id).zip(1..).collect()
    };
    let [old, new] = lists.each_ref().map(|list| numbered(list));
    let [old_list, new_list] = lists;
    let gone = old_list.into_iter().filter(|(.., id)| !new.contains_key(id));
    let all = new_list.into_iter().chain(gone);
    let mut overtaken = 0;
    let told = all.filter_map(|(_, _, company, customer)| {
        let place = [old.get(&customer).copied(), new.get(&customer).copied()];
        let priority = priorities.get(&customer).copied().unwrap_or_default();
        // Whoever merely gives way to others is counted.
        let is_told = place[0] != place[1] && (priority[0] != priority[1] || place.contains(&None));
        overtaken += usize::from(!is_told && place[0] < place[1]);
        is_told.then_some(ListPlace { who: Somebody { customer, company }, place, priority })
    });
    (told.collect(), overtaken)
}

fn somebody(summary: &Summary) -> Somebody {
    Somebody { customer: summary.id, company: summary.company.clone() }
}
