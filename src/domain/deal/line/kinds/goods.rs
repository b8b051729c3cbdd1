//! Lines of shipments and feedback.

use super::super::super::Part;
use super::super::super::day::departure_leaning;
use super::super::Reader;
use super::super::scan::{clear_day, day_behind, days, keyword, word};
use super::{courier, tracking};
use crate::domain::day_input::Leaning;
use crate::domain::record::RecordKind;
use crate::domain::trade::{Satisfaction, TransportMode};

const MODES: [(TransportMode, &[&str]); 4] = [
    (TransportMode::Sea, &["sea", "by sea", "海运"]),
    (TransportMode::Air, &["air", "by air", "空运"]),
    (TransportMode::Express, &["express", "courier", "快递"]),
    (TransportMode::Rail, &["rail", "train", "by rail", "铁路", "中欧班列"]),
];

const SATISFACTIONS: [(Satisfaction, &[&str]); 3] = [
    (Satisfaction::Satisfied, &["satisfied", "happy", "满意"]),
    (Satisfaction::Neutral, &["neutral", "一般"]),
    (Satisfaction::Complaint, &["complaint", "complains", "投诉"]),
];

/// Words for what has happened to goods: those that say it by themselves, and those that need a day.
const HAPPENED: [(Part, &[&str], &[&str]); 2] = [
    (Part::Departed, &["departed", "sailed", "已开船", "已离港", "已发运"], &["atd", "left", "开船"]),
    (Part::Arrived, &["arrived", "已到港", "已抵港", "已到达"], &["ata", "到港"]),
];

/// What is said by somebody who complains.
const COMPLAINTS: [&str; 22] = [
    "not satisfied",
    "n't satisfied",
    "not very satisfied",
    "dissatisfied",
    "unsatisfied",
    "unhappy",
    "not happy",
    "n't happy",
    "not very happy",
    "disappointed",
    "complain",
    "quality problem",
    "quality issue",
    "bad quality",
    "poor quality",
    "不满",
    "不太满意",
    "不是很满意",
    "投诉",
    "质量有问题",
    "质量问题",
    "质量差",
];

/// What looks like a complaint and says that there is none.
const PRAISE: [&str; 10] = [
    "no complain",
    "without complain",
    "no quality problem",
    "no quality issue",
    "没有投诉",
    "无投诉",
    "没有不满",
    "没有质量问题",
    "没质量问题",
    "无质量问题",
];

/// Words with which nobody is plainly satisfied.
const DOUBTS: &[&str] =
    &["not", "n't", "never", "less", "if", "when", "un", "dis", "不", "没", "未", "如果", "才"];

/// How content somebody sounds in a text that does not say it in front: 客户很满意, `Anna is very unhappy`.
pub fn mood_of(text: &str) -> Option<Satisfaction> {
    let text = text.to_lowercase().replace('’', "'");
    let unpraised = PRAISE.iter().fold(text.clone(), |text, praise| text.replace(praise, ""));
    if COMPLAINTS.iter().any(|word| unpraised.contains(word)) {
        return Some(Satisfaction::Complaint);
    }
    let is_doubted = DOUBTS.iter().any(|doubt| text.contains(doubt));
    let is_content = !is_doubted && ["satisfied", "满意"].iter().any(|word| text.contains(word));
    is_content.then_some(Satisfaction::Satisfied)
}

impl Reader<'_> {
    pub(super) fn shipment<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some(rest) = self.known_number(line, Part::Order, &[RecordKind::Order]) {
            return Some(rest);
        }
        for (mode, names) in MODES {
            if let Some(rest) = keyword(line, names).filter(|_| !self.has(Part::Mode)) {
                self.set(Part::Mode, mode.id());
                return Some(rest);
            }
        }
        if let Some(rest) = keyword(line, &["etd", "预计开船", "船期"]) {
            return self.day_into(Part::Etd, rest, departure_leaning(rest, self.known.today));
        }
        if let Some(rest) = self.happened(line) {
            return Some(rest);
        }
        if let Some(rest) = keyword(line, &["eta", "预计到港"]) {
            let (day, rest) = day_behind(rest, self.known.today, Leaning::Future)?;
            self.eta = Some(day);
            return Some(rest);
        }
        if let Some(rest) =
            keyword(line, &["b/l", "bl", "awb", "tracking", "container", "提单号", "提单", "柜号", "单号"])
        {
            let (reference, rest) =
                tracking(rest).or_else(|| word(rest).map(|(it, rest)| (it.to_owned(), rest)))?;
            self.add_reference(&reference);
            return Some(rest);
        }
        if let Some(rest) = keyword(line, &["vessel", "船名"]) {
            let end = rest.find([',', '，', ';', '；']).unwrap_or(rest.len());
            let (name, rest) = rest.split_at_checked(end)?;
            self.add_reference(name.trim());
            return Some(rest);
        }
        if let Some((carrier, rest)) = courier(line) {
            let (tracking, rest) = tracking(rest)?;
            self.add_reference(&format!("{carrier} {tracking}"));
            return Some(rest);
        }
        let (count, rest) = days(line)?;
        self.set(Part::Transit, &count.to_string());
        Some(rest)
    }

    /// `departed 3 Jun`, 已到港 6月3日, 6月3日已开船; without a day it was today.
    fn happened<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        let today = self.known.today;
        if let Some((day, rest)) = clear_day(line, today) {
            let (part, rest) = HAPPENED
                .iter()
                .find_map(|(part, sure, _)| Some((*part, keyword(rest.trim_start(), sure)?)))?;
            self.set(part, &day);
            return Some(rest);
        }
        HAPPENED.iter().find_map(|(part, sure, maybe)| {
            if let Some(rest) = keyword(line, sure) {
                let dated = keyword(rest, &["on"]).unwrap_or(rest);
                let today = crate::domain::deal::spell::day(today);
                return Some(self.day_into(*part, dated, Leaning::Past).unwrap_or_else(|| {
                    self.set(*part, &today);
                    rest
                }));
            }
            self.day_into(*part, keyword(line, maybe)?, Leaning::Past)
        })
    }

    fn add_reference(&mut self, reference: &str) {
        let earlier = self.parts.get(&Part::Reference).map_or(String::new(), |it| format!("{it}, "));
        self.set(Part::Reference, &format!("{earlier}{reference}"));
    }

    pub(super) fn feedback<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some(rest) = self.known_number(line, Part::About, &[RecordKind::Sample, RecordKind::Order]) {
            return Some(rest);
        }
        // Only in front: further on they are what was said.
        if !self.text.is_empty() || self.has(Part::Satisfaction) {
            return None;
        }
        SATISFACTIONS.iter().find_map(|(satisfaction, names)| {
            let rest = keyword(line, names)?;
            self.set(Part::Satisfaction, satisfaction.id());
            // "satisfied with the colour" is one phrase: without its first word it says nothing.
            let is_phrase = keyword(rest, &["with", "about", "by", "that", "of"]).is_some();
            (!is_phrase && !rest.is_empty()).then_some(rest)
        })
    }
}
