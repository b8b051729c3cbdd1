//! Customers by stage, with what their open business is worth and by what they can be filtered. Moved one
//! customer at a time, so that a column of the board scans nobody.

use super::{Ledger, Row};
use crate::domain::money::{Currency, Money};
use crate::domain::{Country, CustomerId, Grade, StageId, Summary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use time::Date;

/// Something by which customers can be filtered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// Who follows them, as on the card; never empty.
    Owner(String),
    Tag(String),
    Country(Country),
    Grade(Grade),
}

impl Facet {
    /// What of it stands in the signs of whoever fits.
    fn signs(&self) -> Signs {
        match self {
            Self::Owner(owner) => Signs::owner(owner),
            Self::Tag(tag) => Signs::tag(tag),
            Self::Country(country) => Signs::country(*country),
            Self::Grade(_) => Signs(0),
        }
    }

    /// Whether a customer fits; whoever may have a tag is laid out for that.
    fn fits(&self, row: &Row, sifted: &Sifted<'_>) -> bool {
        match self {
            Self::Owner(owner) => sifted.owner == *owner,
            Self::Tag(tag) => row.summary.unpacked().tags.contains(tag),
            Self::Country(country) => row.country() == Some(*country),
            Self::Grade(grade) => row.assessment.grade == *grade,
        }
    }

    /// Whether both are of one kind, so that one takes the other's place in a filter.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    fn of(summary: &Summary, grade: Grade) -> impl Iterator<Item = Self> {
        let Summary { owner, tags, country, .. } = summary;
        let owner = (!owner.is_empty()).then(|| Self::Owner(owner.clone()));
        let tags = tags.iter().cloned().map(Self::Tag);
        owner.into_iter().chain(tags).chain(country.map(Self::Country)).chain([Self::Grade(grade)])
    }
}

/// What filters ask of a customer, beside what stands in its row, and what is summed up of whom they leave.
#[derive(Serialize, Deserialize)]
pub(super) struct Sifted<'s> {
    owner: &'s str,
    /// What is open: currency, last day of an offer, minor units.
    worth: Vec<(Currency, Date, i64)>,
}

impl<'s> Sifted<'s> {
    pub fn of(summary: &'s Summary) -> Self {
        Self { owner: &summary.owner, worth: worths(summary).collect() }
    }
}

/// Owner, tags and country of a customer as a set of bits, two a name (a Bloom filter): a name of which one is missing is
/// not among them. So a filter looks at hardly anybody but those who fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Signs(u32);

impl Signs {
    fn of(summary: &Summary) -> Self {
        let tags = summary.tags.iter().map(|tag| Self::tag(tag).0);
        let country = summary.country.map(|country| Self::country(country).0);
        Self(tags.chain(country).fold(Self::owner(&summary.owner).0, |all, sign| all | sign))
    }

    fn country(country: Country) -> Self {
        Self::one(("country", country.code()))
    }

    fn owner(name: &str) -> Self {
        Self::one(("owner", name))
    }

    fn tag(name: &str) -> Self {
        Self::one(("tag", name))
    }

    fn one(name: (&str, &str)) -> Self {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        let (bits, hash) = (u64::from(u32::BITS), hasher.finish());
        Self(1 << (hash % bits) | 1 << (hash / bits % bits))
    }

    fn may_have(self, sign: Self) -> bool {
        self.0 & sign.0 == sign.0
    }
}

/// A place in a column: the best grade first, then who has been there longest, by days.
type Place = (Grade, Date, CustomerId);

/// One stage.
#[derive(Clone, Debug, Default)]
struct Column {
    cards: BTreeMap<Place, Signs>,
    /// What is open in minor units, by currency and the last day of an offer.
    worth: BTreeMap<(Currency, Date), i128>,
    /// Goes up with every change, so that a list knows when to be made again.
    revision: u64,
}

/// The index.
#[derive(Clone, Debug, Default)]
pub struct PipelineIndex {
    columns: BTreeMap<StageId, Column>,
    facets: BTreeMap<Facet, usize>,
}

/// How often an index was changed says nothing about what it holds.
impl PartialEq for PipelineIndex {
    fn eq(&self, other: &Self) -> bool {
        let full = |it: &Self| -> Vec<_> {
            let columns = it.columns.iter().filter(|(_, column)| !column.cards.is_empty());
            columns.map(|(stage, it)| (stage.clone(), it.cards.clone(), it.worth.clone())).collect()
        };
        full(self) == full(other) && self.facets == other.facets
    }
}

impl PipelineIndex {
    pub(super) fn insert(&mut self, summary: &Summary, grade: Grade) {
        let column = self.columns.entry(summary.stage.clone()).or_default();
        column.revision += 1;
        column.cards.insert(place_of(summary, grade), Signs::of(summary));
        for (currency, until, minor) in worths(summary) {
            *column.worth.entry((currency, until)).or_default() += i128::from(minor);
        }
        for facet in Facet::of(summary, grade) {
            *self.facets.entry(facet).or_default() += 1;
        }
    }

    pub(super) fn remove(&mut self, summary: &Summary, grade: Grade) {
        let Some(column) = self.columns.get_mut(&summary.stage) else { return };
        column.revision += 1;
        if column.cards.remove(&place_of(summary, grade)).is_none() {
            return;
        }
        for (currency, until, minor) in worths(summary) {
            let key = (currency, until);
            let left = column.worth.entry(key).or_default();
            *left -= i128::from(minor);
            if *left == 0 {
                column.worth.remove(&key);
            }
        }
        for facet in Facet::of(summary, grade) {
            self.one_less(&facet);
        }
    }

    /// Another grade of one that has been in a stage since a day.
    pub(super) fn regrade(
        &mut self,
        stage: &StageId,
        (since, id): (Date, CustomerId),
        before: Grade,
        after: Grade,
    ) {
        let Some(column) = self.columns.get_mut(stage) else { return };
        if let Some(signs) = column.cards.remove(&(before, since, id)) {
            column.revision += 1;
            column.cards.insert((after, since, id), signs);
            self.one_less(&Facet::Grade(before));
            *self.facets.entry(Facet::Grade(after)).or_default() += 1;
        }
    }

    /// Takes one off those who fit, which goes with the last one.
    fn one_less(&mut self, facet: &Facet) {
        let left = self.facets.get_mut(facet).map(|count| {
            *count = count.saturating_sub(1);
            *count
        });
        if left == Some(0) {
            self.facets.remove(facet);
        }
    }

    /// Takes over the customers of another index, none of whom is in this one.
    pub(super) fn append(&mut self, other: Self) {
        for (stage, mut theirs) in other.columns {
            let column = self.columns.entry(stage).or_default();
            column.revision += 1;
            column.cards.append(&mut theirs.cards);
            for (key, minor) in theirs.worth {
                *column.worth.entry(key).or_default() += minor;
            }
        }
        for (facet, count) in other.facets {
            *self.facets.entry(facet).or_default() += count;
        }
    }

    /// Stages with customers, in the order of their ids.
    pub fn stages(&self) -> impl Iterator<Item = &StageId> {
        self.columns.iter().filter(|(_, column)| !column.cards.is_empty()).map(|(stage, _)| stage)
    }

    /// The customers of a stage in the order of its column.
    pub fn cards(&self, stage: &StageId) -> impl Iterator<Item = CustomerId> {
        self.columns.get(stage).into_iter().flat_map(|column| column.cards.keys()).map(|(_, _, id)| *id)
    }

    /// Those of a stage who may fit a filter as far as the index can tell, in the order of its column.
    fn may_fit(&self, stage: &StageId, filter: &[Facet]) -> impl Iterator<Item = CustomerId> {
        let cards = self.columns.get(stage).into_iter().flat_map(|column| &column.cards);
        let signs = Signs(filter.iter().fold(0, |all, facet| all | facet.signs().0));
        let grade =
            filter.iter().find_map(|it| if let Facet::Grade(grade) = it { Some(*grade) } else { None });
        let may_fit = cards
            .filter(move |(place, its)| its.may_have(signs) && grade.is_none_or(|grade| place.0 == grade));
        may_fit.map(|((_, _, id), _)| *id)
    }

    pub fn len(&self, stage: &StageId) -> usize {
        self.columns.get(stage).map_or(0, |column| column.cards.len())
    }

    pub fn revision(&self, stage: &StageId) -> u64 {
        self.columns.get(stage).map_or(0, |column| column.revision)
    }

    /// What is open in a stage, by currency in the order of their codes; offers that are over on a day count no more.
    pub fn worth(&self, stage: &StageId, today: Date) -> Vec<Money> {
        let open = self.columns.get(stage).into_iter().flat_map(|column| &column.worth);
        let mut sums = Sums::new();
        for ((currency, _), minor) in open.filter(|((_, until), _)| *until >= today) {
            *sums.entry(*currency).or_default() += *minor;
        }
        moneys(sums)
    }

    /// Everything by which customers can be filtered, with how many each would leave.
    pub fn facets(&self) -> impl Iterator<Item = (&Facet, usize)> {
        self.facets.iter().map(|(facet, count)| (facet, *count))
    }
}

impl Ledger {
    /// The day until which offers must stand to count in a stage: what was offered to those who are lost never does.
    pub fn offers_count_on(&self, stage: &StageId, today: Date) -> Date {
        if self.is_lost(stage) { Date::MAX } else { today }
    }

    /// The customers of a stage whom a filter leaves, in the order of its column, and what is open with them; offers that
    /// are over on a day count no more.
    pub fn filtered(&self, stage: &StageId, filter: &[Facet], today: Date) -> (Vec<CustomerId>, Vec<Money>) {
        let (mut cards, mut open) = (Vec::new(), BTreeMap::new());
        for id in self.pipeline().may_fit(stage, filter) {
            let Some(row) = self.row(id) else { continue };
            row.with_sifted(|sifted| {
                if filter.iter().all(|facet| facet.fits(row, sifted)) {
                    cards.push(id);
                    add_up(&mut open, sifted.worth.iter().copied(), today);
                }
            });
        }
        (cards, moneys(open))
    }

    /// Whether a filter leaves a customer.
    pub fn is_left_by(&self, filter: &[Facet], id: CustomerId) -> bool {
        self.row(id).is_some_and(|row| {
            let sifted = Sifted::of(&row.summary);
            filter.iter().all(|facet| facet.fits(row, &sifted))
        })
    }

    /// Customers by stage.
    pub fn pipeline(&self) -> &PipelineIndex {
        self.pipeline.get_or_init(|| {
            let mut index = PipelineIndex::default();
            for row in self.rows.values() {
                index.insert(&row.summary.unpacked(), row.assessment.grade);
            }
            index
        })
    }
}

/// What a customer's open business is worth, by currency in the order of their codes.
pub fn worth_of(customer: &Summary, today: Date) -> Vec<Money> {
    let mut open = BTreeMap::new();
    add_up(&mut open, worths(customer), today);
    moneys(open)
}

/// Amounts with the day until which they stand: that of an offer, for ever where more than offered.
fn worths(summary: &Summary) -> impl Iterator<Item = (Currency, Date, i64)> {
    summary.open.iter().filter_map(|deal| {
        let worth = deal.worth?;
        let is_offer = deal.list == crate::domain::summary::DealList::Quotations;
        let until = deal.due.filter(|_| is_offer).unwrap_or(Date::MAX);
        Some((worth.currency, until, worth.minor))
    })
}

type Sums = BTreeMap<Currency, i128>;

/// Adds what stands on a day to sums by currency.
fn add_up(sums: &mut Sums, amounts: impl Iterator<Item = (Currency, Date, i64)>, today: Date) {
    for (currency, _, minor) in amounts.filter(|(_, until, _)| *until >= today) {
        *sums.entry(currency).or_default() += i128::from(minor);
    }
}

/// Sums as money; one that is out of range stands at its end.
fn moneys(sums: Sums) -> Vec<Money> {
    let money = |(currency, minor)| Money { minor: i64::try_from(minor).unwrap_or(i64::MAX), currency };
    sums.into_iter().map(money).collect()
}

fn place_of(summary: &Summary, grade: Grade) -> Place {
    (grade, summary.stage_since.date(), summary.id)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Drawn, day, summary};
    use super::*;
    use crate::app::pipeline::{Column, Pipeline, stages};
    use crate::app::settings::SortOrder;
    use crate::calendar::{Calendar, DaysOff};
    use crate::domain::Stages;
    use crate::domain::summary::{DealList, OpenDeal};
    use crate::rules::Rules;
    use std::sync::Arc;

    /// Stages of one's own, out of the usual order.
    const OWN: &str = "
        [[stage]]\nid='lost'\ngroup='lost'\nzh='流失'\nen='lost'
        [[stage]]\nid='won'\ngroup='ordered'\nzh='成交'\nen='won'
        [[stage]]\nid='dormant'\ngroup='dormant'\nzh='沉睡'\nen='dormant'
        [[stage]]\nid='quoted'\ngroup='inquiry'\nzh='报价'\nen='quoted'
        [[stage]]\nid='new'\ngroup='early'\nzh='新'\nen='new'";

    fn deal(list: DealList, minor: i64, code: &str, due: Option<Date>) -> OpenDeal {
        let worth = Currency::new(code).map(|currency| Money { minor, currency });
        OpenDeal { due, amount: worth, worth, ..OpenDeal::new(list, uuid::Uuid::nil(), "", day(0)) }
    }

    /// A customer of a stage with an offer until the tenth day and an order, and one of a stage that is gone.
    fn ledger() -> Ledger {
        let own = Stages::parse(OWN).unwrap();
        let drawn = Drawn { stage: 3, last: None, heard: false, sample: None };
        let mut one = summary(0, &drawn, &own);
        one.owner = "Anna".into();
        one.open = vec![
            deal(DealList::Quotations, 500, "USD", Some(day(10))),
            deal(DealList::Orders, 70, "EUR", Some(day(1))),
            deal(DealList::Quotations, 9, "USD", Some(day(11))),
        ];
        let two = Summary { stage: StageId::new("gone"), owner: "Bo".into(), ..summary(1, &drawn, &own) };
        let (rules, calendar) = (Arc::new(Rules::builtin()), Arc::new(Calendar::new(DaysOff::default())));
        Ledger::new(rules, Arc::new(own), calendar, day(1), vec![one, two], SortOrder::Name)
    }

    fn texts(worth: &[Money]) -> Vec<String> {
        worth.iter().map(Money::to_string).collect()
    }

    #[test]
    fn what_rests_and_is_lost_comes_last_and_a_stage_that_is_gone_is_still_there() {
        let ids: Vec<_> = stages(&ledger()).into_iter().map(|stage| stage.0).collect();
        assert_eq!(ids, ["quoted", "new", "won", "dormant", "lost", "gone"]);
    }

    #[test]
    fn offers_count_until_their_last_day_and_currencies_never_add_up() {
        let (ledger, quoted) = (ledger(), StageId::new("quoted"));
        let check = |today, expected: &[&str]| {
            assert_eq!(texts(&ledger.pipeline().worth(&quoted, today)), expected);
            // Counted customer by customer, as with a filter, it is the same.
            let filter = [Facet::Owner("Anna".into())];
            assert_eq!(texts(&Column::new(&ledger, quoted.clone(), &filter, today).worth), expected);
        };
        check(day(10), &["EUR 0.70", "USD 5.09"]);
        check(day(11), &["EUR 0.70", "USD 0.09"]);
        check(day(12), &["EUR 0.70"]);
        let lost = StageId::new("lost");
        let moved = Summary { stage: lost.clone(), ..ledger.rows().next().unwrap().summary.clone() };
        let (rules, own) = (Arc::new(Rules::builtin()), Arc::new(Stages::parse(OWN).unwrap()));
        let calendar = Arc::new(Calendar::new(DaysOff::default()));
        let ledger = Ledger::new(rules, own, calendar, day(1), vec![moved], SortOrder::Name);
        for filter in [vec![], vec![Facet::Owner("Anna".into())]] {
            let column = Column::new(&ledger, lost.clone(), &filter, day(1));
            assert_eq!(texts(&column.worth), ["EUR 0.70"], "{filter:?}");
        }
    }

    #[test]
    fn a_filter_leaves_who_fits_all_of_it_and_takes_one_of_a_kind() {
        let ledger = ledger();
        let mut board = Pipeline::default();
        let mut check = |facet: Facet, expected: usize| {
            board.toggle(facet);
            board.refresh(&ledger, day(1));
            assert_eq!(board.len(), expected, "{:?}", board.filter);
        };
        check(Facet::Owner("Anna".into()), 1);
        check(Facet::Tag("nobody has it".into()), 0);
        check(Facet::Tag("nobody has it".into()), 1);
        check(Facet::Owner("Bo".into()), 1);
        check(Facet::Owner("Bo".into()), 2);
    }

    #[test]
    fn a_look_at_the_index_never_leaves_out_who_fits_and_does_most_who_do_not() {
        let drawn = Drawn { stage: 0, last: None, heard: false, sample: None };
        let team = ["Anna", "Bo", "李雷", "Dora", "Emil"];
        let one = |place: u128| Summary {
            owner: team[place as usize % 5].into(),
            tags: vec![format!("fair {}", place % 40), "fsc".to_owned()],
            ..summary(place, &drawn, &super::super::tests::stages())
        };
        let ledger = super::super::tests::ledger_of((0..400).map(one).collect());
        let stage = StageId::first();
        let check = |facet: Facet, expected: usize| {
            let filter = [facet];
            let may_fit = ledger.pipeline().may_fit(&stage, &filter).count();
            let (fitting, _) = ledger.filtered(&stage, &filter, day(1));
            assert_eq!(fitting.len(), expected, "{filter:?}");
            let one_by_one = ledger.pipeline().cards(&stage).filter(|id| ledger.is_left_by(&filter, *id));
            assert_eq!(one_by_one.collect::<Vec<_>>(), fitting);
            may_fit - expected
        };
        check(Facet::Tag("fsc".into()), 400);
        for owner in team {
            assert!(check(Facet::Owner(owner.into()), 80) < 160, "{owner}");
        }
        let fairs: usize = (0..40).map(|fair| check(Facet::Tag(format!("fair {fair}")), 10)).sum();
        assert!(fairs < 40 * 100, "{fairs}");
        check(Facet::Tag("Anna".into()), 0);
        check(Facet::Owner("nobody".into()), 0);
    }

    #[test]
    fn the_cursor_goes_with_its_customer_to_another_stage() {
        let mut ledger = ledger();
        let mut board = Pipeline::default();
        board.refresh(&ledger, day(1));
        let id = board.customer().unwrap();
        let moved = Summary { stage: StageId::new("won"), ..ledger.row(id).unwrap().summary.clone() };
        ledger.take_summaries(vec![moved], &[]);
        board.refresh(&ledger, day(1));
        assert_eq!(board.customer(), Some(id));
        assert_eq!(board.column().unwrap().stage.as_str(), "won");
        ledger.take_summaries(Vec::new(), &[id]);
        board.refresh(&ledger, day(1));
        assert_eq!((board.len(), board.customer()), (1, None));
    }
}
