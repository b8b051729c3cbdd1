//! Money as whole minor units and an ISO 4217 code; never a floating number.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// An ISO 4217 code that is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// ISO 4217 active codes of countries in order, with two decimals unless listed below.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD \
HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL \
MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD \
RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD \
UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";
const NO_DECIMALS: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
const THREE_DECIMALS: &str = "BHD IQD JOD KWD LYD OMR TND";

impl Currency {
    /// The renminbi: the base currency unless the settings name another.
    pub const CNY: Self = Self(*b"CNY");

    /// The currency of an ISO code; case does not matter.
    pub fn new(code: &str) -> Option<Self> {
        let bytes = <[u8; 3]>::try_from(code.as_bytes()).ok()?.map(|letter| letter.to_ascii_uppercase());
        // Every code is four bytes with the space before the next.
        let (mut low, mut high) = (0, CODES.len() / 4 + 1);
        while low < high {
            let middle = usize::midpoint(low, high);
            match CODES.as_bytes().get(4 * middle..4 * middle + 3)?.cmp(&bytes) {
                Ordering::Equal => return Some(Self(bytes)),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// How many decimals an amount in this currency has.
    pub fn decimals(self) -> u8 {
        let among = |list: &str| list.split(' ').any(|code| code == self.code());
        if among(NO_DECIMALS) {
            0
        } else if among(THREE_DECIMALS) {
            3
        } else {
            2
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = String;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::new(&code).ok_or_else(|| format!("\"{code}\" is no ISO 4217 currency"))
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

/// An amount, e.g. USD 4,280.00 as 428000 minor units. Amounts of two currencies never add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    /// What is to be paid back as an amount to be paid, and the other way round.
    pub fn negated(self) -> Self {
        Self { minor: self.minor.saturating_neg(), ..self }
    }

    /// The sum, or nothing when the currencies differ or the sum is out of range.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let minor = self.minor.checked_add(other.minor)?;
        (self.currency == other.currency).then_some(Self { minor, ..self })
    }

    /// Without its currency, for beside another amount of it: `4,280.00`.
    pub fn figure(self) -> String {
        decimal(self.minor, self.currency.decimals())
    }

    /// In whole units, for where there is little room: USD 4,280. Halves go away from zero; less than ten
    /// units keep their decimals.
    pub fn rounded(self) -> String {
        let unit = 10_i64.saturating_pow(u32::from(self.currency.decimals()));
        if self.minor.unsigned_abs() < unit.unsigned_abs() * 10 {
            return self.to_string();
        }
        self.in_whole_units()
    }

    /// Without its decimals, rounded to the nearest: `CNY 71,200`.
    pub fn in_whole_units(self) -> String {
        let one = 10_i64.saturating_pow(u32::from(self.currency.decimals()));
        let half = self.minor.signum().saturating_mul(one / 2);
        let whole = self.minor.saturating_add(half) / one;
        format!("{} {}", self.currency.code(), decimal(whole, 0))
    }
}

/// Adds an amount to sums of its currency, which stay in the order of their codes. What does not fit is left out.
pub fn add_to(sums: &mut Vec<Money>, amount: Money) {
    match sums.binary_search_by_key(&amount.currency, |sum| sum.currency) {
        Ok(place) => {
            if let Some(sum) = sums.get_mut(place) {
                *sum = sum.checked_add(amount).unwrap_or(*sum);
            }
        }
        Err(place) => sums.insert(place, amount),
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency.code(), self.figure())
    }
}

/// A price a unit, which may have more decimals than the currency: USD 0.0865 is 865 at 4 decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPrice {
    pub amount: i64,
    pub decimals: u8,
    pub currency: Currency,
}

impl fmt::Display for UnitPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency.code(), decimal(self.amount, self.decimals))
    }
}

/// `value / 10^decimals` with thousands separated by commas.
fn decimal(value: i64, decimals: u8) -> String {
    let width = usize::from(decimals) + 1;
    let digits = format!("{:0width$}", value.unsigned_abs());
    let whole_len = digits.len() - usize::from(decimals);
    let mut text = String::from(if value < 0 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place == whole_len {
            text.push('.');
        } else if place > 0 && place < whole_len && (whole_len - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_and_no_other() {
        let codes: Vec<_> = CODES.split(' ').collect();
        assert!(codes.is_sorted(), "they are found by bisection");
        assert!(
            codes.iter().all(|code| Currency::new(&code.to_lowercase()).is_some_and(|it| it.code() == *code))
        );
        for wrong in ["", "US", "USDX", "AAA", "ZZZ", "D U", "美元"] {
            assert_eq!(Currency::new(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn amounts_show_the_decimals_of_their_currency() {
        let check = |minor: i64, code: &str, expected: &str| {
            let currency = Currency::new(code).unwrap();
            assert_eq!(Money { minor, currency }.to_string(), expected);
        };
        check(428_000, "USD", "USD 4,280.00");
        check(5, "usd", "USD 0.05");
        check(-1_234_567, "JPY", "JPY -1,234,567");
        check(1_234_567, "KWD", "KWD 1,234.567");
        check(0, "KRW", "KRW 0");
        let usd = |minor| Money { minor, currency: Currency::new("USD").unwrap() }.in_whole_units();
        assert_eq!([usd(7_120_050), usd(7_120_049), usd(-50)], ["USD 71,201", "USD 71,200", "USD -1"]);
        assert!(Currency::new("XYZ").is_none() && Currency::new("US").is_none());
    }

    #[test]
    fn little_room_shows_whole_units() {
        let check = |minor: i64, code: &str, expected: &str| {
            let currency = Currency::new(code).unwrap();
            assert_eq!(Money { minor, currency }.rounded(), expected);
        };
        check(428_049, "USD", "USD 4,280");
        check(428_050, "USD", "USD 4,281");
        check(-428_050, "USD", "USD -4,281");
        check(999, "USD", "USD 9.99");
        check(1_000, "USD", "USD 10");
        check(1_234_567, "JPY", "JPY 1,234,567");
        check(i64::MAX, "KWD", "KWD 9,223,372,036,854,775");
    }

    #[test]
    fn a_unit_price_keeps_its_own_decimals() {
        let currency = Currency::new("USD").unwrap();
        assert_eq!(UnitPrice { amount: 865, decimals: 4, currency }.to_string(), "USD 0.0865");
        assert_eq!(UnitPrice { amount: 86, decimals: 2, currency }.to_string(), "USD 0.86");
    }

    #[test]
    fn currencies_do_not_mix() {
        let money = |code| Money { minor: 1, currency: Currency::new(code).unwrap() };
        assert_eq!(money("USD").checked_add(money("EUR")), None);
        assert_eq!(money("USD").checked_add(money("USD")).unwrap().minor, 2);
    }
}
