//! `genjin business`: what is under way over all customers.

use super::workplace::Workplace;
use super::{choice, json, out};
use crate::app::business::{DealFilter, DealRow, DealSort, rows, sums};
use crate::domain::money::Money;
use crate::domain::summary::DealList;
use crate::lang::Words;
use crate::view::cells::{fit, fit_right, width};
use serde_json::json;

pub fn run(place: &Workplace, list: Option<&str>, of_lost: bool, as_json: bool) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger()?, place.words);
    let lists = match list {
        Some(typed) => {
            let names =
                |it: Words, list| vec![it.deal_list(list).to_owned(), it.deal_list_short(list).to_owned()];
            vec![choice::read(typed, ("", DealList::ALL), DealList::id, names, words)?]
        }
        None if of_lost => vec![DealList::Quotations],
        None => DealList::ALL.to_vec(),
    };
    let filter = if of_lost { DealFilter::Lost } else { DealFilter::All };
    let today = ledger.today();
    let mut items = Vec::new();
    let (mut totals, mut base) = (Vec::new(), Vec::new());
    let mut text = String::new();
    for list in lists {
        let places = rows(&ledger, list, DealSort::Day, filter, today);
        let found: Vec<DealRow<'_>> = places
            .iter()
            .filter_map(|(id, place)| {
                let summary = &ledger.row(*id)?.summary;
                Some(DealRow { summary, deal: summary.open.get(*place)? })
            })
            .collect();
        let come_to = sums(found.iter().filter_map(|row| row.deal.amount), 0);
        text.push_str(&format!("{} {}\n", words.deal_list(list), found.len()));
        items.extend(found.iter().map(|it| item(it, today)));
        let parts: Vec<_> = found.iter().map(|it| parts(words, *it, today)).collect();
        text.push_str(&lines(&parts));
        let sum_of = |sum: &Money, credit: bool| json!({ "list": list.id(), "currency": sum.currency.code(), "minor": sum.minor, "credit": credit });
        totals.extend(come_to.sums.iter().map(|sum| sum_of(sum, false)));
        totals.extend(come_to.credit.iter().map(|sum| sum_of(sum, true)));
        if !come_to.sums.is_empty() {
            base.push(json::in_base(list.id(), &come_to.sums, ledger.rates()));
        }
        let told = words.sums(&come_to, ledger.rates(), today);
        if !told.is_empty() {
            text.push_str(&format!("  {told}\n"));
        }
    }
    let left_out = ledger.deals().left_out();
    if as_json {
        let base_currency = ledger.rates().base();
        return out::print_json(&json!({
            "date": json::day(today), "items": items, "sums": totals, "base_currency": base_currency.code(),
            "in_base": base, "left_out": left_out,
        }));
    }
    if left_out > 0 {
        text.push_str(&format!("{}\n", words.rows_left_out(left_out)));
    }
    out::print(&text)
}

/// Whom, what, how much, by when; of an order where it stands.
fn parts(words: Words, it: DealRow<'_>, today: time::Date) -> [String; 4] {
    let amount = match it.due_part().zip(it.deal.amount) {
        Some((due, whole)) => words.due_of(due, whole),
        None => words.deal_figure(it.deal).unwrap_or_default(),
    };
    let last = match it.deal.state.filter(|_| it.deal.list == DealList::Orders) {
        Some(state) => words.order_state(state).to_owned(),
        None => format!("{}  {}", it.deal.due.map_or(String::new(), json::day), words.lateness(it, today)),
    };
    let pay_back = it.deal.amount.filter(|amount| amount.minor < 0).map(|_| words.pay_back());
    let label = words.deal_label(it.deal, today);
    let cancelled = it.deal.state.filter(|_| it.deal.list == DealList::Shipments);
    let cancelled = cancelled.map_or("", |state| words.order_state(state));
    let what = [label.as_str(), it.deal.detail.as_str(), pay_back.unwrap_or_default(), cancelled];
    let what: Vec<_> = what.into_iter().filter(|part| !part.is_empty()).collect();
    [it.summary.company.clone(), what.join("  "), amount, last.trim_end().to_owned()]
}

/// Columns as wide as their rows need; nothing is cut, since a shell has room for all of it.
fn lines(rows: &[[String; 4]]) -> String {
    let widest = |column: usize| rows.iter().map(|row| row.get(column).map_or(0, |text| width(text))).max();
    let [company, what, amount] = [0, 1, 2].map(|column| widest(column).unwrap_or(0));
    let line = |[whom, about, sum, last]: &[String; 4]| {
        let (whom, about, sum) = (fit(whom, company), fit(about, what), fit_right(sum, amount));
        let sum = if amount > 0 { format!("  {sum}") } else { String::new() };
        format!("  {}\n", format!("{whom}  {about}{sum}  {last}").trim_end())
    };
    rows.iter().map(line).collect()
}

fn money(amount: Money) -> serde_json::Value {
    json!({ "minor": amount.minor, "currency": amount.currency.code() })
}

fn item(it: &DealRow<'_>, today: time::Date) -> serde_json::Value {
    let deal = it.deal;
    json!({
        "list": deal.list.id(),
        "id": deal.record.to_string(),
        "customer": it.summary.id.to_string(),
        "company": it.summary.company,
        "label": deal.label,
        "detail": deal.detail,
        "since": json::day(deal.since),
        "due": deal.due.map(json::day),
        "estimated": deal.is_estimate,
        "days_late": it.days_late(today).map(|late| late.max(0)),
        "amount": deal.amount.map(money),
        "due_amount": deal.due_amount.map(money),
        "price": deal.price.map(|price| price.to_string()),
        "version": deal.version,
        "price_change_tenths_percent": deal.price_change,
        "state": deal.state.map(crate::domain::trade::OrderState::id),
    })
}
