//! What reminders say, in the cockpit and outside of it.

use super::{Words, phrases};
use crate::app::ring::TimeCome;

phrases! {
    due_today(count: usize): "{count} to talk to today", "今日 {count} 个待跟进";
    due_today_late(count: usize, late: usize): "{count} to talk to today, {late} overdue", "今日 {count} 个待跟进，逾期 {late}";
    and_more(count: usize): "and {count} more", "另有 {count} 个";
    calendar_written(path: &str, count: usize; entries = count "follow-up" "follow-ups"): "{path}: {count} {entries}", "{path}：{count} 个跟进";
    calendar_not_written(path: &str, problem: &str): "the calendar {path} cannot be written ({problem})", "无法写入日历 {path}（{problem}）";
    reminders_not_kept(path: &str, problem: &str): "{path} cannot be written ({problem}), so reminders would come twice; nothing was sent", "无法写入 {path}（{problem}），提醒会重复，因此未发送";
}

impl Words {
    /// A follow-up whose time has come: `10:30  ABC Ltd.: send the offer`.
    pub fn time_come(self, come: &TimeCome) -> String {
        let (time, company, action) = (Self::clock(come.time), &come.company, &come.action);
        if action.is_empty() {
            format!("{time}  {company}")
        } else {
            self.pick(format!("{time}  {company}: {action}"), format!("{time}  {company}：{action}"))
        }
    }
}
