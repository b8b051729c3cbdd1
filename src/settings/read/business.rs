//! The table `[business]`.

use super::super::Business;
use super::{Reader, Value};
use crate::domain::deal::NumberPattern;
use crate::domain::money::Currency;

/// What a pattern may be made of.
const PATTERN: &str = "a pattern with one {A} or {n} in it, such as \"PI{yyyymmdd}-{A}\"; \
also {yymmdd} {yyyy} {yy} {mm} {dd} {nn} {nnn} {nnnn}";

pub(super) fn read(value: &Value, reader: &mut Reader<'_>, business: &mut Business) {
    let Some(table) = value.get_ref().as_table() else {
        return reader.wrong(value.span(), "the table [business]");
    };
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "pi_number" => match value.get_ref().as_str().and_then(NumberPattern::parse) {
                Some(pattern) => business.pi_number = pattern,
                None => reader.wrong(value.span(), PATTERN),
            },
            "base_currency" => match value.get_ref().as_str().and_then(Currency::new) {
                Some(currency) => business.base_currency = Some(currency),
                None => reader.wrong(value.span(), "an ISO 4217 currency in quotes, such as \"CNY\""),
            },
            _ => reader.wrong(key.span(), "one of pi_number, base_currency"),
        }
    }
}
