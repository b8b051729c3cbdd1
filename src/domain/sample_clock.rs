//! The clock of a sample: sent, arrived or about to, asked about within 3 and again within 7 days, answered.

use super::Country;
use super::trade::{Arrival, Sample};
use time::{Date, Duration};

/// Where a sample stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleStep {
    /// Nobody knows when it arrives.
    Unknown,
    /// On its way until this day.
    Underway(Date),
    /// There; to be asked about by this day for the first time.
    FirstTouch(Date),
    /// There for some days; to be asked about again by this day.
    SecondTouch(Date),
    /// Both touches are over and nothing was said.
    Silent(Date),
    Answered,
}

/// Days after arrival until which one asks first, and again.
pub const TOUCHES: [i64; 2] = [3, 7];

/// Where a sample stands on a day.
pub fn step(sample: &Sample, today: Date) -> SampleStep {
    if !sample.feedback.is_empty() || sample.feedback_on.is_some() {
        return SampleStep::Answered;
    }
    open_step(sample.arrival.map(Arrival::date), today)
}

/// Where a sample without an answer stands on a day, by its arrival.
pub fn open_step(arrival: Option<Date>, today: Date) -> SampleStep {
    let Some(arrived) = arrival else { return SampleStep::Unknown };
    if arrived > today {
        return SampleStep::Underway(arrived);
    }
    let [first, second] = TOUCHES.map(|days| arrived.saturating_add(Duration::days(days)));
    if today <= first {
        SampleStep::FirstTouch(first)
    } else if today <= second {
        SampleStep::SecondTouch(second)
    } else {
        SampleStep::Silent(second)
    }
}

/// How far a country is for a parcel from China.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Distance {
    Near,
    Middle,
    Far,
}

/// Neighbours and hubs of east and south-east Asia.
const NEAR: &str = "HK MO TW JP KR SG MY TH VN PH ID MM KH LA BN MN";
/// Slow customs or few flights: Latin America but Mexico, Africa, central Asia.
const FAR: &str = "AR BO BR CL CO CR CU DO EC GT HN HT JM NI PA PE PY SV UY VE \
AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC SD \
SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW AF AM AZ GE IR IQ KG KZ SY TJ TM UZ YE";

fn distance(country: Country) -> Distance {
    let among = |list: &str| list.split_whitespace().any(|code| code == country.code());
    if among(NEAR) {
        Distance::Near
    } else if among(FAR) {
        Distance::Far
    } else {
        Distance::Middle
    }
}

/// The day on which a parcel should arrive, by courier and country; nothing where either is not known.
///
/// Calendar days door to door out of China as the couriers name them for their usual service, taken at the
/// longer end. A person who knows better writes the day down.
pub fn estimated_arrival(sent: Date, courier: &str, country: Option<Country>) -> Option<Date> {
    let distance = distance(country?);
    let name: String = courier.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let days = match name.as_str() {
        "dhl" | "fedex" | "联邦" => [3, 5, 7],
        "ups" | "tnt" | "aramex" => [3, 6, 8],
        "sf" | "sfexpress" | "顺丰" => [3, 8, 10],
        "ems" => [6, 10, 15],
        "dpd" | "gls" | "usps" | "chinapost" | "post" | "邮政" => [10, 20, 30],
        _ => return None,
    };
    let [near, middle, far] = days;
    let days = match distance {
        Distance::Near => near,
        Distance::Middle => middle,
        Distance::Far => far,
    };
    sent.checked_add(Duration::days(days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CustomerId, SampleId};
    use time::macros::date;
    use uuid::Uuid;

    #[test]
    fn a_parcel_arrives_by_courier_and_country() {
        let sent = date!(2026 - 05 - 15);
        let check = |courier: &str, country: &str, expected: Option<Date>| {
            assert_eq!(
                estimated_arrival(sent, courier, Country::find(country)),
                expected,
                "{courier} {country}"
            );
        };
        check("DHL", "DE", Some(date!(2026 - 05 - 20)));
        check("dhl ", "JP", Some(date!(2026 - 05 - 18)));
        check("FedEx", "NG", Some(date!(2026 - 05 - 22)));
        check("顺丰", "SG", Some(date!(2026 - 05 - 18)));
        check("EMS", "BR", Some(date!(2026 - 05 - 30)));
        check("by hand", "DE", None);
        check("DHL", "", None);
    }

    #[test]
    fn the_clock_runs_from_arrival_to_answer() {
        let mut sample = Sample {
            id: SampleId(Uuid::nil()),
            customer: CustomerId(Uuid::nil()),
            number: String::new(),
            what: "grey board".into(),
            sent_on: date!(2026 - 05 - 15),
            courier: "DHL".into(),
            tracking: "562729".into(),
            arrival: None,
            feedback: String::new(),
            feedback_on: None,
            cost: None,
            charged: false,
        };
        assert_eq!(step(&sample, date!(2026 - 05 - 16)), SampleStep::Unknown);
        sample.arrival = Some(Arrival::Estimated(date!(2026 - 05 - 20)));
        let check = |day: u8, expected: SampleStep| {
            let today = Date::from_calendar_date(2026, time::Month::May, day).unwrap();
            assert_eq!(step(&sample, today), expected, "{day} May");
        };
        check(19, SampleStep::Underway(date!(2026 - 05 - 20)));
        check(20, SampleStep::FirstTouch(date!(2026 - 05 - 23)));
        check(23, SampleStep::FirstTouch(date!(2026 - 05 - 23)));
        check(24, SampleStep::SecondTouch(date!(2026 - 05 - 27)));
        check(28, SampleStep::Silent(date!(2026 - 05 - 27)));
        sample.feedback_on = Some(date!(2026 - 05 - 25));
        assert_eq!(step(&sample, date!(2026 - 05 - 28)), SampleStep::Answered);
    }
}
