//! What each kind of record knows in a line.

use super::super::amount::read_count;
use super::super::terms::read_terms;
use super::super::{CONFIRMED, DealKind, ESTIMATED, Part, PartError, YES, find_record, reference};
use super::{Reader, scan};
use crate::domain::Record;
use crate::domain::day_input::{Leaning, leading_day};
use crate::domain::record::RecordKind;
use crate::domain::trade::{Incoterm, OrderKind, OrderState, Satisfaction, TransportMode};
use scan::{bare_number, day_behind, days, keyword, money, price, word};

/// Couriers as they are written down.
const COURIERS: [(&str, &[&str]); 12] = [
    ("DHL", &["dhl", "敦豪"]),
    ("FedEx", &["fedex", "联邦"]),
    ("UPS", &["ups"]),
    ("TNT", &["tnt"]),
    ("SF", &["sf", "顺丰"]),
    ("EMS", &["ems"]),
    ("Aramex", &["aramex"]),
    ("DPD", &["dpd"]),
    ("GLS", &["gls"]),
    ("USPS", &["usps"]),
    ("China Post", &["chinapost", "邮政"]),
    ("ZTO", &["zto", "中通"]),
];

const ORDER_KINDS: [(OrderKind, &[&str]); 3] = [
    (OrderKind::Trial, &["trial order", "trial", "试单"]),
    (OrderKind::Repeat, &["repeat order", "repeat", "返单", "复购"]),
    (OrderKind::Regular, &["regular"]),
];

const ORDER_STATES: [(OrderState, &[&str]); 6] = [
    (OrderState::InProduction, &["in production", "production", "生产中"]),
    (OrderState::Ready, &["ready", "待发货"]),
    (OrderState::Shipped, &["shipped", "已发货"]),
    (OrderState::Done, &["done", "已完成"]),
    (OrderState::Cancelled, &["cancelled", "canceled", "已取消", "取消"]),
    (OrderState::Confirmed, &["confirmed", "已确认"]),
];

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

/// What is said by somebody who is not: a complaint, and the text as well.
const UNSATISFIED: &[&str] = &[
    "not satisfied",
    "dissatisfied",
    "unsatisfied",
    "unhappy",
    "not happy",
    "不满意",
    "不太满意",
    "很不满意",
];

impl Reader<'_> {
    pub(super) fn of_kind<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        match self.kind {
            DealKind::Quotation => self.quotation(line),
            DealKind::Sample => self.sample(line),
            DealKind::Invoice => self.invoice(line),
            DealKind::Order => self.order(line),
            DealKind::Payment => self.payment(line),
            DealKind::Shipment => self.shipment(line),
            DealKind::Feedback => self.feedback(line),
        }
    }

    fn quotation<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some(rest) = keyword(line, &["moq", "最小起订量", "起订量", "最小订量"]) {
            return Some(self.moq(rest));
        }
        let valid =
            ["valid until", "valid till", "valid to", "valid for", "valid", "有效期至", "有效期到", "有效期"];
        if let Some(rest) = keyword(line, &valid) {
            return self.length_or_day(Part::ValidUntil, rest);
        }
        if let Some((term, rest)) = incoterm(line) {
            self.set(Part::Incoterm, term);
            return Some(self.place(rest));
        }
        let (typed, unit, rest) = price(line).filter(|_| !self.has(Part::Price))?;
        self.set(Part::Price, typed);
        if let Some(unit) = unit {
            self.set(Part::Unit, &super::super::amount::read_unit(unit).unwrap_or_else(|_| unit.to_owned()));
        }
        Some(rest)
    }

    fn moq<'l>(&mut self, rest: &'l str) -> &'l str {
        let (count, mut after) = word(rest).unwrap_or((rest, ""));
        self.set(Part::Moq, count);
        // "5,000 pcs": the unit is that of the price.
        if let Some((unit, behind)) = word(after.trim_start())
            && read_count(&format!("1 {unit}")).is_ok()
            && super::super::amount::read_unit(unit).is_ok_and(|it| it != unit || unit == "pc")
        {
            after = behind;
        }
        after
    }

    /// The named place: up to the price, or as many words as look like one name.
    fn place<'l>(&mut self, rest: &'l str) -> &'l str {
        let start = rest.trim_start();
        let (mut at, mut words) = (start, 0);
        let price_follows = has_price(start);
        let mut first_is_capital = None;
        while let Some((one, after)) = word(at) {
            let stop = price(at).is_some()
                || one.starts_with(|c: char| c.is_ascii_digit())
                || keyword(at, &["moq", "valid", "on", "note", "有效期", "起订量", "最小起订量", "备注"])
                    .is_some()
                || at.starts_with("//")
                || words >= MOST_PLACE_WORDS;
            let capital = one.chars().all(|c| !c.is_lowercase());
            let initial = one.starts_with(|c: char| c.is_uppercase());
            let first = *first_is_capital.get_or_insert((capital, initial));
            let same_name = words == 0 || (initial && first.1 && capital == first.0);
            if stop || (!price_follows && !same_name) {
                break;
            }
            words += 1;
            at = after.trim_start();
        }
        let place = start.get(..start.len() - at.len()).unwrap_or_default();
        self.set(Part::Place, place.trim_end_matches([',', '，', ' ']));
        at
    }

    fn sample<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some((courier, rest)) = courier(line) {
            self.set(Part::Courier, courier);
            return Some(match word(rest.trim_start()).filter(|(it, _)| is_tracking(it)) {
                Some((tracking, after)) => {
                    self.set(Part::Tracking, tracking);
                    after
                }
                None => rest,
            });
        }
        if let Some(rest) = keyword(line, &["tracking", "awb", "运单号", "快递单号", "单号"]) {
            return self.word_into(Part::Tracking, rest);
        }
        if let Some(rest) =
            line.strip_prefix('#').or_else(|| keyword(line, &["no.", "no", "样品编号", "编号"]))
        {
            return self.word_into(Part::Number, rest);
        }
        if let Some((number, rest)) = word(line).filter(|(it, _)| is_numbered(it, &["S-", "SP", "YP"])) {
            self.set(Part::Number, number);
            return Some(rest);
        }
        if let Some(rest) = keyword(line, &["sent", "寄出"]) {
            return self.day_into(Part::Date, rest, Leaning::Past);
        }
        if let Some(rest) = keyword(line, &["arrived", "received", "签收", "已到"]) {
            let rest = self.day_into(Part::Arrival, rest, Leaning::Past)?;
            self.set(Part::Certainty, CONFIRMED);
            return Some(rest);
        }
        if let Some(rest) = keyword(line, &["eta", "arrives", "due", "预计到达", "预计"]) {
            let rest = self.day_into(Part::Arrival, rest, Leaning::Future)?;
            self.set(Part::Certainty, ESTIMATED);
            return Some(rest);
        }
        if let Some(rest) = keyword(line, &["charged", "收费"]) {
            self.set(Part::Charged, YES);
            return Some(rest);
        }
        let rest = keyword(line, &["cost", "费用"]).unwrap_or(line);
        let (typed, rest) = money(rest, true).filter(|_| !self.has(Part::Cost))?;
        self.set(Part::Cost, typed);
        Some(rest)
    }

    fn invoice<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some((number, rest)) = word(line).filter(|(it, _)| is_numbered(it, &["PI", "INV"])) {
            self.set(Part::Number, number);
            return Some(rest);
        }
        if let Some(rest) = line.strip_prefix('#').or_else(|| keyword(line, &["no.", "no", "编号"])) {
            return self.word_into(Part::Number, rest);
        }
        if let Some(rest) = keyword(line, &["invoice sent", "sent", "已发"]) {
            return Some(self.day_into(Part::SentOn, rest, Leaning::Past).unwrap_or(rest));
        }
        if let Some(rest) = keyword(line, &["file", "文件"]) {
            return self.word_into(Part::File, rest);
        }
        self.terms(line).or_else(|| self.amount(line))
    }

    fn order<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some(rest) = self.known_number(line, Part::Invoice, &[RecordKind::Invoice]) {
            return Some(rest);
        }
        if let Some((number, rest)) = word(line).filter(|(it, _)| is_numbered(it, &["PO", "SO"])) {
            self.set(Part::Number, number);
            return Some(rest);
        }
        if let Some(rest) = line.strip_prefix('#').or_else(|| keyword(line, &["no.", "no", "编号"])) {
            return self.word_into(Part::Number, rest);
        }
        for (kind, names) in ORDER_KINDS {
            if let Some(rest) = keyword(line, names) {
                self.set(Part::OrderKind, kind.id());
                return Some(rest);
            }
        }
        for (state, names) in ORDER_STATES {
            if let Some(rest) = keyword(line, names) {
                self.set(Part::State, state.id());
                return Some(rest);
            }
        }
        self.amount(line)
    }

    fn payment<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some(rest) = self.known_number(line, Part::Order, &[RecordKind::Order, RecordKind::Invoice]) {
            return Some(rest);
        }
        if let Some(rest) = keyword(line, &["bank fee", "fee", "fees", "手续费", "银行费"]) {
            let (typed, after) = money(rest, false).or_else(|| bare_number(rest))?;
            self.set(Part::Fee, typed);
            return Some(after);
        }
        if let Some(rest) = keyword(line, &["refund", "退款"]) {
            self.refund = true;
            return Some(rest);
        }
        self.amount(line)
    }

    fn shipment<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some(rest) = self.known_number(line, Part::Order, &[RecordKind::Order]) {
            return Some(rest);
        }
        for (mode, names) in MODES {
            if let Some(rest) = keyword(line, names).filter(|_| !self.has(Part::Mode)) {
                self.set(Part::Mode, mode.id());
                return Some(rest);
            }
        }
        let dates: [(Part, Leaning, &[&str]); 3] = [
            (Part::Etd, Leaning::Future, &["etd", "预计开船", "船期"]),
            (Part::Departed, Leaning::Past, &["atd", "departed", "left", "已开船", "开船"]),
            (Part::Arrived, Leaning::Past, &["ata", "arrived", "已到港", "到港"]),
        ];
        for (part, leaning, names) in dates {
            if let Some(rest) = keyword(line, names) {
                let leaning =
                    if part == Part::Etd { departure_leaning(rest, self.known.today) } else { leaning };
                return self.day_into(part, rest, leaning);
            }
        }
        if let Some(rest) = keyword(line, &["eta", "预计到港"]) {
            let (day, rest) = day_behind(rest, self.known.today, Leaning::Future)?;
            self.eta = Some(day);
            return Some(rest);
        }
        if let Some(rest) =
            keyword(line, &["b/l", "bl", "awb", "tracking", "container", "提单号", "提单", "柜号", "单号"])
        {
            let (reference, rest) = word(rest)?;
            self.add_reference(reference);
            return Some(rest);
        }
        if let Some(rest) = keyword(line, &["vessel", "船名"]) {
            let end = rest.find([',', '，', ';', '；']).unwrap_or(rest.len());
            let (name, rest) = rest.split_at_checked(end)?;
            self.add_reference(name.trim());
            return Some(rest);
        }
        if let Some((carrier, rest)) = courier(line) {
            let (tracking, rest) = word(rest.trim_start()).filter(|(it, _)| is_tracking(it))?;
            self.add_reference(&format!("{carrier} {tracking}"));
            return Some(rest);
        }
        let (count, rest) = days(line)?;
        self.set(Part::Transit, &count.to_string());
        Some(rest)
    }

    fn add_reference(&mut self, reference: &str) {
        let earlier = self.parts.get(&Part::Reference).map_or(String::new(), |it| format!("{it}, "));
        self.set(Part::Reference, &format!("{earlier}{reference}"));
    }

    fn feedback<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some(rest) = self.known_number(line, Part::About, &[RecordKind::Sample, RecordKind::Order]) {
            return Some(rest);
        }
        // Only in front: "not satisfied" and 不满意 further on are what was said.
        if !self.text.is_empty() || self.has(Part::Satisfaction) {
            return None;
        }
        if keyword(line, UNSATISFIED).is_some() {
            self.set(Part::Satisfaction, Satisfaction::Complaint.id());
            return None;
        }
        SATISFACTIONS.iter().find_map(|(satisfaction, names)| {
            let rest = keyword(line, names)?;
            self.set(Part::Satisfaction, satisfaction.id());
            Some(rest)
        })
    }

    /// The number of a record of this customer, as the record that this one belongs to.
    fn known_number<'l>(&mut self, line: &'l str, part: Part, kinds: &[RecordKind]) -> Option<&'l str> {
        let (number, rest) = word(line)?;
        // A single short figure is rather an amount.
        let plausible = number.chars().count() >= 4 && number.chars().any(|c| c.is_ascii_digit());
        let mut found = kinds.iter().filter_map(|kind| find_record(self.known.dossier, *kind, number));
        let record = found.next().filter(|_| plausible)?;
        self.set(part, &reference(record.id()));
        if let (Part::Invoice, Record::Invoice(invoice)) = (part, record) {
            self.parts.entry(Part::Amount).or_insert_with(|| invoice.amount.to_string());
            self.parts.entry(Part::Number).or_insert_with(|| invoice.number.clone());
        }
        Some(rest)
    }

    fn amount<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        let known = self.has(Part::Amount) && !self.has(Part::Invoice);
        let (typed, rest) = money(line, false).or_else(|| bare_number(line)).filter(|_| !known)?;
        self.set(Part::Amount, typed);
        Some(rest)
    }

    /// Payment terms: as many words as make terms, or the first one where they cannot be right.
    fn terms<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        let (first, after_first) = word(line)?;
        let lower = first.to_lowercase();
        let numbers = lower.trim_end_matches('%').split('/').all(|it| {
            !it.is_empty() && it.len() <= 4 && it.trim_end_matches('%').bytes().all(|b| b.is_ascii_digit())
        });
        let parts = numbers && (lower.contains('/') || lower.ends_with('%'));
        let named = ["t/t", "tt", "l/c", "lc", "d/p", "d/a", "o/a", "oa", "net", "电汇", "信用证"];
        if self.has(Part::Terms) || !(parts || named.iter().any(|name| lower.starts_with(name))) {
            return None;
        }
        let mut best = None;
        let mut rest = line;
        while let Some((_, after)) = word(rest.trim_start()) {
            let typed = line.get(..line.len() - after.len()).unwrap_or_default();
            if read_terms(typed).is_ok() {
                best = Some((typed, after));
            }
            rest = after;
        }
        let wrong = read_terms(first) == Err(PartError::NotWhole);
        let (typed, rest) = best.or_else(|| wrong.then_some((first, after_first)))?;
        self.set(Part::Terms, typed);
        Some(rest)
    }

    fn word_into<'l>(&mut self, part: Part, text: &'l str) -> Option<&'l str> {
        let (word, rest) = word(text.trim_start())?;
        self.set(part, word);
        Some(rest)
    }

    fn day_into<'l>(&mut self, part: Part, text: &'l str, leaning: Leaning) -> Option<&'l str> {
        let (day, rest) = day_behind(text, self.known.today, leaning)?;
        self.set(part, &day);
        Some(rest)
    }

    /// `30d` stays a length, to be counted from the day of the quotation.
    fn length_or_day<'l>(&mut self, part: Part, text: &'l str) -> Option<&'l str> {
        if let Some((count, rest)) = days(text) {
            self.set(part, &format!("{count}d"));
            return Some(rest);
        }
        self.day_into(part, text, Leaning::Future)
    }
}

/// `Ho Chi Minh City` is as long as a place gets.
const MOST_PLACE_WORDS: usize = 4;

/// A departure lies ahead, unless the day was a few weeks ago and would else be nearly a year away.
pub fn departure_leaning(text: &str, today: time::Date) -> Leaning {
    let day = |leaning| leading_day(text, today, leaning).and_then(|day| day.when.ok()).map(|when| when.date);
    match (day(Leaning::Past), day(Leaning::Future)) {
        (Some(past), Some(future))
            if (today - past).whole_days() <= 60 && (future - today).whole_days() > 180 =>
        {
            Leaning::Past
        }
        _ => Leaning::Future,
    }
}

fn has_price(text: &str) -> bool {
    let starts = text.char_indices().filter(|(at, _)| {
        *at == 0 || text.get(..*at).is_some_and(|before| before.ends_with(char::is_whitespace))
    });
    starts.filter_map(|(at, _)| text.get(at..)).any(|rest| price(rest).is_some())
}

/// An incoterm, also one that is no longer in use, so that the mistake is named.
fn incoterm(line: &str) -> Option<(&str, &str)> {
    let end = line.find(|c: char| !c.is_ascii_alphabetic() && c != '&').unwrap_or(line.len());
    let (term, rest) = line.split_at_checked(end)?;
    let lower = term.to_ascii_lowercase();
    let old = ["c&f", "cnf", "ddu", "dat", "daf", "des", "deq"].contains(&lower.as_str());
    let old_in_capitals = old && term.bytes().all(|b| !b.is_ascii_lowercase());
    (Incoterm::from_id(&lower).is_some() || old_in_capitals).then_some((term, rest))
}

fn courier(line: &str) -> Option<(&'static str, &str)> {
    COURIERS.iter().find_map(|(courier, names)| Some((*courier, keyword(line, names)?)))
}

/// At least five letters and digits, among them a digit.
fn is_tracking(word: &str) -> bool {
    word.len() >= 5
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && word.chars().filter(char::is_ascii_digit).count() >= 3
}

/// One of these beginnings with a number behind it.
fn is_numbered(word: &str, beginnings: &[&str]) -> bool {
    let upper = word.to_ascii_uppercase();
    let behind = beginnings.iter().find_map(|beginning| upper.strip_prefix(beginning));
    behind.is_some_and(|rest| rest.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit()))
}
