//! Why the rules say what they say, in words.

use super::Words;
use crate::app::ledger::Row;
use crate::domain::Summary;
use crate::domain::summary::DepositsAsked;
use crate::rules::{
    About, AttentionFlag, Becoming, Due, FlagReasons, Forecast, GradeInput, GradeTerm, Outlook,
    PriorityInput, Reason, Rules,
};
use time::Date;

impl Words {
    /// Several reasons, one behind the other.
    pub fn reasons(self, reasons: &[Reason], about: &About, today: Date) -> String {
        self.each_reason(reasons, about, today).join(self.pick(", ", "，"))
    }

    /// Several reasons, each for itself. How long the stage has lasted says that it is about the stage.
    pub fn each_reason(self, reasons: &[Reason], about: &About, today: Date) -> Vec<String> {
        let lasts = reasons.iter().any(|it| matches!(it, Reason::StageFor { .. }));
        let told = reasons.iter().filter(|it| **it != Reason::Stage || !lasts);
        told.map(|it| {
            self.named_reason(it, about)
                .unwrap_or_else(|| self.reason_with(it, about.deposits.as_ref(), today))
        })
        .collect()
    }

    /// A reason that is named by what the customer has.
    fn named_reason(self, reason: &Reason, about: &About) -> Option<String> {
        match *reason {
            Reason::Stage => Some(self.told(self.stage(), self.bilingual(&about.stage))),
            Reason::Tag { place } => {
                let tag = about.tags.get(usize::from(place))?;
                Some(self.told(self.pick("tag", "标签"), self.tag(tag)))
            }
            Reason::Owner => Some(self.told(self.pick("owner", "跟进人"), &about.owner)),
            Reason::Product { place } => {
                let product = about.products.get(usize::from(place))?;
                Some(self.told(self.pick("product", "产品"), product))
            }
            _ => None,
        }
    }

    /// Why a customer comes up then. A date that was only moved to a lighter day was agreed with nobody.
    pub fn reason_of(self, row: &Row, today: Date) -> String {
        let plan = row.summary.follow_up.as_ref();
        match row.assessment.reason {
            Reason::AgreedDate { date } if plan.is_some_and(|plan| !plan.is_promise()) => {
                let day = self.day(date, today);
                self.pick(format!("set for {day}"), format!("定于 {day} 跟进"))
            }
            reason => self.reason(&reason, &row.summary, today),
        }
    }

    /// One reason of a customer, short enough for the row of a list.
    pub fn reason(self, reason: &Reason, whose: &Summary, today: Date) -> String {
        self.reason_with(reason, whose.deals.deposits.as_ref(), today)
    }

    #[expect(clippy::too_many_lines, reason = "one arm a reason, each of them a phrase")]
    fn reason_with(self, reason: &Reason, deposits: Option<&DepositsAsked>, today: Date) -> String {
        let en_zh = |en: String, zh: String| self.pick(en, zh);
        let fixed = |en: &str, zh: &str| self.pick(en, zh).to_owned();
        let counted =
            |count: i64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let days_word = |days: i64| counted(days, "day", "days");
        let since = |day: Date| (today - day).whole_days().max(0);
        match *reason {
            Reason::DoNotContact => fixed("not to be contacted", "请勿联系"),
            Reason::Lost => fixed("lost, never due", "已流失，不再跟进"),
            Reason::Dormant => fixed("dormant", "沉睡中"),
            Reason::OpenInquiry => fixed("an inquiry is open", "有进行中的询盘"),
            Reason::EarlyStage => fixed("no concrete inquiry yet", "尚无具体询盘"),
            Reason::HasOrdered { orders: 0 } => fixed("has ordered", "下过单"),
            Reason::HasOrdered { orders } => {
                en_zh(format!("has ordered {orders}x"), format!("下过 {orders} 单"))
            }
            Reason::NoOrders => fixed("no order on record", "没有订单记录"),
            Reason::Pinned => fixed("set by hand", "手动指定"),
            Reason::PinnedClassUnknown => {
                fixed("the class set by hand is not in the rules", "手动指定的分类已不在规则中")
            }
            Reason::NothingElseFits => fixed("no other class fits", "不符合其他分类"),
            Reason::Stage => fixed("the stage", "当前阶段"),
            Reason::Tag { .. } => fixed("a tag", "标签"),
            Reason::Owner => fixed("the owner", "跟进人"),
            Reason::Product { .. } => fixed("a product", "产品"),
            Reason::Country(country) => self.told(self.pick("country", "国家"), self.country(country)),
            Reason::Type(kind) => self.told(self.pick("type", "客户类型"), self.customer_type(kind)),
            Reason::Grade(grade) => en_zh(format!("grade {grade}"), format!("{grade} 级")),
            Reason::HasQuotations { quotations } => en_zh(
                counted(quotations.into(), "quotation", "quotations"),
                format!("报过 {quotations} 次价"),
            ),
            Reason::HasContacts { contacts: 0 } => fixed("nothing logged yet", "尚无沟通记录"),
            Reason::HasContacts { contacts } => {
                en_zh(counted(contacts.into(), "contact", "contacts"), format!("联系过 {contacts} 次"))
            }
            Reason::HeardFrom { since: day } => match since(day) {
                0 => fixed("heard from today", "今天有回音"),
                days => en_zh(format!("heard from {} ago", days_word(days)), format!("{days} 天前有回音")),
            },
            Reason::NeverHeard => fixed("never answered", "从未回复"),
            Reason::WriterUnknown => fixed("nobody knows whether they ever wrote", "不知道对方是否来过信"),
            Reason::QuotedOn { on } => {
                en_zh(format!("quoted {}", self.day(on, today)), format!("{} 报价", self.day(on, today)))
            }
            Reason::NeverQuoted => fixed("never quoted", "从未报价"),
            Reason::OrderedOn { on } => {
                en_zh(format!("ordered {}", self.day(on, today)), format!("{} 下单", self.day(on, today)))
            }
            Reason::NeverOrdered => fixed("never ordered", "从未下单"),
            Reason::NoOpenSample => fixed("no sample out", "没有待反馈的样品"),
            Reason::StageFor { since: day } => {
                let days = since(day);
                en_zh(format!("in this stage {}", days_word(days)), format!("本阶段已 {days} 天"))
            }
            Reason::KnownFor { since: day } => {
                let days = since(day);
                en_zh(format!("known {}", days_word(days)), format!("建档 {days} 天"))
            }
            Reason::AgreedDate { date } => self.agreed_reason(date, today),
            Reason::PutOffTo { date, agreed, rests } => self.put_off_reason(date, agreed, rests, today),
            Reason::AgreedOnDayOff { date, why } => {
                let (day, why) = (self.weekday_and_day(date, today), self.day_off(why, None));
                en_zh(format!("{day}: {why}"), format!("{day}：{why}"))
            }
            Reason::MovedFrom { date, why } => {
                let (day, why) = (self.weekday_and_day(date, today), self.day_off(why, None));
                en_zh(format!("put off from {day}: {why}"), format!("由 {day} 顺延：{why}"))
            }
            Reason::SampleOnItsWay { arrival } => en_zh(
                format!("sample on its way, arrives {}", self.day(arrival, today)),
                format!("样品在途，预计 {} 到", self.day(arrival, today)),
            ),
            Reason::SampleExpected { on } => match since(on) {
                0 => fixed("sample should arrive today", "样品今天应到"),
                days => en_zh(
                    format!("sample should be there {}, no word", days_word(days)),
                    format!("样品应已到 {days} 天，未反馈"),
                ),
            },
            Reason::SampleArrived { on } => match since(on) {
                0 => fixed("sample arrives today", "样品今天到"),
                days => en_zh(
                    format!("sample there {}, no feedback", days_word(days)),
                    format!("样品已到 {days} 天，未反馈"),
                ),
            },
            Reason::TheyWroteLast { since: day } => match since(day) {
                0 => fixed("they wrote today, answer owed", "对方今天来信，待回复"),
                days => en_zh(
                    format!("waits for our answer {}", days_word(days)),
                    format!("对方等回复 {days} 天"),
                ),
            },
            Reason::Answered { on } => match since(on) {
                0 => fixed("answered today by what was sent", "今天已发报价、样品或 PI 作答"),
                days => en_zh(
                    format!("answered by what was sent, silent {}", days_word(days)),
                    format!("已发报价、样品或 PI 作答，{days} 天没有联系"),
                ),
            },
            Reason::QuoteUnanswered { since: day } => {
                let days = since(day);
                en_zh(format!("quote unanswered {}", days_word(days)), format!("报价 {days} 天未回复"))
            }
            Reason::Unanswered { messages: 0 } => {
                fixed("no message of ours unanswered", "没有未获回复的消息")
            }
            Reason::Unanswered { messages } => en_zh(
                format!("{} unanswered", counted(messages.into(), "message", "messages")),
                format!("连续 {messages} 次未回复"),
            ),
            Reason::NeverContacted { since: day } => match since(day) {
                0 => fixed("new, not contacted yet", "新客户，尚未联系"),
                days => en_zh(
                    format!("not contacted yet, known {}", days_word(days)),
                    format!("建档 {days} 天，尚未联系"),
                ),
            },
            Reason::NothingLogged { since: day } => en_zh(
                format!("no contact logged, last business {}", self.day(day, today)),
                format!("尚无沟通记录，最近业务 {}", self.day(day, today)),
            ),
            Reason::QuotesWithoutProgress { quotations: 0 } => {
                fixed("no quotation in this stage", "本阶段没有报价")
            }
            Reason::QuotesWithoutProgress { quotations } => en_zh(
                format!("{} in one stage", counted(quotations.into(), "quotation", "quotations")),
                format!("同一阶段报价 {quotations} 次"),
            ),
            Reason::QuoteExpires { on } => en_zh(
                format!("offer holds until {}", self.day(on, today)),
                format!("报价有效期至 {}", self.day(on, today)),
            ),
            Reason::PromiseLate { date } => en_zh(
                format!("promised for {}", self.day(date, today)),
                format!("承诺 {} 完成", self.day(date, today)),
            ),
            Reason::BalanceLate { amount, due } => en_zh(
                format!("{amount} due {}", self.day(due, today)),
                format!("{amount} 应于 {} 付", self.day(due, today)),
            ),
            Reason::DepositLate { amount, due } => {
                let of = deposits.map_or(String::new(), |it| {
                    en_zh(format!(" of {}", it.oldest), format!("{} ", it.oldest))
                });
                let more = deposits.map_or(String::new(), |it| {
                    let count = i64::from(it.more);
                    en_zh(
                        format!("; {} too", counted(count, "more PI", "more PIs")),
                        format!("；另有 {count} 张 PI 未付"),
                    )
                });
                match since(due) {
                    0 => en_zh(
                        format!("deposit {amount}{of} due today{more}"),
                        format!("{of}定金 {amount} 今天到期{more}"),
                    ),
                    days => en_zh(
                        format!("deposit {amount}{of} not paid, {}{more}", days_word(days)),
                        format!("{of}定金 {amount} 未付，已 {days} 天{more}"),
                    ),
                }
            }
            Reason::InvoiceOut { since: day } => en_zh(
                format!("PI sent {}", self.day(day, today)),
                format!("PI 于 {} 发出", self.day(day, today)),
            ),
            Reason::RefundDue { amount } => {
                en_zh(format!("{amount} to pay back, order cancelled"), format!("订单已取消，应退 {amount}"))
            }
            Reason::NotDeparted { etd } => en_zh(
                format!("ETD was {}: has it left?", self.day(etd, today)),
                format!("ETD 为 {}，是否已开船", self.day(etd, today)),
            ),
            Reason::Complained { on } => match since(on) {
                0 => fixed("complained today, reply owed", "今天投诉，待答复"),
                days => en_zh(
                    format!("complaint without a reply {}", days_word(days)),
                    format!("投诉 {days} 天未答复"),
                ),
            },
            Reason::OverdueSince { by } => {
                let days = since(by);
                en_zh(format!("follow-up {} late", days_word(days)), format!("跟进逾期 {days} 天"))
            }
            Reason::NoNextStep => fixed("no next step is set", "未定下一步"),
            Reason::Touches { count, days } => en_zh(
                format!("contacted on {count} of the last {days} days"),
                format!("近 {days} 天联系了 {count} 天"),
            ),
            Reason::SaidNothingFor { since: day } => match since(day) {
                0 => fixed("contacted today", "今天联系过"),
                days => en_zh(format!("silent {}", days_word(days)), format!("{days} 天没有联系")),
            },
        }
    }

    fn agreed_reason(self, date: Date, today: Date) -> String {
        let day = self.day(date, today);
        match (date - today).whole_days() {
            0 => self.pick("agreed for today", "约定今天跟进").to_owned(),
            1.. => self.pick(format!("agreed for {day}"), format!("约定 {day} 跟进")),
            _ => self.pick(format!("was agreed for {day}"), format!("原定 {day} 跟进")),
        }
    }

    fn put_off_reason(self, date: Date, agreed: Option<Date>, rests: bool, today: Date) -> String {
        let day = self.day(date, today);
        let moved = match (date - today).whole_days() {
            1.. if rests => self
                .pick(format!("rests until they answer, {day} at most"), format!("等对方回复，最迟 {day}")),
            0 => self.pick("put off to today", "推到今天").to_owned(),
            1.. => self.pick(format!("put off to {day}"), format!("推到 {day}")),
            _ => self.pick(format!("was put off to {day}"), format!("原推到 {day}")),
        };
        let Some(agreed) = agreed.map(|agreed| self.day(agreed, today)) else { return moved };
        self.pick(format!("agreed for {agreed}, {moved}"), format!("约定 {agreed}，{moved}"))
    }

    /// The days of a due window: `3 Jun - 4 Jun`, or the only one.
    pub fn window_days(self, due: &Due, today: Date) -> String {
        let (from, by) = (self.day(due.from, today), self.day(due.by, today));
        if from == by { from } else { format!("{from} - {by}") }
    }

    /// One figure of the grade.
    pub fn grade_input(self, input: &GradeInput) -> String {
        match *input {
            GradeInput::Potential(score) => format!("{} {}/5", self.potential(), score.get()),
            GradeInput::PaymentHabit(score) => format!("{} {}/5", self.payment_habit(), score.get()),
            GradeInput::LearntHabit { score, instalments, days_late } => {
                let how = self.pick(
                    format!("{instalments} paid, {days_late}d late on average"),
                    format!("{instalments} 笔付款，平均逾期 {days_late} 天"),
                );
                format!("{} {}/5{}", self.payment_habit(), score.get(), self.aside(&how))
            }
            GradeInput::Deals { orders, faded: None } => {
                self.pick(format!("orders {orders}"), format!("订单 {orders}"))
            }
            GradeInput::Deals { orders, faded: Some(last) } => self.pick(
                format!("orders {orders} (last one {last}, long ago)"),
                format!("订单 {orders}（最近一单 {last}，已久）"),
            ),
            GradeInput::Amount { worth, ref lacking, faded } => self.grade_amount(worth, lacking, faded),
            GradeInput::Bonus => self.pick("bonus", "加分").to_owned(),
        }
    }

    /// The points of a figure of the grade, and their weight where they have one.
    pub fn grade_points(self, term: &GradeTerm) -> String {
        match term.input {
            GradeInput::Bonus => format!("{:+}", term.points),
            _ => format!("{} x {}", term.points, term.weight),
        }
    }

    /// One number of the priority, as these rules name it.
    pub fn priority_input(self, input: PriorityInput, rules: &Rules) -> String {
        match input {
            PriorityInput::Flag(flag) => self.flag(rules.flag_at(flag)).to_owned(),
            PriorityInput::Class => self.pick("class", "分类").to_owned(),
            PriorityInput::Grade(grade) => self.pick(format!("grade {grade}"), format!("{grade} 级")),
            PriorityInput::Agreed => self.pick("date set", "已定日期").to_owned(),
            PriorityInput::SampleTouch => self.pick("sample", "样品").to_owned(),
            PriorityInput::FirstContact => self.pick("first contact", "首次联系").to_owned(),
            PriorityInput::TheyWroteLast => self.pick("they wait", "对方等回复").to_owned(),
            PriorityInput::Overdue { days, .. } => {
                self.pick(format!("{days}d late"), format!("逾期 {days} 天"))
            }
        }
    }

    /// The name of a flag.
    pub fn flag(self, flag: Option<&AttentionFlag>) -> &str {
        flag.map_or("?", |flag| self.bilingual(&flag.name))
    }

    /// What flags ask for, by what raised them; each thing once.
    pub fn asked_by_flags<'f>(self, flags: impl Iterator<Item = &'f FlagReasons>) -> String {
        let mut asked: Vec<&str> = Vec::new();
        for what in flags.flat_map(|flag| &flag.reasons).filter_map(|reason| self.asked_by(reason)) {
            if !asked.contains(&what) {
                asked.push(what);
            }
        }
        asked.join(self.pick("; ", "；"))
    }

    /// What is to be done about something that a flag tells; nothing where it only says how things stand.
    fn asked_by(self, reason: &Reason) -> Option<&'static str> {
        Some(match reason {
            Reason::Complained { .. } => self.pick("answer the complaint", "答复投诉"),
            Reason::TheyWroteLast { .. } => self.pick("answer them", "回复来信"),
            Reason::RefundDue { .. } => self.pick("settle the refund", "处理退款"),
            Reason::BalanceLate { .. } => self.pick("ask for the money that is late", "催收逾期款"),
            Reason::DepositLate { .. } => self.pick("ask for the deposit", "催收定金"),
            Reason::NotDeparted { .. } => self.pick("find out whether the goods left", "确认是否已开船"),
            Reason::OrderedOn { .. } => self.pick("see to the order and its stage", "处理订单并更新阶段"),
            Reason::SampleArrived { .. } | Reason::SampleExpected { .. } => {
                self.pick("ask about the sample", "询问样品情况")
            }
            Reason::QuoteExpires { .. } => self.pick("ask about the offer before it ends", "报价到期前询问"),
            _ => return None,
        })
    }

    /// What comes if nothing happens, a line each, and when nothing more does.
    pub fn outlook(self, outlook: &Outlook, rules: &Rules, today: Date) -> Vec<String> {
        let mut lines: Vec<_> =
            outlook.forecasts.iter().map(|forecast| self.forecast(forecast, rules, today)).collect();
        if outlook.more > 0 {
            lines.push(self.pick(format!("{} more", outlook.more), format!("另有 {} 项", outlook.more)));
        }
        lines.push(match outlook.last {
            Some(day) => self.nothing_after(&self.day(day, today)),
            None if lines.is_empty() => self.nothing_by_itself().to_owned(),
            None => return lines,
        });
        lines
    }

    /// What comes when: `9 Dec  turns cold`.
    fn forecast(self, forecast: &Forecast, rules: &Rules, today: Date) -> String {
        let becomes: Vec<_> =
            forecast.becomes.iter().map(|becoming| self.becoming(*becoming, rules)).collect();
        format!("{}  {}", self.day(forecast.on, today), becomes.join(self.pick(", ", "，")))
    }

    /// One thing that will be different.
    pub fn becoming(self, becoming: Becoming, rules: &Rules) -> String {
        match becoming {
            Becoming::Class(class) => {
                let name = self.class_name(rules.class_at(class));
                self.pick(format!("turns {name}"), format!("转为{name}"))
            }
            Becoming::Grade(grade) => self.pick(format!("grade {grade}"), format!("评级转为 {grade}")),
            Becoming::Due => self.pick("comes onto the list", "进入今日清单").to_owned(),
            Becoming::Overdue => self.pick("overdue", "逾期").to_owned(),
            Becoming::FlagUp(flag) => {
                let name = self.flag(rules.flag_at(flag));
                self.pick(format!("flag \"{name}\""), format!("提醒“{name}”"))
            }
            Becoming::FlagDown(flag) => {
                let name = self.flag(rules.flag_at(flag));
                self.pick(format!("no longer \"{name}\""), format!("不再“{name}”"))
            }
        }
    }
}
