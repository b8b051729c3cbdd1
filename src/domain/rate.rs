//! What a currency is worth in the base currency, as somebody wrote it down, and sums over several currencies.
//!
//! A rate is a record like any other but belongs to no customer. Sums of one currency are exact; a sum over several
//! is told only where each of them has a rate, with the days of the rates that were used.
//!
//! One rate counts, whatever the day of a deal: the newest of its currency. So figures of different months, grades
//! and lists compare, and a rate that moves never looks like business that does. [`Rates::latest`] is the one place
//! that says so.

use super::day_input::{Basis, Leaning, leading_day, read_day};
use super::deal::amount::{MOST_MINOR, currency_at, number_at};
use super::money::{Currency, Money, UnitPrice, add_to};
use super::text::clean_line;
use super::{Edit, RateId};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use time::Date;
use uuid::Uuid;

/// What one unit of a currency was worth on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    pub id: RateId,
    pub currency: Currency,
    /// In the currency that was the base then.
    pub worth: UnitPrice,
    pub on: Date,
    /// Who says so; empty where somebody typed it in.
    pub source: String,
}

/// Every rate there is, and the currency that they lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    base: Currency,
    /// Whether somebody named the base currency.
    is_chosen: bool,
    /// Newest first.
    all: Vec<Rate>,
    /// The newest rate into the base of each currency: its place in `all`.
    latest: BTreeMap<Currency, usize>,
}

/// Sums of several currencies as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Total {
    /// There is nothing to convert: no sum at all, or one in the base currency.
    Plain,
    /// By rates of these days, the oldest and the newest.
    Sum {
        amount: Money,
        from: Date,
        until: Date,
    },
    /// These currencies have no rate.
    Lacking(Vec<Currency>),
    TooLarge,
}

/// Sums of several currencies in the base currency, as far as rates reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InBase {
    /// What has a rate, and what needs none.
    pub amount: Money,
    /// The days of the oldest and of the newest rate that was used; nothing where none was.
    pub days: Option<(Date, Date)>,
    /// What stays in its own currency: it has no rate, or is too large.
    pub rest: Vec<Money>,
}

/// Why a text is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateError {
    NoCurrency,
    UnknownCurrency,
    /// The base currency is always worth itself.
    OfBase,
    /// Rates are kept in the base currency.
    OtherBase,
    NoNumber,
    NotPositive,
    /// More decimals than [`MOST_DECIMALS`].
    TooFine,
    NoDate,
    InTheFuture,
}

/// A rate that is being written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateDraft {
    pub currency: Currency,
    pub worth: UnitPrice,
    pub on: Date,
    pub source: String,
}

/// Decimals of a rate: an Indonesian rupiah is worth CNY 0.00043.
pub const MOST_DECIMALS: u8 = 10;

impl Default for Rates {
    fn default() -> Self {
        let mut rates = Self::new(Currency::CNY, Vec::new());
        rates.is_chosen = false;
        rates
    }
}

impl Rates {
    /// Rates into other currencies than the base are kept and do not count.
    pub fn new(base: Currency, mut all: Vec<Rate>) -> Self {
        all.sort_by_key(|rate| Reverse((rate.on, rate.id)));
        let mut latest = BTreeMap::new();
        for (place, rate) in all.iter().enumerate().filter(|(_, rate)| rate.worth.currency == base) {
            latest.entry(rate.currency).or_insert(place);
        }
        Self { base, is_chosen: true, all, latest }
    }

    /// Other rates into the same base currency.
    #[must_use]
    pub fn with(&self, all: Vec<Rate>) -> Self {
        Self { is_chosen: self.is_chosen, ..Self::new(self.base, all) }
    }

    /// Whether anybody means to convert: else a rate that is missing is missed by nobody.
    pub fn are_wanted(&self) -> bool {
        self.is_chosen || !self.all.is_empty()
    }

    pub fn base(&self) -> Currency {
        self.base
    }

    /// Every rate, the newest first.
    pub fn all(&self) -> &[Rate] {
        &self.all
    }

    /// The newest rate of a currency.
    pub fn latest(&self, currency: Currency) -> Option<&Rate> {
        self.all.get(*self.latest.get(&currency)?)
    }

    /// The newest rate of every currency, in the order of their codes.
    pub fn newest(&self) -> impl Iterator<Item = &Rate> {
        self.latest.values().filter_map(|place| self.all.get(*place))
    }

    /// What an amount is worth in the base currency, in minor units of it; nothing without a rate.
    pub fn worth(&self, money: Money) -> Option<Money> {
        if money.currency == self.base {
            return Some(money);
        }
        let minor = exchanged(money, self.latest(money.currency)?.worth)?;
        Some(Money { minor, currency: self.base })
    }

    /// Several sums in the base currency, as far as rates reach; nothing is left out.
    pub fn in_base(&self, sums: &[Money]) -> InBase {
        let nothing = Money { minor: 0, currency: self.base };
        let mut whole = InBase { amount: nothing, days: None, rest: Vec::new() };
        for sum in sums.iter().filter(|sum| sum.minor != 0) {
            let Some(amount) = self.worth(*sum).and_then(|worth| whole.amount.checked_add(worth)) else {
                add_to(&mut whole.rest, *sum);
                continue;
            };
            whole.amount = amount;
            if let Some(on) = self.latest(sum.currency).map(|rate| rate.on) {
                let (from, until) = whole.days.unwrap_or((on, on));
                whole.days = Some((from.min(on), until.max(on)));
            }
        }
        whole
    }

    /// Currencies of sums that have no rate and need one, in the order of their codes.
    pub fn lacking(&self, sums: &[Money]) -> Vec<Currency> {
        let needed = sums.iter().filter(|sum| sum.minor != 0).map(|sum| sum.currency);
        let lacking = needed.filter(|it| *it != self.base && self.latest(*it).is_none());
        lacking.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Several sums as one.
    pub fn total(&self, sums: &[Money]) -> Total {
        let lacking = self.lacking(sums);
        let InBase { amount, days, rest } = self.in_base(sums);
        match days {
            _ if !lacking.is_empty() => Total::Lacking(lacking),
            _ if !rest.is_empty() => Total::TooLarge,
            None => Total::Plain,
            Some((from, until)) => Total::Sum { amount, from, until },
        }
    }

    /// The edit that keeps a rate: the one of that currency and day is replaced. Nothing where it is there just so.
    pub fn keep(&self, draft: RateDraft, id: impl FnOnce() -> Uuid) -> Option<Edit> {
        let RateDraft { currency, worth, on, source } = draft;
        let same = |it: &&Rate| it.currency == currency && it.on == on && it.worth.currency == worth.currency;
        let before = self.all.iter().find(same);
        let id = before.map_or_else(|| RateId(id()), |before| before.id);
        let after = Rate { id, currency, worth, on, source };
        match before {
            Some(before) if *before == after => None,
            Some(before) => Some(Edit::update(before.clone(), after)),
            None => Some(Edit::create(after)),
        }
    }
}

/// So much at a rate, rounded to the nearest minor unit, halves away from zero.
fn exchanged(money: Money, rate: UnitPrice) -> Option<i64> {
    let product = i128::from(money.minor).checked_mul(i128::from(rate.amount))?;
    let down = u32::from(rate.decimals) + u32::from(money.currency.decimals());
    let up = u32::from(rate.currency.decimals());
    let scaled = if down >= up {
        let step = 10_i128.checked_pow(down - up)?;
        (product.abs() + step / 2) / step * product.signum()
    } else {
        product.checked_mul(10_i128.checked_pow(up - down)?)?
    };
    i64::try_from(scaled).ok().filter(|minor| minor.unsigned_abs() <= MOST_MINOR)
}

/// Reads `USD 7.12`, `USD = CNY 7.12 on 12 Nov`, `100 JPY 4.68 11月12日 Bank of China`: the day, where there is one, and
/// then the source.
///
/// # Errors
/// What is wrong with it.
pub fn read_rate(text: &str, today: Date, base: Currency) -> Result<RateDraft, RateError> {
    let text = text.trim();
    let (many, rest) = match number_at(text) {
        Some((number, rest)) => {
            (power_of_ten(number.value).filter(|_| number.decimals == 0), rest.trim_start())
        }
        None => (Some(0), text),
    };
    let many = many.ok_or(RateError::NoCurrency)?;
    let (currency, rest) = currency_at(rest).ok_or(RateError::NoCurrency)?;
    let currency = currency.map_err(|_| RateError::UnknownCurrency)?;
    if currency == base {
        return Err(RateError::OfBase);
    }
    let rest = rest.trim_start().trim_start_matches(['=', '＝', ':', '：', '/']).trim_start();
    let rest = in_base(rest, base)?;
    let (number, rest) = number_at(rest).ok_or(RateError::NoNumber)?;
    let (on, source) = day_and_source(in_base(rest.trim_start(), base).unwrap_or(rest), today)?;
    if number.value <= 0 {
        return Err(RateError::NotPositive);
    }
    let mut worth = UnitPrice { amount: number.value, decimals: number.decimals + many, currency: base };
    while worth.decimals > base.decimals() && worth.amount % 10 == 0 {
        worth = UnitPrice { amount: worth.amount / 10, decimals: worth.decimals - 1, ..worth };
    }
    while worth.decimals < base.decimals() {
        let amount = worth.amount.checked_mul(10).ok_or(RateError::NoNumber)?;
        worth = UnitPrice { amount, decimals: worth.decimals + 1, ..worth };
    }
    if worth.decimals > MOST_DECIMALS {
        return Err(RateError::TooFine);
    }
    Ok(RateDraft { currency, worth, on, source: clean_line(source) })
}

/// How many zeros 1, 10, 100, … has.
fn power_of_ten(value: i64) -> Option<u8> {
    (0..=5_u8).find(|zeros| 10_i64.checked_pow(u32::from(*zeros)) == Some(value))
}

/// What follows the base currency, where a currency stands there at all.
fn in_base(text: &str, base: Currency) -> Result<&str, RateError> {
    match currency_at(text) {
        Some((Ok(currency), rest)) if currency == base => Ok(rest.trim_start()),
        Some((Ok(_), _)) => Err(RateError::OtherBase),
        Some((Err(_), _)) | None => Ok(text),
    }
}

/// `on 12 Nov Bank of China`, `11月12日 Bank of China`; a rate without a day is today's.
fn day_and_source(text: &str, today: Date) -> Result<(Date, &str), RateError> {
    let text = text.trim_start();
    let marked = text
        .strip_prefix(['~', '～'])
        .or_else(|| text.strip_prefix("on "))
        .or_else(|| text.strip_prefix("ON "));
    let found = leading_day(marked.unwrap_or(text), today, Leaning::Past);
    let found = match (marked, found) {
        // Without a mark only what names a day is one, as in `12 Nov`, not `3 banks`.
        (None, found) if found.as_ref().is_none_or(|it| it.basis != Basis::Day) => return Ok((today, text)),
        (_, found) => found.ok_or(RateError::NoDate)?,
    };
    let on = found.when.map_err(|_| RateError::NoDate)?.date;
    if on > today { Err(RateError::InTheFuture) } else { Ok((on, found.rest)) }
}

/// The day of a rate, typed by itself.
///
/// # Errors
/// No day, or one that lies ahead.
pub fn read_rate_day(text: &str, today: Date) -> Result<Date, RateError> {
    let on = read_day(text, today, Leaning::Past).map_err(|_| RateError::NoDate)?.date;
    if on > today { Err(RateError::InTheFuture) } else { Ok(on) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 25);

    fn currency(code: &str) -> Currency {
        Currency::new(code).unwrap()
    }

    fn money(minor: i64, code: &str) -> Money {
        Money { minor, currency: currency(code) }
    }

    fn rates(lines: &[&str]) -> Rates {
        let rate = |(place, line): (usize, &&str)| {
            let RateDraft { currency, worth, on, source } = read_rate(line, TODAY, Currency::CNY).unwrap();
            Rate { id: RateId(Uuid::from_u128(place as u128)), currency, worth, on, source }
        };
        Rates::new(Currency::CNY, lines.iter().enumerate().map(rate).collect())
    }

    #[test]
    fn a_rate_is_read_in_one_line() {
        let check = |text: &str, expected: &str| {
            let read = read_rate(text, TODAY, Currency::CNY);
            let told = read.map(|it| format!("{} {} {} {}", it.currency.code(), it.worth, it.on, it.source));
            assert_eq!(
                told.map_err(|error| format!("{error:?}")).unwrap_or_else(|error| error),
                expected,
                "{text}"
            );
        };
        check("USD 7.12", "USD CNY 7.12 2026-11-25 ");
        check("usd = CNY 7.1200 on 12 Nov", "USD CNY 7.12 2026-11-12 ");
        check("USD 7.12 11月12日 中国银行", "USD CNY 7.12 2026-11-12 中国银行");
        check("USD 7.12 12 Nov", "USD CNY 7.12 2026-11-12 ");
        check("USD 7.12 3 banks", "USD CNY 7.12 2026-11-25 3 banks");
        check("美元 7.12元 on 2026-11-12 中国银行", "USD CNY 7.12 2026-11-12 中国银行");
        check("100 JPY 4.68", "JPY CNY 0.0468 2026-11-25 ");
        check("1 KWD 23.1 ECB", "KWD CNY 23.10 2026-11-25 ECB");
        check("IDR 0.00043", "IDR CNY 0.00043 2026-11-25 ");
        check("EUR 8", "EUR CNY 8.00 2026-11-25 ");
        check("7.12", "NoCurrency");
        check("ABC 7.12", "UnknownCurrency");
        check("CNY 1", "OfBase");
        check("USD EUR 0.9", "OtherBase");
        check("USD", "NoNumber");
        check("USD 7,12", "NoNumber");
        check("USD 0", "NotPositive");
        check("USD -7", "NotPositive");
        check("USD 0.12345678901", "TooFine");
        check("USD 7.12 on never", "NoDate");
        check("USD 7.12 on 26 Nov 2026", "InTheFuture");
    }

    #[test]
    fn an_amount_is_worth_what_the_newest_rate_says() {
        let rates = rates(&["USD 7 on 1 Nov", "USD 7.12 on 12 Nov", "100 JPY 4.68", "KWD 23.1"]);
        let check = |amount: Money, expected: Option<i64>| {
            assert_eq!(rates.worth(amount).map(|it| it.minor), expected, "{amount}");
        };
        check(money(1_000_000, "USD"), Some(7_120_000));
        check(money(-50, "USD"), Some(-356));
        check(money(1_234_567, "JPY"), Some(5_777_774));
        check(money(1_000, "KWD"), Some(2_310));
        check(money(5, "CNY"), Some(5));
        check(money(5, "EUR"), None);
        check(money(i64::MAX, "USD"), None);
    }

    #[test]
    fn sums_become_one_only_where_each_has_a_rate() {
        let rates = rates(&["USD 7.12 on 12 Nov", "KWD 23.1 on 20 Nov"]);
        let (from, until) = (date!(2026 - 11 - 12), date!(2026 - 11 - 20));
        assert_eq!(rates.total(&[]), Total::Plain);
        assert_eq!(rates.total(&[money(5, "CNY")]), Total::Plain);
        assert_eq!(rates.total(&[money(5, "CNY"), money(0, "EUR")]), Total::Plain);
        let amount = money(7_120_000 + 100, "CNY");
        let sums = [money(1_000_000, "USD"), money(100, "CNY")];
        assert_eq!(rates.total(&sums), Total::Sum { amount, from, until: from });
        let both = [money(1_000_000, "USD"), money(1_000, "KWD")];
        assert_eq!(rates.total(&both), Total::Sum { amount: money(7_122_310, "CNY"), from, until });
        let lacking = [money(1, "USD"), money(1, "EUR"), money(1, "AED")];
        assert_eq!(rates.total(&lacking), Total::Lacking(vec![currency("AED"), currency("EUR")]));
        assert_eq!(rates.total(&[money(i64::MAX, "USD")]), Total::TooLarge);
    }

    #[test]
    fn what_no_rate_covers_stays_in_its_own_currency() {
        let rates = rates(&["USD 7 on 1 Nov", "USD 7.12 on 12 Nov", "KWD 23.1 on 20 Nov"]);
        let check = |sums: &[Money], amount: i64, days: Option<(Date, Date)>, rest: &[Money]| {
            let rest = rest.to_vec();
            let expected = InBase { amount: money(amount, "CNY"), days, rest };
            assert_eq!(rates.in_base(sums), expected, "{sums:?}");
        };
        let (from, until) = (date!(2026 - 11 - 12), date!(2026 - 11 - 20));
        check(&[], 0, None, &[]);
        check(&[money(5, "CNY"), money(0, "USD")], 5, None, &[]);
        check(&[money(100, "USD"), money(5, "CNY")], 717, Some((from, from)), &[]);
        check(&[money(100, "USD"), money(1_000, "KWD")], 3_022, Some((from, until)), &[]);
        // One currency may come several times, as over several columns.
        let twice = [money(1, "EUR"), money(100, "USD"), money(2, "EUR"), money(3, "AED")];
        check(&twice, 712, Some((from, from)), &[money(3, "AED"), money(3, "EUR")]);
        check(&[money(i64::MAX, "USD")], 0, None, &[money(i64::MAX, "USD")]);
        assert_eq!(rates.lacking(&twice), [currency("AED"), currency("EUR")]);
        assert_eq!(rates.lacking(&[money(i64::MAX, "USD"), money(0, "EUR"), money(9, "CNY")]), []);
    }

    #[test]
    fn one_rate_a_currency_and_day_is_kept() {
        let rates = rates(&["USD 7.12 on 12 Nov"]);
        let draft = |text: &str| read_rate(text, TODAY, Currency::CNY).unwrap();
        let id = || Uuid::from_u128(9);
        assert_eq!(rates.keep(draft("USD 7.12 on 12 Nov"), id), None);
        let again = rates.keep(draft("USD 7.13 on 12 Nov"), id).unwrap();
        assert!(again.before.is_some() && again.record_id().unwrap().uuid == Uuid::from_u128(0));
        let later = rates.keep(draft("USD 7.13"), id).unwrap();
        assert!(later.before.is_none() && later.record_id().unwrap().uuid == Uuid::from_u128(9));
    }
}
