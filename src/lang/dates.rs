//! Dates and times as people read them.

use super::Words;
use crate::domain::day_input::When;
use time::{Date, Month, Time, Weekday};

impl Words {
    pub fn weekday(self, day: Weekday) -> &'static str {
        match day {
            Weekday::Monday => self.pick("Mon", "周一"),
            Weekday::Tuesday => self.pick("Tue", "周二"),
            Weekday::Wednesday => self.pick("Wed", "周三"),
            Weekday::Thursday => self.pick("Thu", "周四"),
            Weekday::Friday => self.pick("Fri", "周五"),
            Weekday::Saturday => self.pick("Sat", "周六"),
            Weekday::Sunday => self.pick("Sun", "周日"),
        }
    }

    fn month(month: Month) -> &'static str {
        match month {
            Month::January => "Jan",
            Month::February => "Feb",
            Month::March => "Mar",
            Month::April => "Apr",
            Month::May => "May",
            Month::June => "Jun",
            Month::July => "Jul",
            Month::August => "Aug",
            Month::September => "Sep",
            Month::October => "Oct",
            Month::November => "Nov",
            Month::December => "Dec",
        }
    }

    /// `Jun`, `6月`.
    pub fn short_month(self, date: Date) -> String {
        self.pick(Self::month(date.month()).to_owned(), format!("{}月", u8::from(date.month())))
    }

    /// Day and month, with the year where it is not this one: `20 Jun`, `6月20日`.
    pub fn day(self, date: Date, today: Date) -> String {
        let (day, month) = (date.day(), date.month());
        if date.year() == today.year() {
            self.pick(format!("{day} {}", Self::month(month)), format!("{}月{day}日", u8::from(month)))
        } else {
            self.full_day(date)
        }
    }

    /// In ten cells: like [`Words::day`], of another year as `2027-06-20`.
    pub fn short_day(self, date: Date, today: Date) -> String {
        if date.year() == today.year() {
            return self.day(date, today);
        }
        format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
    }

    /// With the year: `20 Jun 2026`, `2026年6月20日`.
    pub fn full_day(self, date: Date) -> String {
        let (year, month, day) = date.to_calendar_date();
        self.pick(
            format!("{day} {} {year}", Self::month(month)),
            format!("{year}年{}月{day}日", u8::from(month)),
        )
    }

    /// With the day of the week: `Sat 20 Jun`, `6月20日 周六`.
    pub fn weekday_and_day(self, date: Date, today: Date) -> String {
        let (weekday, day) = (self.weekday(date.weekday()), self.day(date, today));
        self.pick(format!("{weekday} {day}"), format!("{day} {weekday}"))
    }

    /// A day as typed, spelled out, with how far away it is.
    pub fn when(self, when: When, today: Date) -> String {
        let distance = self.distance((when.date - today).whole_days());
        format!("{}{}", self.day_and_time(when, today), self.aside(&distance))
    }

    /// `Fri 12 Jun 16:00`, or the day alone.
    pub fn day_and_time(self, when: When, today: Date) -> String {
        let day = self.weekday_and_day(when.date, today);
        when.time.map_or(day.clone(), |time| format!("{day} {}", Self::clock(time)))
    }

    /// `14:05`.
    pub fn clock(time: Time) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// How far a day is from today, in words.
    pub fn distance(self, days: i64) -> String {
        match days {
            0 => self.pick("today", "今天").to_owned(),
            1 => self.pick("tomorrow", "明天").to_owned(),
            -1 => self.pick("yesterday", "昨天").to_owned(),
            2.. => self.pick(format!("in {days} days"), format!("{days} 天后")),
            _ => self.pick(format!("{} days ago", -days), format!("{} 天前", -days)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language;
    use time::macros::date;

    #[test]
    fn days_are_short_and_name_the_year_only_when_it_differs() {
        let check = |date: Date, en: &str, zh: &str| {
            let today = date!(2026 - 06 - 05);
            assert_eq!(Words(Language::En).weekday_and_day(date, today), en);
            assert_eq!(Words(Language::Zh).weekday_and_day(date, today), zh);
        };
        check(date!(2026 - 06 - 20), "Sat 20 Jun", "6月20日 周六");
        check(date!(2025 - 12 - 31), "Wed 31 Dec 2025", "2025年12月31日 周三");
    }

    #[test]
    fn short_days_name_another_year_in_full() {
        let check = |date: Date, en: &str, zh: &str| {
            let today = date!(2026 - 06 - 05);
            assert_eq!(Words(Language::En).short_day(date, today), en);
            assert_eq!(Words(Language::Zh).short_day(date, today), zh);
        };
        check(date!(2026 - 06 - 20), "20 Jun", "6月20日");
        check(date!(2025 - 06 - 20), "2025-06-20", "2025-06-20");
    }

    #[test]
    fn distances_have_words() {
        let words = Words(Language::En);
        assert_eq!(
            [-3, -1, 0, 1, 4].map(|days| words.distance(days)),
            ["3 days ago", "yesterday", "today", "tomorrow", "in 4 days"]
        );
    }
}
