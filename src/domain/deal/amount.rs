//! Numbers, sums of money and unit prices as people type them: `USD 4,280`, `0.865美元/个`, `5k`, `$1284.50`.
//!
//! A comma parts thousands and nothing else; `1,5` is refused, since it may mean either. `¥` means CNY.

use super::PartError;
use crate::domain::money::{Currency, Money, UnitPrice};
use crate::domain::text::half_width;

/// A unit price may have so many decimals.
pub const MOST_DECIMALS: u8 = 6;

/// A number: `value / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    pub value: i64,
    pub decimals: u8,
}

/// Signs and words for currencies, the longer ones first.
const SIGNS: [(&str, &str); 28] = [
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "CNY"),
    ("￥", "CNY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("人民币", "CNY"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("欧元", "EUR"),
    ("英镑", "GBP"),
    ("日元", "JPY"),
    ("港币", "HKD"),
    ("韩元", "KRW"),
    ("澳元", "AUD"),
    ("加元", "CAD"),
    ("卢布", "RUB"),
    ("元", "CNY"),
    ("RMB", "CNY"),
];

/// The currency that a text begins with and what follows it. Three letters that are no currency are named.
pub fn currency_at(text: &str) -> Option<(Result<Currency, PartError>, &str)> {
    for (sign, code) in SIGNS {
        let head = text.get(..sign.len());
        if head.is_some_and(|head| head.eq_ignore_ascii_case(sign))
            && let Some(rest) = text.get(sign.len()..)
            && !(sign == "RMB" && rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            return Some((Currency::new(code).ok_or(PartError::UnknownCurrency), rest));
        }
    }
    let (code, rest) = text.split_at_checked(3)?;
    let word = code.bytes().all(|b| b.is_ascii_alphabetic());
    let ends = !rest.starts_with(|c: char| c.is_ascii_alphabetic());
    (word && ends).then(|| (Currency::new(code).ok_or(PartError::UnknownCurrency), rest))
}

/// The number that a text begins with and what follows it.
pub fn number_at(text: &str) -> Option<(Number, &str)> {
    let (mut value, mut decimals, mut digits) = (0_i64, None::<u8>, 0_u32);
    let (mut minus, mut rest) = (false, text);
    let sign = rest.chars().next()?;
    if matches!(half_width(sign), '-' | '+' | '−') {
        minus = half_width(sign) != '+';
        rest = rest.strip_prefix(sign)?;
    }
    while let Some(c) = rest.chars().next() {
        let after = rest.strip_prefix(c)?;
        match half_width(c) {
            d if d.is_ascii_digit() => {
                value = value.checked_mul(10)?.checked_add(i64::from(d.to_digit(10)?))?;
                decimals = decimals.map(|count| count.saturating_add(1));
                digits += 1;
            }
            ',' if c != '、' && decimals.is_none() && digits > 0 && is_thousand(after) => {}
            '.' if c == '.' && decimals.is_none() && digits > 0 && leading_digits(after) > 0 => {
                decimals = Some(0);
            }
            _ => break,
        }
        rest = after;
    }
    // `1.234,50`, `0,86` or `12..3`: read as a part of what stands there, it would be another amount.
    let behind = rest.trim_start_matches(is_separator);
    let goes_on = behind.len() < rest.len() && leading_digits(behind) > 0;
    if goes_on {
        return None;
    }
    if digits == 0 {
        return None;
    }
    let (number, rest) = with_multiplier(Number { value, decimals: decimals.unwrap_or(0) }, rest)?;
    let value = if minus { -number.value } else { number.value };
    Some((Number { value, ..number }, rest))
}

fn leading_digits(text: &str) -> usize {
    text.chars().take_while(|c| half_width(*c).is_ascii_digit()).count()
}

/// Exactly three digits follow, as behind a comma that parts thousands.
fn is_thousand(text: &str) -> bool {
    leading_digits(text) == 3
}

/// `5k` is 5000, `2万` is 20000; the k of `5kg` belongs to the unit.
fn with_multiplier(number: Number, rest: &str) -> Option<(Number, &str)> {
    let zeros = match rest.chars().next() {
        Some('k' | 'K') if !rest.chars().nth(1).is_some_and(char::is_alphanumeric) => 3_u8,
        Some('千') => 3,
        Some('万') => 4,
        _ => return Some((number, rest)),
    };
    let mut chars = rest.chars();
    chars.next();
    let taken = zeros.min(number.decimals);
    let value = number.value.checked_mul(10_i64.checked_pow(u32::from(zeros - taken))?)?;
    Some((Number { value, decimals: number.decimals - taken }, chars.as_str()))
}

/// A number and nothing else.
///
/// # Errors
/// Anything else.
pub fn read_number(text: &str) -> Result<Number, PartError> {
    match number_at(text.trim()) {
        Some((number, rest)) if rest.trim().is_empty() => Ok(number),
        _ => Err(PartError::NoNumber),
    }
}

/// A whole number of pieces, behind which a unit may stand: `5000`, `5,000 pcs`, `5k`.
///
/// # Errors
/// No number, a part of a piece, or none at all.
pub fn read_count(text: &str) -> Result<u64, PartError> {
    let (number, rest) = number_at(text.trim()).ok_or(PartError::NoCount)?;
    if !rest.trim().is_empty() && read_unit(rest.trim()).is_err() {
        return Err(PartError::NoCount);
    }
    // `5.000` may be five thousand where a point parts thousands.
    let whole = rescaled(number, 0).filter(|_| number.decimals != 3).ok_or(PartError::NoCount)?;
    u64::try_from(whole).ok().filter(|count| *count > 0).ok_or(PartError::NotPositive)
}

/// The value at so many decimals; nothing where that would lose something.
fn rescaled(number: Number, decimals: u8) -> Option<i64> {
    let Number { mut value, decimals: mut have } = number;
    while have < decimals {
        value = value.checked_mul(10)?;
        have += 1;
    }
    while have > decimals {
        if value % 10 != 0 {
            return None;
        }
        value /= 10;
        have -= 1;
    }
    Some(value)
}

/// A number with a currency in front or behind, or with the one that goes without saying.
fn number_and_currency(text: &str, usual: Option<Currency>) -> Result<(Number, Currency, &str), PartError> {
    let text = text.trim();
    let (sign, text) = match text.strip_prefix(['-', '−', '－']) {
        Some(rest) => (-1, rest.trim_start()),
        None => (1, text),
    };
    let (front, rest) = match currency_at(text) {
        Some((currency, rest)) => (Some(currency?), rest.trim_start()),
        None => (None, text),
    };
    let (number, rest) = number_at(rest).ok_or_else(|| no_number(rest))?;
    let (behind, rest) = match currency_at(rest.trim_start()).filter(|_| front.is_none()) {
        Some((currency, rest)) => (Some(currency?), rest),
        None => (None, rest),
    };
    let currency = front.or(behind).or(usual).ok_or(PartError::CurrencyNeeded)?;
    Ok((Number { value: number.value * sign, ..number }, currency, rest))
}

/// Why figures are no number: most of all since a comma stands where decimals begin.
fn no_number(text: &str) -> PartError {
    let figures = figures_at(text);
    if leading_digits(text) == 0 {
        return PartError::NoNumber;
    }
    let digits = figures.chars().filter(|c| !is_separator(*c)).count();
    let points = figures.chars().filter(|c| matches!(c, '.' | '．')).count();
    match (digits > MOST_DIGITS, points > 1, figures.contains([',', '，'])) {
        (true, ..) => PartError::TooLarge,
        (_, true, _) => PartError::TwoPoints,
        (_, _, true) => PartError::DecimalComma,
        _ => PartError::NoNumber,
    }
}

/// More digits never fit.
const MOST_DIGITS: usize = 18;

/// The digits and what parts them that a text begins with.
fn figures_at(text: &str) -> &str {
    let end = text.find(|c: char| !half_width(c).is_ascii_digit() && !is_separator(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '．' | '，')
}

/// Figures that are meant as a number and are none, such as `0,86`, `12..3` or more digits than fit, and what follows
/// them.
pub fn slip_at(text: &str) -> Option<&str> {
    let figures = figures_at(text).trim_end_matches(is_separator);
    let is_slip = leading_digits(figures) > 0 && number_at(figures).is_none();
    text.strip_prefix(figures).filter(|_| is_slip)
}

/// A sum of money: `USD 4,280`, `4280 usd`, `$4280.50`, or a number in the usual currency.
///
/// # Errors
/// What is wrong with it; decimals that the currency does not have are not rounded away.
pub fn read_money(text: &str, usual: Option<Currency>) -> Result<Money, PartError> {
    let (number, currency, rest) = number_and_currency(text, usual)?;
    if !rest.trim().is_empty() {
        return Err(PartError::NoNumber);
    }
    let decimals = currency.decimals();
    let minor = match rescaled(number, decimals) {
        // `4.280` may be four thousand where a point parts thousands.
        Some(_) if number.decimals == 3 && decimals < 3 => return Err(PartError::TooManyDecimals(decimals)),
        Some(minor) => minor,
        None if number.decimals > decimals => return Err(PartError::TooManyDecimals(decimals)),
        None => return Err(PartError::TooLarge),
    };
    if minor.unsigned_abs() > MOST_MINOR { Err(PartError::TooLarge) } else { Ok(Money { minor, currency }) }
}

/// Nobody invoices more; sums of such amounts still fit.
pub const MOST_MINOR: u64 = 1_000_000_000_000_000;

/// A unit price, and the unit where one stands behind it: `USD 0.0865/pc`, `0.86 per set`, `0.86美元/个`.
///
/// # Errors
/// What is wrong with it.
pub fn read_price(text: &str, usual: Option<Currency>) -> Result<(UnitPrice, Option<String>), PartError> {
    let (number, currency, rest) = number_and_currency(text, usual)?;
    let unit = match unit_behind(rest) {
        Some((unit, after)) if after.trim().is_empty() => Some(read_unit(unit)?),
        Some(_) => return Err(PartError::NoUnit),
        None if rest.trim().is_empty() => None,
        None => return Err(PartError::NoNumber),
    };
    if number.decimals > MOST_DECIMALS {
        return Err(PartError::TooFine);
    }
    if number.value <= 0 {
        return Err(PartError::NotPositive);
    }
    let decimals = number.decimals.max(currency.decimals());
    let amount = rescaled(number, decimals).ok_or(PartError::TooLarge)?;
    Ok((UnitPrice { amount, decimals, currency }, unit))
}

/// The unit behind a price, from `/` or `per` to the end of its word, and what follows.
pub fn unit_behind(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let body = text.strip_prefix(['/', '／', '每']).or_else(|| {
        let (per, rest) = text.split_at_checked(4)?;
        per.eq_ignore_ascii_case("per ").then_some(rest)
    })?;
    let body = body.trim_start();
    let end = body.find(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；' | '。'));
    body.split_at_checked(end.unwrap_or(body.len())).filter(|(unit, _)| !unit.is_empty())
}

/// Units with the words people type for them.
const UNITS: [(&str, &[&str]); 19] = [
    ("pc", &["pc", "pcs", "piece", "pieces", "个", "只", "件", "片", "枚"]),
    ("set", &["set", "sets", "套"]),
    ("pair", &["pair", "pairs", "pr", "prs", "双", "对"]),
    ("kg", &["kg", "kgs", "公斤", "千克"]),
    ("g", &["g", "gram", "grams", "克"]),
    ("t", &["t", "mt", "ton", "tons", "tonne", "tonnes", "吨"]),
    ("m", &["m", "meter", "meters", "metre", "metres", "米"]),
    ("m2", &["m2", "sqm", "m²", "㎡", "平方米", "平米"]),
    ("m3", &["m3", "cbm", "m³", "立方米", "立方"]),
    ("yd", &["yd", "yds", "yard", "yards", "码"]),
    ("roll", &["roll", "rolls", "卷"]),
    ("sheet", &["sheet", "sheets", "张"]),
    ("box", &["box", "boxes", "盒"]),
    ("ctn", &["ctn", "ctns", "carton", "cartons", "箱"]),
    ("doz", &["doz", "dozen", "dozens", "打"]),
    ("bag", &["bag", "bags", "袋"]),
    ("bottle", &["bottle", "bottles", "瓶"]),
    ("l", &["l", "liter", "liters", "litre", "litres", "升"]),
    ("1000 pc", &["1000", "1000pcs", "mille", "千个", "千只"]),
];

/// A unit by one of its words; a short word that is not in the list stands as it was typed.
///
/// # Errors
/// Text that is no word.
pub fn read_unit(text: &str) -> Result<String, PartError> {
    let typed = text.trim();
    let folded: String = typed.chars().map(half_width).flat_map(char::to_lowercase).collect();
    if let Some((unit, _)) = UNITS.iter().find(|(unit, names)| *unit == folded || names.contains(&&*folded)) {
        return Ok((*unit).to_owned());
    }
    let word = !typed.is_empty() && typed.chars().count() <= 12 && typed.chars().all(char::is_alphabetic);
    if word { Ok(typed.to_owned()) } else { Err(PartError::NoUnit) }
}

/// How the units of prices are spelled in texts that are kept: as the person who writes reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// `/pc`.
    Ids,
    /// `/个`.
    Chinese,
}

impl Units {
    /// What stands behind a price; nothing where it is for no unit.
    pub fn per(self, unit: &str) -> String {
        match self {
            _ if unit.is_empty() => String::new(),
            Self::Ids => format!("/{unit}"),
            Self::Chinese => format!("/{}", unit_in_chinese(unit)),
        }
    }
}

/// A unit as Chinese calls it; one that is not in the list stands as it was typed.
pub fn unit_in_chinese(unit: &str) -> &str {
    let is_ideograph = |name: &&&str| name.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let known = UNITS.iter().find(|(id, names)| *id == unit || names.contains(&unit));
    known.and_then(|(_, names)| names.iter().find(is_ideograph)).copied().unwrap_or(unit)
}

/// What so many pieces cost, rounded half up to the currency's decimals.
pub fn price_of(price: UnitPrice, count: u64) -> Option<Money> {
    let whole = i128::from(price.amount).checked_mul(i128::from(count))?;
    let (from, to) = (u32::from(price.decimals), u32::from(price.currency.decimals()));
    let minor = if from >= to {
        let step = 10_i128.checked_pow(from - to)?;
        (whole + step / 2).div_euclid(step)
    } else {
        whole.checked_mul(10_i128.checked_pow(to - from)?)?
    };
    let minor = i64::try_from(minor).ok().filter(|minor| minor.unsigned_abs() <= MOST_MINOR)?;
    Some(Money { minor, currency: price.currency })
}

/// How many units make the amount: the minimum quantity where that is it, else where it comes out even.
pub fn quantity_of(amount: Money, price: UnitPrice, moq: Option<u64>) -> Option<u64> {
    if let Some(moq) = moq.filter(|moq| price_of(price, *moq) == Some(amount)) {
        return Some(moq);
    }
    if amount.currency != price.currency || price.amount <= 0 {
        return None;
    }
    let cost = i128::from(amount.minor) * 10_i128.pow(u32::from(price.decimals));
    let each = i128::from(price.amount) * 10_i128.pow(u32::from(amount.currency.decimals()));
    let count = cost.checked_div(each).filter(|count| *count > 0 && count * each == cost)?;
    u64::try_from(count).ok()
}
