//! `genjin report`: the figures of the insights screen.

use super::choice::{self, misuse};
use super::workplace::Workplace;
use super::{json, out};
use crate::app::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::rate::InBase;
use crate::insights::{
    Bar, Behind, Count, Detail, Insights, Listed, Period, ReplyFigure, ReplyOf, Section, Span, SpanFigures,
    TOUCH_DAYS,
};
use crate::lang::Words;
use crate::lang::money::amounts;
use crate::view::cells::{fit, fit_right};
use serde_json::{Value, json};
use time::{Date, Duration};

/// What to count over.
#[derive(Debug, clap::Args)]
pub struct Report {
    /// The last 30, 90 or 365 days, or everything: month, quarter, year or all
    #[arg(long, value_name = "PERIOD", conflicts_with_all = ["from", "to"])]
    period: Option<String>,
    /// The first day, such as 2026-01-31; by default the beginning of everything
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// The last day; by default today
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// Print stable JSON and nothing else
    #[arg(long)]
    json: bool,
}

/// A span of days, and the period that it is, where it is one.
struct Chosen {
    period: Option<Period>,
    span: Span,
}

pub fn run(place: &Workplace, report: &Report) -> anyhow::Result<()> {
    let chosen = chosen(place, report)?;
    let ledger = place.ledger()?;
    let mut count = Count::new(ledger.basis(), &[chosen.span]);
    place.histories(|dossier| count.add(&dossier))?;
    let figures = count.finish();
    let Some(span) = figures.spans.first() else { return Ok(()) };
    let told = Told { place, ledger: &ledger, figures: &figures, span, chosen: &chosen };
    if report.json { out::print_json(&told.json()) } else { out::print(&told.text()) }
}

fn chosen(place: &Workplace, report: &Report) -> anyhow::Result<Chosen> {
    let (words, today) = (place.words, place.now.date());
    if report.from.is_none() && report.to.is_none() {
        let period = match report.period.as_deref() {
            Some(typed) => {
                let names = |it: Words, period| vec![it.period_name(period).to_owned(), it.period(period)];
                choice::read(typed, ("--period", Period::ALL), Period::id, names, words)?
            }
            None => Period::Quarter,
        };
        return Ok(Chosen { period: Some(period), span: period.span(today) });
    }
    let day = |option: &str, text: Option<&str>, otherwise: Date| match text {
        Some(text) => iso_day(text).ok_or_else(|| misuse(words.bad_day(option, text))),
        None => Ok(otherwise),
    };
    let from = day("--from", report.from.as_deref(), Date::MIN)?;
    let to = day("--to", report.to.as_deref(), today)?;
    if from > to {
        return Err(misuse(words.days_reversed(&json::day(from), &json::day(to))));
    }
    Ok(Chosen { period: None, span: Span { from, to } })
}

/// ISO 8601 alone, since scripts write it.
fn iso_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_iso = parts.next().is_none() && [year.len(), month.len(), day.len()] == [4, 2, 2];
    let month = time::Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok().filter(|_| is_iso)
}

/// Figures on their way to whoever asked.
struct Told<'a> {
    place: &'a Workplace,
    ledger: &'a Ledger,
    figures: &'a Insights,
    span: &'a SpanFigures,
    chosen: &'a Chosen,
}

impl Told<'_> {
    fn text(&self) -> String {
        let (words, today) = (self.place.words, self.figures.today);
        let span = self.span_in_words();
        let mut text = String::new();
        for section in Section::ALL {
            text.push_str(&format!(
                "{}\n  {}\n",
                words.section(*section),
                words.section_says(*section, &span)
            ));
            if self.figures.is_blank(*section, 0) {
                text.push_str(&format!("  {}\n\n", words.section_empty(*section)));
                continue;
            }
            if *section == Section::Activity {
                text.push_str(&self.weeks());
                continue;
            }
            for bar in self.figures.bars(*section, 0) {
                let name = words.bar(bar, self.ledger.stages(), self.ledger.rules(), today);
                text.push_str(format!("  {}  {}", fit(&name, 28), self.figures_of(bar)).trim_end());
                text.push('\n');
            }
            if let Some(used) = self.rates_used().filter(|_| *section == Section::Deals) {
                text.push_str(&format!("  {used}\n"));
            }
            text.push('\n');
        }
        text
    }

    /// By which rates the orders stand in the base currency, where they do.
    fn rates_used(&self) -> Option<String> {
        let sums = self.span.is_converted().then(|| self.span.sums())?;
        self.place.words.rates_used(&sums, self.ledger.rates(), self.figures.today)
    }

    /// A line a week, a column a weekday.
    fn weeks(&self) -> String {
        let (words, today) = (self.place.words, self.figures.today);
        let line = |name: &str, cells: &mut dyn Iterator<Item = String>| {
            let cells: Vec<_> = cells.map(|cell| fit_right(&cell, 5)).collect();
            format!("  {}  {}\n", fit(name, 28), cells.join(" "))
        };
        let days = &self.figures.activity;
        let mut text =
            line("", &mut days.iter().take(7).map(|it| words.weekday(it.day.weekday()).to_owned()));
        for week in days.chunks(7) {
            let first = week.first().map_or(String::new(), |day| words.day(day.day, today));
            text.push_str(&line(&first, &mut week.iter().map(|day| day.touches.to_string())));
        }
        text.push('\n');
        text
    }

    fn span_in_words(&self) -> String {
        let (words, span) = (self.place.words, self.chosen.span);
        match self.chosen.period {
            Some(period) => words.period(period),
            None => match first_day(span) {
                Some(from) => words.between_days(&json::day(from), &json::day(span.to)),
                None => words.until_day(&json::day(span.to)),
            },
        }
    }

    /// The numbers of a bar, each with its name.
    fn figures_of(&self, bar: Bar<'_>) -> String {
        let words = self.place.words;
        let named = |parts: &[(&str, String)]| {
            let parts = parts.iter().filter(|(_, text)| !text.is_empty());
            let parts: Vec<_> = parts.map(|(name, text)| format!("{name} {}", fit_right(text, 5))).collect();
            parts.join("   ")
        };
        let optional = |number: Option<usize>| number.map_or(String::new(), |number| number.to_string());
        let deals = |quotations: usize, orders: usize, sums: &[Money], whole: &InBase| {
            let base = words.in_base_without(whole).unwrap_or_default();
            let parts =
                [(words.col_quotations(), quotations.to_string()), (words.col_orders(), orders.to_string())];
            format!("{}   {}   {base}", named(&parts), amounts(sums))
        };
        match bar {
            Bar::Stage(it) => named(&[
                (words.col_entered(), it.entered.to_string()),
                (words.col_went_on(), optional(it.went_on)),
                (words.col_days(), it.days.median().map_or(String::new(), |days| words.days_short(days))),
                (words.col_ordered(), optional(it.ordered)),
                (words.col_now(), it.now.to_string()),
            ]),
            Bar::Class(it) => named(&[
                (words.col_customers(), it.customers.to_string()),
                (words.col_kept(), it.kept.to_string()),
                (words.col_too_seldom(), it.too_seldom.to_string()),
                (words.col_too_often(), it.too_often.to_string()),
                (words.col_made(), it.made.to_string()),
                (words.col_asked(), it.asked.to_string()),
            ]),
            Bar::Day(it) => words.touches_on(it.touches, it.behind.count),
            Bar::Month(it) => deals(it.quotations, it.orders, &it.amounts, &it.in_base),
            Bar::Country(it) => deals(it.quotations, it.orders, &it.amounts, &it.in_base),
            Bar::Reply(it) => named(&[
                (words.col_questions(), it.asked.to_string()),
                (words.col_answered(), it.answered.to_string()),
                (
                    words.col_median(),
                    it.minutes.median().map_or(String::new(), |minutes| words.minutes(minutes)),
                ),
            ]),
            Bar::Lost(it) => named(&[(words.col_customers(), it.behind.count.to_string())]),
            Bar::Ahead(it) => {
                let limit = self.place.settings.day_limit.map(usize::from);
                let is_over = limit.is_some_and(|limit| it.behind.count > limit);
                let over = if is_over { words.over_limit() } else { "" };
                format!("{}   {over}", named(&[(words.col_due(), it.behind.count.to_string())]))
            }
        }
    }

    fn json(&self) -> Value {
        let Self { figures, span, .. } = self;
        let touches_from = figures.today.saturating_sub(Duration::days(TOUCH_DAYS - 1));
        json!({
            "date": json::day(figures.today),
            "customers": figures.customers,
            "base_currency": self.ledger.rates().base().code(),
            "period": {
                "id": self.chosen.period.map(Period::id),
                "from": first_day(span.span).map(json::day),
                "to": json::day(span.span.to),
            },
            "funnel": span.funnel.iter().map(|it| json!({
                "stage": it.stage.as_str(),
                "entered": it.entered,
                "went_on": it.went_on,
                "median_days": it.days.median(),
                "ordered": it.ordered,
                "now": it.now,
                "customers": self.listed(&it.behind),
            })).collect::<Value>(),
            "touches": {
                "from": json::day(touches_from),
                "to": json::day(figures.today),
                "classes": figures.touches.iter().map(|it| json!({
                    "class": it.class.as_str(),
                    "count": it.customers,
                    "kept": it.kept,
                    "too_seldom": it.too_seldom,
                    "too_often": it.too_often,
                    "asked": it.asked,
                    "made": it.made,
                    "missed": it.missed,
                    "surplus": it.surplus,
                    "customers": self.listed(&it.behind),
                })).collect::<Value>(),
            },
            "activity": figures.activity.iter().map(|it| json!({
                "date": json::day(it.day),
                "contacts": it.touches,
                "customers": it.behind.count,
            })).collect::<Value>(),
            "months": span.months.iter().map(|it| json!({
                "month": json::day(it.month).get(..7),
                "quotations": it.quotations,
                "orders": it.orders,
                "amounts": moneys(&it.amounts),
                "in_base": json::within_rates(&it.amounts, self.ledger.rates()),
            })).collect::<Value>(),
            "countries": span.countries.iter().map(|it| json!({
                "country": it.country.map(|country| country.code().to_owned()),
                "quotations": it.quotations,
                "orders": it.orders,
                "amounts": moneys(&it.amounts),
                "in_base": json::within_rates(&it.amounts, self.ledger.rates()),
                "customers": self.listed(&it.behind),
            })).collect::<Value>(),
            "replies": span.replies.iter().map(reply).collect::<Value>(),
            "lost": span.lost.iter().map(|it| json!({
                "reason": it.reason.id(),
                "count": it.behind.count,
                "customers": self.listed(&it.behind),
            })).collect::<Value>(),
            "ahead": {
                "limit": self.place.settings.day_limit,
                "days": figures.ahead.iter().map(|it| json!({
                    "date": json::day(it.day),
                    "due": it.behind.count,
                })).collect::<Value>(),
            },
        })
    }

    /// The first customers behind a figure, with what it has to tell of each.
    fn listed(&self, behind: &Behind) -> Value {
        let item = |listed: &Listed| {
            let company = self.ledger.row(listed.customer).map(|row| row.summary.company.clone());
            let mut item = json!({ "id": listed.customer.to_string(), "company": company });
            if let (Some(item), Value::Object(detail)) = (item.as_object_mut(), detail(&listed.detail)) {
                item.extend(detail);
            }
            item
        };
        behind.listed.iter().map(item).collect()
    }
}

fn reply(it: &ReplyFigure) -> Value {
    let (by, of) = match &it.of {
        ReplyOf::Everybody => ("all", None),
        ReplyOf::Channel(channel) => ("channel", Some(channel.id())),
        ReplyOf::Class(class) => ("class", Some(class.as_str())),
    };
    json!({
        "by": by,
        "of": of,
        "asked": it.asked,
        "answered": it.answered,
        "median_minutes": it.minutes.median(),
    })
}

fn moneys(amounts: &[Money]) -> Value {
    amounts.iter().map(|it| json!({ "currency": it.currency.code(), "minor": it.minor })).collect()
}

fn detail(detail: &Detail) -> Value {
    match detail {
        Detail::None => json!({}),
        Detail::StandsSince(day) => json!({ "stands_since": json::day(*day) }),
        Detail::WentOnAfter(days) => json!({ "went_on_after": days }),
        Detail::Touches { asked, most, made } => json!({ "asked": asked, "most": most, "made": made }),
        Detail::Times(times) => json!({ "contacts": times }),
        Detail::Amount(amount) => json!({ "currency": amount.currency.code(), "minor": amount.minor }),
        Detail::Quotations(count) => json!({ "quotations": count }),
        Detail::Answers { asked, answered } => json!({ "asked": asked, "answered": answered }),
        Detail::Said(text) => json!({ "said": text }),
    }
}

/// The first day of a span; nothing for one that reaches back to the beginning.
fn first_day(span: Span) -> Option<Date> {
    Some(span.from).filter(|from| *from > Date::MIN)
}
