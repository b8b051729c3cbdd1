//! Money as the asset writes it, e.g. `USD 4,280` or `USD 0.0865`.

use crate::domain::money::{Currency, Money, UnitPrice};
use serde::Deserialize;

/// An amount with at most the decimals of its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Amount(pub Money);

/// A price a unit, with as many decimals as were written and at least those of its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Price(pub UnitPrice);

impl TryFrom<String> for Amount {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        read(&text)
            .filter(|price| price.decimals == price.currency.decimals())
            .map(|price| Self(Money { minor: price.amount, currency: price.currency }))
            .ok_or_else(|| format!("\"{text}\" is no amount; write it as \"USD 4,280.50\""))
    }
}

impl TryFrom<String> for Price {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        read(&text).map(Self).ok_or_else(|| format!("\"{text}\" is no price; write it as \"USD 0.0865\""))
    }
}

fn read(text: &str) -> Option<UnitPrice> {
    let (code, number) = text.split_once(' ')?;
    let currency = Currency::new(code)?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut digits = whole.replace(',', "") + fraction;
    let mut decimals = u8::try_from(fraction.len()).ok()?;
    while decimals < currency.decimals() {
        digits.push('0');
        decimals += 1;
    }
    if whole.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(UnitPrice { amount: digits.parse().ok()?, decimals, currency })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_prices_are_read_as_people_write_them() {
        let check = |text: &str, amount: Option<&str>, price: Option<&str>| {
            let read = Amount::try_from(text.to_owned()).ok().map(|it| it.0.to_string());
            assert_eq!(read.as_deref(), amount, "amount {text}");
            let read = Price::try_from(text.to_owned()).ok().map(|it| it.0.to_string());
            assert_eq!(read.as_deref(), price, "price {text}");
        };
        check("USD 4,280", Some("USD 4,280.00"), Some("USD 4,280.00"));
        check("USD 0.0865", None, Some("USD 0.0865"));
        check("USD 1.3", Some("USD 1.30"), Some("USD 1.30"));
        check("JPY 90000", Some("JPY 90,000"), Some("JPY 90,000"));
        check("4,280", None, None);
        check("XXX 5", None, None);
        check("USD", None, None);
        check("USD 4x", None, None);
        check("USD -4", None, None);
    }
}
