//! Lines of proforma invoices, orders and payments.

use super::super::super::terms::{fold, read_terms};
use super::super::super::{DealKind, Part, PartError, YES, find_record, reference};
use super::super::Reader;
use super::super::scan::{bare_number, bare_slip, keyword, money, word};
use super::is_numbered;
use crate::domain::day_input::Leaning;
use crate::domain::record::RecordKind;
use crate::domain::trade::{OrderKind, OrderState};

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

/// How words begin that may be payment terms.
const METHODS: [&str; 35] = [
    "t/t",
    "tt",
    "l/c",
    "lc",
    "d/p",
    "d/a",
    "o/a",
    "oa",
    "net",
    "irrevocable",
    "paypal",
    "western",
    "wise",
    "cash",
    "cheque",
    "现金",
    "支票",
    "电汇",
    "信用证",
    "即期",
    "远期",
    "付款交单",
    "承兑交单",
    "赊销",
    "西联",
    "moneygram",
    "速汇金",
    "alipay",
    "支付宝",
    "wechat",
    "微信",
    "payoneer",
    "派安盈",
    "xtransfer",
    "pingpong",
];

/// Whether a word is built like `L/C`, known or not.
fn is_method_code(word: &str) -> bool {
    matches!(word.as_bytes(), [a, b'/', b] if a.is_ascii_uppercase() && b.is_ascii_uppercase())
        || word.eq_ignore_ascii_case("t/t")
}

/// Words in front of the first share of terms.
const LEADS: [&str; 7] = ["deposit", "advance", "down payment", "定金", "订金", "预付款", "预付"];

/// `deposit 30%`, 定金30%.
fn leads_share(line: &str) -> bool {
    keyword(line, &LEADS)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains('%'))
}

/// `30/70`, `30%`, also with Chinese words behind them: `30/70见提单`.
fn is_shares(word: &str) -> bool {
    let end = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, '/' | '%')).unwrap_or(word.len());
    let (shares, rest) = word.split_at_checked(end).unwrap_or((word, ""));
    let is_share = |it: &str| {
        let figures = it.trim_end_matches('%');
        (1..=3).contains(&figures.len()) && figures.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts = shares.trim_end_matches('%').split('/').all(is_share);
    parts && (shares.contains('/') || shares.ends_with('%')) && !rest.starts_with(|c: char| c.is_ascii())
}

/// Whether figures are built like a day with its year: `2.5.24`, `2024.5.2`, and not like `1.234.567`.
fn looks_like_day(figures: &str) -> bool {
    let parts: Vec<usize> = figures.split('.').map(str::len).collect();
    matches!(parts[..], [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2])
}

impl Reader<'_> {
    pub(super) fn invoice<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some(rest) = keyword(line, &["replaces", "instead of", "替换", "代替"]) {
            let (number, rest) = word(rest)?;
            let found = find_record(self.known.dossier, RecordKind::Invoice, number);
            let named = found.map(|it| reference(it.id()));
            // What looks like a number and is none is told; all else is a note.
            let typed = || is_numbered(number, &["PI", "INV"]).then(|| number.to_owned());
            self.set(Part::Replaces, &named.or_else(typed)?);
            return Some(rest);
        }
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

    pub(super) fn order<'l>(&mut self, line: &'l str) -> Option<&'l str> {
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
        self.terms(line).or_else(|| self.amount(line))
    }

    pub(super) fn payment<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        if let Some(rest) = self.known_number(line, Part::Order, &[RecordKind::Order, RecordKind::Invoice]) {
            return Some(rest);
        }
        if let Some(rest) = self.reference(line) {
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
        if let Some(rest) = keyword(line, &["compensation", "赔偿"]) {
            self.refund = true;
            self.set(Part::Compensation, YES);
            return Some(rest);
        }
        self.amount(line)
    }

    /// The number of a cheque or a transfer, which is no amount: `no. 7`, `编号 7`.
    fn reference<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        let rest = keyword(line, &["no.", "no", "nr.", "nr", "number", "ref.", "ref", "编号", "号码"])?;
        let (_, rest) = word(rest).filter(|(it, _)| it.bytes().all(|byte| byte.is_ascii_digit()))?;
        self.add_text(line.get(..line.len() - rest.len())?);
        Some(rest)
    }

    fn amount<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        let known = self.has(Part::Amount) && !self.has(Part::Invoice);
        self.notice_slip(line);
        let slip = || bare_slip(line).filter(|_| self.text.is_empty());
        let (typed, rest) =
            money(line, false).or_else(|| bare_number(line)).or_else(slip).filter(|_| !known)?;
        self.set(Part::Amount, typed);
        Some(rest)
    }

    /// Figures of a payment behind other text that are none, such as `cheque 12..3`: the amount, where nothing else is.
    fn notice_slip(&mut self, line: &str) {
        // A number with very many digits is rather a reference.
        let is_figure = |typed: &str| typed.contains(['.', ',', '．', '，']) && !looks_like_day(typed);
        let found = bare_slip(line).filter(|(typed, _)| is_figure(typed));
        if let Some((typed, _)) = found.filter(|_| self.kind == DealKind::Payment && self.slip.is_none()) {
            self.slip = Some(typed.to_owned());
        }
    }

    /// Payment terms: as many words as make terms, or the first one where they cannot be right.
    fn terms<'l>(&mut self, line: &'l str) -> Option<&'l str> {
        let line = keyword(line, &["by"]).unwrap_or(line);
        let (first, after_first) = word(line)?;
        let lower = fold(first);
        let is_named = METHODS.iter().any(|name| lower.starts_with(name)) || leads_share(line);
        let is_code = is_method_code(first);
        if self.has(Part::Terms) || !(is_shares(&lower) || is_named || is_code) {
            return None;
        }
        let mut best = None;
        let mut rest = line;
        while let Some((_, after)) = word(rest.trim_start()) {
            let typed = line.get(..line.len() - after.len()).unwrap_or_default();
            // Parts of which nobody knows when they are paid are named as a mistake, not read in part. `on` before a day
            // belongs to the day.
            let is_before_day = typed.ends_with(" on");
            if !is_before_day && matches!(read_terms(typed), Ok(_) | Err(PartError::WhenUnclear)) {
                best = Some((typed, after));
            }
            rest = after;
        }
        // A method that nobody knows is named as a mistake: else the terms of the PI before would stand.
        let is_bad = read_terms(first) == Err(PartError::NotWhole);
        // A single share is said of an order for other reasons: `30% deposit received`.
        let is_meant = self.kind == DealKind::Invoice || lower.contains('/');
        let wrong = is_code || (is_bad && is_meant);
        let (typed, rest) = best.or_else(|| wrong.then_some((first, after_first)))?;
        self.set(Part::Terms, typed);
        Some(rest)
    }
}
