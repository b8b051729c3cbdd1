//! Figures of small sets of customers, counted by hand, and what holds of any set.

use super::*;
use crate::calendar::Calendar;
use crate::domain::money::{Money, UnitPrice};
use crate::domain::rate::read_rate;
use crate::domain::stage::DEFAULT_STAGES;
use crate::domain::trade::{Order, OrderKind, OrderState, Quotation};
use crate::domain::{
    Channel, ClassId, Country, Customer, CustomerId, Direction, Dossier, FollowUp, Interaction,
    InteractionId, Moment, OrderId, Origin, QuotationId, Rate, RateId, Record, StageId, Stages,
};
use crate::rules::Rules;
use proptest::prelude::*;
use std::sync::Arc;
use time::Duration;
use time::macros::{date, time};
use uuid::Uuid;

const TODAY: Date = date!(2026 - 06 - 05);

fn basis() -> Basis {
    Basis {
        rules: Arc::new(Rules::builtin()),
        stages: Arc::new(Stages::parse(DEFAULT_STAGES).unwrap()),
        calendar: Arc::new(Calendar::default()),
        today: TODAY,
    }
}

/// So many days before today.
fn ago(days: i64) -> Date {
    TODAY - Duration::days(days)
}

fn morning(days: i64) -> Moment {
    Moment::at(ago(days), time!(09:00), 480)
}

/// A customer to whom things happened, so many days before today.
struct Who {
    card: Customer,
    records: Vec<Record>,
    next: u128,
}

impl Who {
    fn new(number: u128, created: i64) -> Self {
        let card =
            Customer::new(CustomerId(Uuid::from_u128(number)), morning(created), format!("No {number}"));
        Self { card, records: Vec::new(), next: number * 1000 }
    }

    fn id(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    fn card(mut self, change: impl FnOnce(&mut Customer)) -> Self {
        change(&mut self.card);
        self
    }

    fn entry(mut self, at: Moment, channel: Channel, direction: Direction, stage: &str, said: &str) -> Self {
        let entry = Interaction {
            id: InteractionId(self.id()),
            customer: self.card.id,
            at,
            channel,
            direction,
            contact: None,
            summary: said.into(),
            stage: StageId::new(stage),
            next_action: String::new(),
            goal: String::new(),
            next_date: None,
            next_time: None,
            lost_reason: String::new(),
            author: String::new(),
            origin: Origin::Typed,
        };
        self.records.push(entry.into());
        self
    }

    fn wrote(self, days: i64, stage: &str) -> Self {
        self.entry(morning(days), Channel::Email, Direction::Out, stage, "wrote")
    }

    fn heard(self, days: i64, stage: &str) -> Self {
        self.entry(morning(days), Channel::Email, Direction::In, stage, "heard")
    }

    fn ordered(mut self, days: i64, code: &str, minor: i64, state: OrderState) -> Self {
        let amount = Money { minor, currency: Currency::new(code).unwrap() };
        let order = Order {
            id: OrderId(self.id()),
            customer: self.card.id,
            invoice: None,
            number: String::new(),
            date: ago(days),
            amount,
            kind: OrderKind::Regular,
            state,
            note: String::new(),
            terms: Vec::new(),
            ready_on: None,
            cancelled_on: None,
            also: Vec::new(),
        };
        self.records.push(order.into());
        self
    }

    fn quoted(mut self, days: i64) -> Self {
        let quotation = Quotation {
            id: QuotationId(self.id()),
            customer: self.card.id,
            date: ago(days),
            product: String::new(),
            incoterm: None,
            place: String::new(),
            price: UnitPrice { amount: 86, decimals: 2, currency: Currency::new("USD").unwrap() },
            unit: "pc".into(),
            moq: None,
            valid_until: None,
            note: String::new(),
        };
        self.records.push(quotation.into());
        self
    }

    fn agreed(mut self, date: Date) -> Self {
        self.records.push(FollowUp { date: Some(date), ..FollowUp::new(self.card.id) }.into());
        self
    }

    fn dossier(self) -> Dossier {
        Dossier::from_records([Record::from(self.card)].into_iter().chain(self.records)).unwrap()
    }
}

fn count(who: Vec<Who>) -> Insights {
    let mut count = Count::new(basis(), &Period::spans(TODAY));
    for who in who {
        count.add(&who.dossier());
    }
    count.finish()
}

fn in_class(class: &str) -> impl FnOnce(&mut Customer) {
    let class = ClassId::new(class);
    move |card| card.pinned_class = Some(class)
}

#[test]
fn the_funnel_counts_who_came_and_who_went_on() {
    let figures = count(vec![
        // Through three stages to an order, with a step back in between.
        Who::new(1, 60)
            .wrote(60, "developing")
            .heard(50, "quoted")
            .wrote(46, "first_interest")
            .heard(40, "quoted")
            .heard(20, "won"),
        // Came to the quotation and stays there.
        Who::new(2, 30).wrote(30, "developing").heard(10, "quoted"),
        // Was lost from the first stage: nobody goes on by being lost.
        Who::new(3, 20).wrote(20, "developing").wrote(5, "lost"),
        // Its log reaches back behind the card, so the opening stage has no day.
        Who::new(4, 1).heard(15, "quoted"),
    ]);
    let check = |period: Period,
                 stage: &str,
                 entered: usize,
                 went_on: Option<usize>,
                 days: Option<u32>,
                 now: usize| {
        let funnel = &figures.spans[period.place()].funnel;
        let figure = funnel.iter().find(|figure| figure.stage.as_str() == stage).unwrap();
        let found = (figure.entered, figure.went_on, figure.days.median(), figure.now);
        assert_eq!(found, (entered, went_on, days, now), "{stage} in {period:?}");
        assert_eq!(figure.behind.count, entered);
    };
    check(Period::All, "developing", 3, Some(2), Some(15), 0);
    check(Period::All, "first_interest", 1, Some(1), Some(26), 0);
    check(Period::All, "quoted", 3, Some(1), Some(30), 2);
    check(Period::All, "won", 1, Some(0), None, 1);
    check(Period::All, "lost", 1, None, None, 1);
    check(Period::Month, "developing", 1, Some(0), None, 0);
    check(Period::Month, "quoted", 2, Some(0), None, 2);
    let quoted =
        figures.spans[Period::All.place()].funnel.iter().find(|it| it.stage.as_str() == "quoted").unwrap();
    assert_eq!(quoted.ordered, Some(1));
    // Who has not gone on stands first, the longest there before the others.
    let listed: Vec<_> = quoted.behind.listed.iter().map(|it| it.customer.0.as_u128()).collect();
    assert_eq!(listed, [4, 2, 1]);
}

#[test]
fn contacts_are_held_against_the_cadence_of_the_class() {
    let hot = |number| Who::new(number, 90).card(in_class("hot")).wrote(90, "quoted");
    let cold = |number| Who::new(number, 90).card(in_class("cold")).wrote(90, "developing");
    let figures = count(vec![
        // Every 2 to 3 days: 10 contacts in 30 days at the least, 15 at the most. Two on a day are one.
        hot(1).wrote(20, "quoted").wrote(20, "quoted").wrote(3, "quoted"),
        // An agreed date that is still ahead: nothing is missed.
        hot(2).agreed(ago(-5)),
        // Every 2 to 3 weeks: one at the least, three at the most.
        cold(3)
            .wrote(25, "developing")
            .wrote(20, "developing")
            .wrote(15, "developing")
            .wrote(10, "developing")
            .wrote(1, "developing"),
        cold(4).heard(8, "developing").wrote(4, "developing"),
        // Lost customers are nobody's to follow.
        Who::new(5, 90).card(in_class("hot")).wrote(90, "lost"),
    ]);
    let check = |class: &str,
                 customers: usize,
                 asked: usize,
                 made: usize,
                 missed: usize,
                 surplus: usize,
                 off: &[u128]| {
        let figure = figures.touches.iter().find(|it| it.class.as_str() == class).unwrap();
        let found = (figure.customers, figure.asked, figure.made, figure.missed, figure.surplus);
        assert_eq!(found, (customers, asked, made, missed, surplus), "{class}");
        let listed: Vec<_> = figure.behind.listed.iter().map(|it| it.customer.0.as_u128()).collect();
        assert_eq!(listed, off, "{class}");
        assert_eq!(figure.kept + figure.too_seldom + figure.too_often, customers, "{class}");
        assert_eq!(figure.too_seldom + figure.too_often, figure.behind.count, "{class}");
        assert_eq!((figure.too_seldom > 0, figure.too_often > 0), (missed > 0, surplus > 0), "{class}");
    };
    check("hot", 2, 10, 2, 8, 0, &[1]);
    check("cold", 2, 2, 6, 0, 2, &[3]);
    check("existing", 0, 0, 0, 0, 0, &[]);
}

#[test]
fn a_class_asks_for_nothing_before_the_present_stage_began() {
    let figures =
        count(vec![Who::new(1, 90).card(in_class("hot")).wrote(40, "developing").heard(6, "quoted")]);
    let hot = figures.touches.iter().find(|it| it.class.as_str() == "hot").unwrap();
    assert_eq!((hot.asked, hot.made, hot.missed), (2, 0, 2));
}

#[test]
fn contacts_are_counted_day_by_day_from_a_monday() {
    let at = |days, channel, direction| (morning(days), channel, direction);
    let mut who = Who::new(1, 10);
    for (at, channel, direction) in [
        at(0, Channel::Email, Direction::Out),
        at(0, Channel::Whatsapp, Direction::Out),
        // They rang us: both sides spoke.
        at(3, Channel::Phone, Direction::In),
        at(4, Channel::Email, Direction::In),
    ] {
        who = who.entry(at, channel, direction, "developing", "");
    }
    let figures =
        count(vec![who, Who::new(2, 10).wrote(0, "developing"), Who::new(3, 400).wrote(300, "developing")]);
    assert_eq!(figures.activity[0].day.weekday(), time::Weekday::Monday);
    assert_eq!(figures.activity.len(), (WEEKS - 1) * 7 + 5, "up to this Friday");
    let touches: Vec<_> =
        figures.activity.iter().rev().take(5).map(|it| (it.touches, it.behind.count)).collect();
    assert_eq!(touches, [(3, 2), (0, 0), (0, 0), (1, 1), (0, 0)]);
    assert_eq!(figures.activity.iter().map(|it| it.touches).sum::<usize>(), 4);
}

#[test]
fn orders_and_quotations_stand_by_month_and_country_each_currency_by_itself() {
    let germany = Country::find("DE");
    let figures = count(vec![
        Who::new(1, 400)
            .card(|card| card.country = germany)
            .quoted(10)
            .ordered(10, "USD", 10_000, OrderState::Confirmed)
            .ordered(2, "USD", 5_000, OrderState::Done)
            .ordered(2, "EUR", 700, OrderState::Done)
            .ordered(3, "USD", 99_900, OrderState::Cancelled),
        Who::new(2, 400).quoted(40).ordered(400, "USD", 100, OrderState::Done),
    ]);
    let month = &figures.spans[Period::Month.place()];
    assert_eq!(month.months.len(), MONTHS);
    let shown: Vec<_> = month.months.iter().rev().take(3).collect();
    assert_eq!(shown[0].month, date!(2026 - 06 - 01));
    let texts = |amounts: &[Money]| amounts.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!((shown[0].orders, shown[0].quotations), (2, 0));
    assert_eq!(texts(&shown[0].amounts), ["EUR 7.00", "USD 50.00"]);
    assert_eq!(
        (shown[1].orders, shown[1].quotations, texts(&shown[1].amounts)),
        (1, 1, vec!["USD 100.00".to_owned()])
    );
    assert_eq!((shown[2].orders, shown[2].quotations), (0, 1));
    assert_eq!(month.currency, Currency::new("USD"));
    // Forty days ago is no part of the month, and an order of last year only of all time.
    assert_eq!(month.countries.len(), 1);
    assert_eq!((month.countries[0].country, month.countries[0].orders), (germany, 3));
    assert_eq!(texts(&month.countries[0].amounts), ["EUR 7.00", "USD 150.00"]);
    let all = &figures.spans[Period::All.place()];
    let unknown = all.countries.iter().find(|it| it.country.is_none()).unwrap();
    assert_eq!((unknown.orders, unknown.quotations), (1, 1));
    assert_eq!(all.months.iter().map(|it| it.orders).sum::<usize>(), 3, "last year's is not shown");
}

#[test]
fn bars_stand_in_the_base_currency_where_the_currency_of_most_orders_has_a_rate() {
    use OrderState::Confirmed;
    let dossiers = || {
        let from = |code: &'static str| move |card: &mut Customer| card.country = Country::find(code);
        let germany = Who::new(1, 40).card(from("DE")).ordered(3, "USD", 100_000, Confirmed);
        let japan = Who::new(2, 40).card(from("JP")).ordered(4, "JPY", 900_000, Confirmed);
        let france = Who::new(3, 40).card(from("FR")).ordered(5, "USD", 60_000, Confirmed);
        let france = france.ordered(6, "EUR", 60_000, Confirmed);
        [germany, japan, france].map(Who::dossier)
    };
    let check = |lines: &[&str], currency: &str, expected: &[(&str, u64)]| {
        let mut basis = basis();
        let rate = |line: &&str| {
            let draft = read_rate(line, TODAY, Currency::CNY).unwrap();
            let (currency, worth, on) = (draft.currency, draft.worth, draft.on);
            Rate { id: RateId(Uuid::nil()), currency, worth, on, source: String::new() }
        };
        basis.rules = Arc::new(basis.rules.with_rates(lines.iter().map(rate).collect()));
        let mut count = Count::new(basis, &[Period::All.span(TODAY)]);
        for dossier in &dossiers() {
            count.add(dossier);
        }
        let figures = &count.finish().spans[0];
        let lengths = figures.countries.iter().map(|it| {
            (
                it.country.map_or(String::new(), |country| country.code().to_owned()),
                Bar::Country(it).length(figures),
            )
        });
        let expected: Vec<_> = expected.iter().map(|(code, length)| ((*code).to_owned(), *length)).collect();
        assert_eq!(lengths.collect::<Vec<_>>(), expected, "{lines:?}");
        assert_eq!(figures.currency, Currency::new(currency), "{lines:?}");
    };
    check(&[], "USD", &[("DE", 100_000), ("FR", 60_000), ("JP", 0)]);
    check(&["USD 7", "EUR 8"], "CNY", &[("FR", 900_000), ("DE", 700_000), ("JP", 0)]);
    check(&["USD 7", "100 JPY 50"], "CNY", &[("JP", 45_000_000), ("DE", 700_000), ("FR", 420_000)]);
    // With a rate for the few alone the many would have no bar.
    check(&["EUR 8"], "USD", &[("DE", 100_000), ("FR", 60_000), ("JP", 0)]);
}

#[test]
fn answers_are_measured_from_the_last_of_our_messages() {
    let hour = |hours: i64| morning(10).plus_ms(hours * 3_600_000);
    let (out, back) = (Direction::Out, Direction::In);
    let figures = count(vec![
        Who::new(1, 20)
            .entry(hour(0), Channel::Email, out, "developing", "")
            .entry(hour(5), Channel::Whatsapp, out, "developing", "")
            .entry(hour(7), Channel::Email, back, "developing", "")
            // A second answer is an answer to nothing.
            .entry(hour(8), Channel::Email, back, "developing", "")
            .entry(hour(20), Channel::Email, out, "developing", "")
            // A talk ends the question.
            .entry(hour(21), Channel::Phone, out, "developing", "")
            .entry(hour(23), Channel::Email, back, "developing", ""),
        Who::new(2, 20).entry(hour(1), Channel::Email, out, "developing", "").entry(
            hour(5),
            Channel::Email,
            back,
            "developing",
            "",
        ),
    ]);
    let replies = &figures.spans[Period::Month.place()].replies;
    let of = |wanted: &ReplyOf| {
        let figure = replies.iter().find(|it| it.of == *wanted).unwrap();
        (figure.asked, figure.answered, figure.minutes.median())
    };
    assert_eq!(of(&ReplyOf::Everybody), (3, 2, Some(180)));
    assert_eq!(of(&ReplyOf::Channel(Channel::Whatsapp)), (1, 1, Some(120)));
    assert_eq!(of(&ReplyOf::Channel(Channel::Email)), (2, 1, Some(240)));
    assert!(!replies.iter().any(|it| it.of == ReplyOf::Channel(Channel::Phone)));
    let classes: usize =
        replies.iter().filter(|it| matches!(it.of, ReplyOf::Class(_))).map(|it| it.asked).sum();
    assert_eq!(classes, 3);
}

#[test]
fn the_lost_stand_under_the_reason_that_was_written_when_they_were_lost() {
    let lost = |number, days, said: &str| {
        let who = Who::new(number, 200).wrote(150, "quoted");
        who.entry(morning(days), Channel::Email, Direction::In, "lost", said)
    };
    let figures = count(vec![
        lost(1, 5, "Too expensive for them"),
        lost(2, 6, "价格太高").entry(morning(1), Channel::Email, Direction::Out, "lost", "sent a farewell"),
        lost(3, 7, "MOQ"),
        lost(4, 100, "moved away"),
        // Won back: not lost any more.
        lost(5, 8, "price").heard(2, "quoted"),
    ]);
    let of = |period: Period| -> Vec<_> {
        figures.spans[period.place()].lost.iter().map(|it| (it.reason, it.behind.count)).collect()
    };
    assert_eq!(of(Period::Month), [(LostReason::Price, 2), (LostReason::Moq, 1)]);
    assert_eq!(of(Period::Year), [(LostReason::Price, 2), (LostReason::Moq, 1), (LostReason::Other, 1)]);
    let first = &figures.spans[0].lost[0].behind.listed[0];
    assert_eq!(
        (first.customer.0.as_u128(), &first.detail),
        (1, &Detail::Said("Too expensive for them".into()))
    );
}

#[test]
fn the_work_ahead_stands_on_the_day_it_comes_due() {
    let figures = count(vec![
        Who::new(1, 9).wrote(9, "quoted").agreed(ago(-3)),
        Who::new(2, 9).wrote(9, "quoted").agreed(ago(4)),
        Who::new(3, 9).wrote(9, "quoted").agreed(ago(-30)),
        Who::new(4, 9).wrote(9, "lost"),
    ]);
    let due: Vec<_> = figures.ahead.iter().map(|it| it.behind.count).collect();
    assert_eq!(due.len(), 30);
    assert_eq!((due[0], due[3], due.iter().sum::<usize>()), (1, 1, 2));
}

#[test]
fn without_customers_every_page_is_blank() {
    let figures = count(Vec::new());
    for section in Section::ALL {
        assert!(figures.is_blank(*section, 0), "{section:?}");
    }
}

/// What happens to somebody: days ago, channel, whether we spoke, and the stage after it.
type Doings = Vec<(i64, usize, bool, usize)>;

fn anything() -> impl Strategy<Value = Doings> {
    let stages = Stages::parse(DEFAULT_STAGES).unwrap().iter().count();
    proptest::collection::vec((0_i64..500, 0..Channel::ALL.len(), any::<bool>(), 0..stages), 0..12)
}

fn who(number: u128, doings: &[(i64, usize, bool, usize)]) -> Who {
    let stages = Stages::parse(DEFAULT_STAGES).unwrap();
    let names: Vec<_> = stages.iter().map(|stage| stage.id.as_str().to_owned()).collect();
    doings.iter().fold(Who::new(number, 500), |who, (days, channel, ours, stage)| {
        let direction = if *ours { Direction::Out } else { Direction::In };
        who.entry(morning(*days), Channel::ALL[*channel], direction, &names[*stage], "")
    })
}

#[test]
fn who_has_ordered_is_told_by_orders_that_were_not_cancelled() {
    use OrderState::{Cancelled, Confirmed};
    let check = |customer: Who, expected: usize| {
        let figures = count(vec![customer]);
        let funnel = &figures.spans[Period::All.place()].funnel;
        let quoted = funnel.iter().find(|it| it.stage.as_str() == "quoted").unwrap();
        assert_eq!((quoted.entered, quoted.ordered), (1, Some(expected)));
    };
    let quoted = || Who::new(1, 40).wrote(30, "quoted");
    check(quoted(), 0);
    check(quoted().ordered(20, "USD", 100, Confirmed), 1);
    check(quoted().ordered(20, "USD", 100, Cancelled).wrote(19, "won"), 0);
    check(quoted().ordered(20, "USD", 100, Cancelled).ordered(9, "USD", 100, Confirmed), 1);
    check(quoted().ordered(35, "USD", 100, Confirmed), 0);
    // Where no order is on record the stage stands for one.
    check(quoted().wrote(19, "won"), 1);
}

proptest! {
    #[test]
    fn figures_add_up_and_do_not_hang_on_the_order_of_customers(all in proptest::collection::vec(anything(), 0..8)) {
        let people = || -> Vec<Who> { (1..).zip(&all).map(|(number, doings)| who(number, doings)).collect() };
        let figures = count(people());
        let mut reversed = people();
        reversed.reverse();
        prop_assert_eq!(&count(reversed), &figures);
        prop_assert_eq!(figures.customers, all.len());
        for (span, wider) in figures.spans.iter().zip(figures.spans.iter().skip(1)) {
            for (figure, wider) in span.funnel.iter().zip(&wider.funnel) {
                prop_assert!(figure.entered <= wider.entered && figure.entered == figure.behind.count);
                prop_assert!(figure.went_on.is_none_or(|went_on| went_on <= figure.entered && went_on == figure.days.count()));
                prop_assert!(figure.ordered.unwrap_or(0) <= figure.entered);
            }
            let everybody = &span.replies[0];
            let channels: usize = span.replies.iter().filter(|it| matches!(it.of, ReplyOf::Channel(_))).map(|it| it.asked).sum();
            prop_assert_eq!(channels, everybody.asked);
            prop_assert!(everybody.answered <= everybody.asked && everybody.answered == everybody.minutes.count());
        }
        let now: usize = figures.spans[0].funnel.iter().map(|it| it.now).sum();
        prop_assert_eq!(now, all.len());
        for class in &figures.touches {
            prop_assert!(class.made + class.missed >= class.asked, "{:?}", class);
        }
    }
}
