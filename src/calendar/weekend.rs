//! Which days of the week are free, by country.

use crate::domain::Country;
use time::Weekday::{self, Friday, Saturday, Sunday};

/// Whether a country rests on that day of every week. The Emirates have rested on Saturday and Sunday since 2022.
pub(super) fn is_weekend(country: Country, day: Weekday) -> bool {
    // Most days are no weekend anywhere; this is asked for every customer.
    if !matches!(day, Friday | Saturday | Sunday) {
        return false;
    }
    match country.code() {
        "IR" => day == Friday,
        "BN" => day != Saturday,
        "BD" | "BH" | "DJ" | "DZ" | "EG" | "IL" | "IQ" | "JO" | "KW" | "LY" | "MV" | "OM" | "PS" | "QA"
        | "SA" | "SD" | "SY" | "YE" => day != Sunday,
        _ => day != Friday,
    }
}
