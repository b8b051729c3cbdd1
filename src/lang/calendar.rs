//! The buyer's calendar in words: why nobody works on a day, what time it is there.

use super::Words;
use crate::calendar::{DayOff, LocalTime, Office};
use crate::domain::Moment;
use crate::domain::summary::NeverDue;
use time::Date;

impl Words {
    /// Why a day is no working day. `name` is what the user's list calls it.
    pub fn day_off(self, why: DayOff, name: Option<&str>) -> String {
        let named = |en: &str, zh: &str| match name {
            Some(name) => self.pick(format!("{name}, {en}"), format!("{name}（{zh}）")),
            None => self.pick(en, zh).to_owned(),
        };
        match why {
            DayOff::Weekend => self.pick("weekend there", "对方周末").to_owned(),
            DayOff::Holiday { name, estimated } => {
                let (en, zh) = name.names();
                let about = if estimated { self.pick(" (estimated)", "（预计）") } else { "" };
                self.pick(format!("{en} there{about}"), format!("对方{zh}{about}"))
            }
            DayOff::Listed => named("day off there", "对方休息"),
            DayOff::Own => named("your day off", "您休息"),
        }
    }

    /// What an agreed date is told of a customer who is never due.
    pub fn date_in_vain(self, why: NeverDue) -> &'static str {
        match why {
            NeverDue::Lost => self.pick(
                "a lost customer is never due until its stage changes",
                "流失客户到期也不提醒，须先改阶段",
            ),
            NeverDue::DoNotContact => self.pick("do not contact: never due", "已设为请勿联系，到期也不提醒"),
        }
    }

    /// The same beside a date: `Sat: weekend there`.
    pub fn day_off_on(self, date: Date, why: DayOff, name: Option<&str>) -> String {
        let (day, why) = (self.weekday(date.weekday()), self.day_off(why, name));
        self.pick(format!("{day}: {why}"), format!("{day}：{why}"))
    }

    /// `Berlin 03:12 asleep`; with the day of the week where it is another day there.
    pub fn local_time(self, place: &str, local: &LocalTime, today: Date) -> String {
        let (date, clock) = (local.at.date(), Self::clock(local.at.time()));
        let day = if date == today { String::new() } else { format!("{} ", self.weekday(date.weekday())) };
        let state = self.at_the_desk(local);
        format!("{place} {day}{clock} {state}").trim_start().to_owned()
    }

    fn at_the_desk(self, local: &LocalTime) -> String {
        match (local.office, local.day_off) {
            (Office::Open, _) => self.pick("office open", "上班时间").to_owned(),
            _ if !local.is_awake() => self.pick("asleep", "睡觉时间").to_owned(),
            (_, Some(DayOff::Holiday { name, .. })) => {
                let (en, zh) = name.names();
                self.pick(en.to_owned(), format!("{zh}放假"))
            }
            (_, Some(DayOff::Weekend)) => self.pick("weekend", "周末").to_owned(),
            (_, Some(DayOff::Listed | DayOff::Own)) => self.pick("day off", "休息").to_owned(),
            (Office::Closed { until }, None) if until.date() == local.at.date() => {
                self.pick("not in yet", "尚未上班").to_owned()
            }
            (Office::Closed { .. }, None) => self.pick("gone home", "已下班").to_owned(),
        }
    }

    /// Whether the office is open, or when it opens by our own clock.
    pub fn office(self, local: &LocalTime, now: Moment) -> String {
        match self.when_open(local, now) {
            Some(when) => self.pick(format!("opens {when}"), format!("{when} 上班")),
            None => self.pick("office open", "对方上班中").to_owned(),
        }
    }

    /// When the office opens, with the word that this is our own clock.
    pub fn opens_by_our_clock(self, local: &LocalTime, now: Moment) -> Option<String> {
        let when = self.when_open(local, now)?;
        Some(self.pick(format!("opens {when} our time"), format!("上班：我方时间{}", self.apart(&when))))
    }

    fn when_open(self, local: &LocalTime, now: Moment) -> Option<String> {
        let Office::Closed { until } = local.office else { return None };
        let ours = Moment::from_unix_ms(until.unix_ms(), now.offset_minutes());
        let clock = Self::clock(ours.time());
        Some(match (ours.date() - now.date()).whole_days() {
            0 => clock,
            1..7 => format!("{} {clock}", self.weekday(ours.date().weekday())),
            _ => format!("{} {clock}", self.day(ours.date(), now.date())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language;
    use crate::calendar::Calendar;
    use crate::domain::Country;
    use time::macros::date;

    #[test]
    fn the_time_there_is_told_with_who_is_at_the_desk() {
        let check = |country: &str, place: &str, now: &str, en: [&str; 2], zh: [&str; 2]| {
            let now = Moment::parse(now).unwrap();
            let local = Calendar::default().local_time(Country::find(country), place, now).unwrap();
            for (language, expected) in [(Language::En, en), (Language::Zh, zh)] {
                let words = Words(language);
                let told = [words.local_time(place, &local, now.date()), words.office(&local, now)];
                assert_eq!(told.each_ref().map(String::as_str), expected, "{country} {now}");
            }
        };
        check(
            "DE",
            "Berlin",
            "2026-06-05T09:12:00+08:00",
            ["Berlin 03:12 asleep", "opens 15:00"],
            ["Berlin 03:12 睡觉时间", "15:00 上班"],
        );
        check(
            "DE",
            "柏林",
            "2026-06-05T16:00:00+08:00",
            ["柏林 10:00 office open", "office open"],
            ["柏林 10:00 上班时间", "对方上班中"],
        );
        check(
            "US",
            "Los Angeles",
            "2026-06-05T09:00:00+08:00",
            ["Los Angeles Thu 18:00 gone home", "opens Sat 00:00"],
            ["Los Angeles 周四 18:00 已下班", "周六 00:00 上班"],
        );
        check(
            "SA",
            "",
            "2026-06-05T17:00:00+08:00",
            ["12:00 weekend", "opens Sun 14:00"],
            ["12:00 周末", "周日 14:00 上班"],
        );
        check(
            "US",
            "Chicago",
            "2026-11-26T10:00:00-06:00",
            ["Chicago 10:00 Thanksgiving Day", "opens Fri 09:00"],
            ["Chicago 10:00 感恩节放假", "周五 09:00 上班"],
        );
        check(
            "GB",
            "",
            "2026-06-05T14:30:00+08:00",
            ["07:30 not in yet", "opens 16:00"],
            ["07:30 尚未上班", "16:00 上班"],
        );
    }

    #[test]
    fn a_day_off_says_why() {
        let check = |country: &str, date: Date, en: &str, zh: &str| {
            let why = Calendar::default().day_off(Country::find(country), date).unwrap();
            assert_eq!(Words(Language::En).day_off_on(date, why, None), en);
            assert_eq!(Words(Language::Zh).day_off_on(date, why, None), zh);
        };
        check("DE", date!(2026 - 06 - 06), "Sat: weekend there", "周六：对方周末");
        check("DE", date!(2026 - 12 - 25), "Fri: Christmas Day there", "周五：对方圣诞节");
        check("BD", date!(2027 - 03 - 10), "Wed: Eid al-Fitr there (estimated)", "周三：对方开斋节（预计）");
        let named = Words(Language::Zh).day_off(DayOff::Own, Some("国庆"));
        assert_eq!(named, "国庆（您休息）");
    }
}
