//! The words of the daily review and of calls.

use super::{Words, phrases, words};
use crate::app::brief::{Ours, Theirs};
use crate::app::review::{Group, Outcome, Verdict};
use crate::rules::Rules;
use time::Date;

words! {
    review: "Review", "每日回顾";
    review_ready: "Enter begins, Esc goes back to the lists", "回车开始，Esc 返回列表";
    first_review: "The first review: from the next one on, this page says what has changed since.", "第一次回顾。下次起这里会列出期间的变化。";
    nothing_new: "Nothing has changed since the last review.", "上次回顾以来没有变化。";
    arrived_since: "new customers", "新客户";
    heard_since: "heard or spoken to", "来信或通话";
    overdue_since: "turned overdue", "新逾期";
    class_since: "changed class by time", "分类随时间变化";
    to_go_through: "to go through", "待处理";
    others_follow: "The others follow when these are through.", "其余客户在这批完成后继续。";
    nobody_waits: "Nobody waits for you.", "没有需要跟进的客户。";
    flags_of_all: "flags over all customers", "全部客户的提醒";
    done_today: "talked to today", "今天已联系";
    no_one: "nobody", "无";
    tomorrow_holds: "then comes", "接下来";
    review_over: "That was everybody.", "全部处理完毕。";
    put_off_again: "put off again and again", "一再推迟";
    still_worth_it: "Still worth it?", "还值得跟进吗？";
    say_it: "say", "话术";
    nothing: "nothing", "无";
    ours: "we owe", "我方承诺";
    theirs: "they owe", "等对方";
    nothing_owed: "nothing is open", "没有未了事项";
    samples_out: "samples", "待反馈样品";
    no_contacts_yet: "No contact in the log yet.", "还没有沟通记录。";
    last_contacts: "last contacts", "最近沟通";
    person: "person", "联系人";
    begin: "begin", "开始";
    call: "Call", "通话";
    call_over: "ended", "已结束";
    whats_next: "What is next, when?", "下一步做什么，什么时候？";
    next_placeholder: "fri send the CIF offer #quoted => get the order", "周五 发 CIF 报价 #已报价 => 拿下订单";
}

phrases! {
    call_notes(find: &str): "Notes: just type; {find} finds a customer", "记录：直接输入；{find} 查找客户";
    review_end_keys(back: &str, before: &str, undo: &str): "{back} goes to the lists, {before} to the customer before, {undo} undoes.", "{back} 返回列表，{before} 回到上一位客户，{undo} 撤销。";
    review_doubt_keys(open: &str, before: &str, back: &str): "{open} opens as a tab, {before} goes to the customer before, {back} to the lists.", "{open} 打开为标签，{before} 回到上一位客户，{back} 返回列表。";
    step_of(at: usize, all: usize): "{at} of {all}", "{at}/{all}";
    steps_left(count: usize): "{count} left", "还剩 {count}";
    since_review(day: &str): "since {day}", "{day} 以来";
    skipped_due(count: usize; are = count "is" "are"): "{count} skipped {are} still due", "跳过的客户还有 {count} 个到期";
    skipped_again(count: usize, key: &str; are = count "is" "are"): "{count} skipped {are} still due: {key} goes through them", "跳过的客户还有 {count} 个到期：{key} 再处理一遍";
    comes_again(count: usize, key: &str): "{count} to look at again: {key} goes on", "有 {count} 个需要再看：{key} 继续";
    settled(done: usize, postponed: usize, skipped: usize): "done {done}   put off {postponed}   skipped {skipped}", "完成 {done}   推迟 {postponed}   跳过 {skipped}";
    n_calls(count: usize): "on the phone {count}", "通话中 {count}";
    n_more_calls(count: usize): "{count} more on the phone", "另有 {count} 个通话";
    answer_owed(ago: &str): "an answer, they wrote {ago}", "回复对方（{ago}来信）";
    waits_for_answer(messages: u16, ago: &str; sent = messages "message" "messages"): "an answer to {messages} {sent}, the last {ago}", "回复我方 {messages} 条消息（最近一条 {ago}）";
    waits_for_one(ago: &str): "an answer to our message {ago}", "回复我方消息（{ago}）";
    feedback_since(day: &str): "a word about the sample, there {day}", "样品反馈（{day} 到）";
    payment_due(amount: &str, day: &str): "{amount} by {day}", "{amount}，应于 {day} 付";
    feedback_expected(day: &str): "a word about the sample, arrives {day}", "样品反馈（预计 {day} 到）";
}

impl Words {
    pub fn review_group(self, group: Group) -> &'static str {
        match group {
            Group::Overdue => self.pick("overdue", "逾期"),
            Group::Today => self.today(),
            Group::MoneyAndSamples => self.pick("money, samples, answers", "货款、样品、待回复"),
        }
    }

    pub fn outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Done => self.pick("done", "已完成"),
            Outcome::Postponed => self.pick("put off", "已推迟"),
            Outcome::Skipped => self.pick("skipped", "已跳过"),
        }
    }

    pub fn verdict(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Keep => self.pick("yes, keep it as it is", "值得，保持不变"),
            Verdict::LowerGrade => self.pick("lower the grade", "降一级"),
            Verdict::MakeCold => self.pick("the last class, such as cold", "归入最后一类（如冷客户）"),
            Verdict::MarkLost => self.pick("lost, and say why", "流失，写明原因"),
            Verdict::EraseDate => self.pick("erase the date, the rules decide", "删除约定日期，按规则跟进"),
        }
    }

    /// When it is time again: at once where that day has come.
    pub fn due_then(self, day: Date, today: Date) -> String {
        if day <= today {
            return self.pick("then it is time at once", "删除后马上到期").to_owned();
        }
        let day = self.weekday_and_day(day, today);
        self.pick(format!("then it is time {day}"), format!("删除后 {day} 到期"))
    }

    /// How long ago a day was, in short.
    fn ago(self, day: Date, today: Date) -> String {
        match (today - day).whole_days().max(0) {
            0 => self.pick("today", "今天").to_owned(),
            days => self.pick(format!("{days}d ago"), format!("{days} 天前")),
        }
    }

    /// The same of an answer on the screen, by the rules in use: the last class is not always called cold.
    pub fn verdict_by(self, verdict: Verdict, rules: &Rules) -> String {
        let last = rules.classes().last().map(|class| self.class_name(class));
        match (verdict, last) {
            (Verdict::MakeCold, Some(last)) => self.pick(format!("class {last}"), format!("改为{last}")),
            _ => self.verdict(verdict).to_owned(),
        }
    }

    /// Something that we owe.
    pub fn owed_by_us(self, owed: &Ours<'_>, today: Date) -> String {
        match owed {
            Ours::Answer { since } => self.answer_owed(&self.ago(*since, today)),
            Ours::Step(plan) => {
                let when = match plan.date {
                    Some(date) => self.when(crate::domain::day_input::When { date, time: plan.time }, today),
                    None => self.no_next_date().to_owned(),
                };
                let goal =
                    if plan.goal.is_empty() { String::new() } else { self.told(self.goal(), &plan.goal) };
                let parts = [plan.action.clone(), when, goal];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
            }
        }
    }

    /// Something that we wait for.
    pub fn owed_by_them(self, owed: &Theirs, today: Date) -> String {
        match owed {
            Theirs::Answer { messages: 1, since } => self.waits_for_one(&self.ago(*since, today)),
            Theirs::Answer { messages, since } => self.waits_for_answer(*messages, &self.ago(*since, today)),
            Theirs::Feedback { arrival: Some(day) } if *day <= today => {
                self.feedback_since(&self.day(*day, today))
            }
            Theirs::Feedback { arrival: Some(day) } => self.feedback_expected(&self.day(*day, today)),
            Theirs::Feedback { arrival: None } => self.pick("a word about the sample", "样品反馈").to_owned(),
            Theirs::Payment(balance) => {
                self.payment_due(&balance.amount.to_string(), &self.day(balance.due, today))
            }
        }
    }
}
