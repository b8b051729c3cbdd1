//! The words of figures: pages, columns, what each says and what fills it.

use super::{Words, phrases, words};
use crate::insights::{Bar, Detail, LostReason, Period, ReplyOf, Section, TOUCH_DAYS};
use crate::rules::Rules;
use time::Date;

words! {
    insights: "Insights", "洞察";
    counting_first: "Counting every customer. The figures are here in a moment; everything else works meanwhile.", "正在统计全部客户，稍候即出，期间可照常操作。";
    counting_failed: "The figures could not be counted. Esc goes back; i tries again.", "统计未能完成。Esc 返回，再按 i 重试。";
    lost_reasons: "price, MOQ, delivery, quality, terms, competitor", "价格、起订量、交期、质量、账期、同行";
    nobody_behind: "Nobody is behind this figure; Up and Down choose another.", "这里没有客户；用上/下键选择其他数据。";
    behind_hint: "Enter opens the customer, Esc goes back", "回车打开客户，Esc 返回";
    col_stage: "stage", "阶段";
    col_class: "class", "分类";
    col_channel: "channel", "方式";
    col_month: "month", "月份";
    col_country: "country", "国家";
    col_reason: "reason", "原因";
    col_day: "day", "日期";
    col_entered: "came", "进入";
    col_went_on: "went on", "推进";
    col_ordered: "ordered", "成单";
    col_days: "after", "用时";
    col_now: "now", "现有";
    col_customers: "customers", "客户";
    col_asked: "wanted", "应联系";
    col_made: "made", "已联系";
    col_kept: "in rhythm", "合拍";
    col_too_seldom: "too seldom", "联系过少";
    col_too_often: "too often", "联系过多";
    col_quotations: "quotes", "报价";
    col_orders: "orders", "订单";
    col_amount: "amount", "金额";
    col_questions: "asked", "发出";
    col_answered: "answered", "获回复";
    col_median: "median", "中位";
    col_due: "due", "到期";
    no_country: "not known", "未知";
    over_limit: "over the limit", "超出上限";
    went_on_quickly: "went on the same day", "当天推进";
}

phrases! {
    counting(done: usize, all: usize): "counting {done} of {all}", "统计中 {done}/{all}";
    last_days(days: i64): "last {days} days", "近 {days} 天";
    between_days(from: &str, to: &str): "time from {from} to {to}", "{from} 至 {to}";
    until_day(to: &str): "time until {to}", "{to} 以前";
    behind_title(what: &str, count: usize): "{what}  customers {count}", "{what}  客户 {count}";
    off_cadence(class: &str, count: usize): "{class}  off the cadence {count}", "{class}  偏离节奏 {count}";
    within(name: &str, period: &str): "{name}, {period}", "{name}，{period}";
    counts_as(reason: &str): "counts as: {reason}", "计为：{reason}";
    behind_cut(listed: usize): "the first {listed} are listed", "列出前 {listed} 个";
    touches_on(touches: usize, customers: usize): "contacts {touches}, customers {customers}", "联系 {touches} 次，{customers} 个客户";
    stands_since(day: &str): "there since {day}", "{day} 起停留";
    went_on_after(days: u32): "went on after {days}d", "{days} 天后推进";
    too_seldom_by(asked: u32, made: u32): "made {made}, wanted {asked}", "实 {made} 次，应 {asked} 次";
    too_often_by(most: u32, made: u32): "made {made}, at most {most}", "实 {made} 次，至多 {most} 次";
    days_short(days: u32): "{days}d", "{days} 天";
    n_times(times: usize): "{times}x", "{times} 次";
    n_quotations(count: usize): "quotations {count}", "报价 {count}";
    answered_of(answered: u32, asked: u32): "answered {answered} of {asked}", "{asked} 次中获回复 {answered} 次";
    limit_of(limit: u16): "The limit a day is {limit}.", "每日上限 {limit}。";
    amount_in(code: &str): "in {code}", "折合 {code}";
    bars_in(what: &str): "bars: {what}", "条形：{what}";
    bad_day(option: &str, text: &str): "{option}: \"{text}\" is no day; write it as 2026-01-31", "{option}：“{text}”不是日期；请写成 2026-01-31";
    days_reversed(from: &str, to: &str): "--from {from} lies behind --to {to}; turn them round", "--from {from} 晚于 --to {to}；请对调";
    funnel_says(span: &str): "Who came to each stage in the {span}, how many have gone on since, after how many days (median).", "{span}进入各阶段的客户、其后推进的人数与用时（中位数）。";
    touches_say(days: i64): "Each customer is in rhythm with the cadence of its class, or was contacted too seldom or too often: last {days} days, or since its stage began. Then the contacts made, and the fewest that the cadence wanted.", "每个客户对照所属分类的节奏：合拍、联系过少或联系过多（近 {days} 天，或当前阶段开始以来）。其后为实际联系次数与按节奏至少应联系的次数。";
    deals_say(span: &str): "Orders and quotations of twelve months, then by country in the {span}.", "十二个月的订单与报价，以及{span}各国家的订单与报价。";
    replies_say(span: &str): "How long customers took to answer what we sent in the {span} (median).", "客户回复我方{span}消息所用的时间（中位数）。";
    lost_says(span: &str): "Why customers were lost in the {span}.", "{span}客户流失的原因。";
}

impl Words {
    pub fn section(self, section: Section) -> &'static str {
        match section {
            Section::Funnel => self.pick("Funnel", "漏斗"),
            Section::Touches => self.pick("Touches", "节奏"),
            Section::Activity => self.pick("Activity", "活跃"),
            Section::Deals => self.pick("Deals", "成交"),
            Section::Replies => self.pick("Replies", "回复"),
            Section::Lost => self.pick("Lost", "流失"),
            Section::Ahead => self.pick("Ahead", "待办"),
        }
    }

    /// The name of the action that goes to a page, by the number of its key.
    pub(super) fn section_action(self, number: u8) -> &'static str {
        match number {
            1 => self.pick("insights: funnel and stages", "洞察：漏斗与阶段"),
            2 => self.pick("insights: contacts against the cadence", "洞察：联系节奏"),
            3 => self.pick("insights: contacts a day", "洞察：每日联系"),
            4 => self.pick("insights: orders and quotations", "洞察：订单与报价"),
            5 => self.pick("insights: reply times", "洞察：回复时间"),
            6 => self.pick("insights: lost reasons", "洞察：流失原因"),
            _ => self.pick("insights: work ahead", "洞察：未来待办"),
        }
    }

    /// A period as an option names it.
    pub fn period_name(self, period: Period) -> &'static str {
        match period {
            Period::Month => self.pick("month", "月"),
            Period::Quarter => self.pick("quarter", "季度"),
            Period::Year => self.pick("year", "年"),
            Period::All => self.pick("all", "全部"),
        }
    }

    pub fn period(self, period: Period) -> String {
        period
            .days()
            .map_or_else(|| self.pick("whole time", "全部时间").to_owned(), |days| self.last_days(days))
    }

    /// What a page shows, in a sentence.
    pub fn section_says(self, section: Section, span: &str) -> String {
        match section {
            Section::Funnel => self.funnel_says(span),
            Section::Touches => self.touches_say(TOUCH_DAYS),
            Section::Activity => {
                self.pick("Contacts a day, week by week.", "每日联系次数，按周排列。").to_owned()
            }
            Section::Deals => self.deals_say(span),
            Section::Replies => self.replies_say(span),
            Section::Lost => self.lost_says(span),
            Section::Ahead => self
                .pick(
                    "Who comes onto the list on which day, if nothing happens before.",
                    "若无变化，各日将到期的客户。",
                )
                .to_owned(),
        }
    }

    /// What to record so that a page fills.
    pub fn section_empty(self, section: Section) -> &'static str {
        match section {
            Section::Funnel => self.pick(
                "No customers yet. Press n to enter one; every note you log (l) with #stage moves it through the funnel.",
                "还没有客户。按 n 新建；之后每次用 l 记录时写 #阶段，客户就会在漏斗中推进。",
            ),
            Section::Touches => self.pick(
                "Nobody is to be followed up. Press n to enter a customer, l to log a contact.",
                "没有需要跟进的客户。按 n 新建客户，按 l 记录联系。",
            ),
            Section::Activity => self.pick(
                "No contact in these weeks. Press l on a customer to log one; each fills its day here.",
                "这些周没有联系记录。在客户上按 l 记录，每次联系都会计入当天。",
            ),
            Section::Deals => self.pick(
                "No quotation and no order. Press b on a customer: q writes down a quotation, o an order.",
                "还没有报价和订单。在客户上按 b：q 记报价，o 记订单。",
            ),
            Section::Replies => self.pick(
                "No message of ours to measure from. Log what you send (l e-mail ..) and what they answer (l mail< ..).",
                "还没有可计算的消息。用 l 记录发出的消息（邮件 ..）和对方的回复（邮件< ..）。",
            ),
            Section::Lost => self.pick(
                "Nobody was lost. When somebody is, log it with #lost and the reason: price, MOQ, delivery, quality, terms, competitor.",
                "没有流失的客户。流失时用 #流失 记录原因：价格、起订量、交期、质量、账期、同行。",
            ),
            Section::Ahead => self.pick(
                "Nobody comes due in 30 days. Log contacts (l) with >date, and they stand here.",
                "30 天内没有到期的客户。记录联系（l）时写 >日期，就会排到这里。",
            ),
        }
    }

    pub fn lost_reason(self, reason: LostReason) -> &'static str {
        match reason {
            LostReason::Price => self.pick("price", "价格"),
            LostReason::Moq => self.pick("MOQ", "起订量"),
            LostReason::Delivery => self.pick("delivery time", "交期"),
            LostReason::Quality => self.pick("quality", "质量"),
            LostReason::Terms => self.pick("payment terms", "付款方式"),
            LostReason::Competitor => self.pick("competitor", "同行"),
            LostReason::NoNeed => self.pick("no need any more", "不再需要"),
            LostReason::NoAnswer => self.pick("no answer", "失去联系"),
            LostReason::Closed => self.pick("out of business", "停业"),
            LostReason::Other => self.pick("other", "其他"),
            LostReason::Unknown => self.pick("not written down", "未写明"),
        }
    }

    /// `Jun 2026`, `2026年6月`.
    pub fn month_of(self, month: Date) -> String {
        let day = self.full_day(month);
        self.pick(day.trim_start_matches("1 ").to_owned(), day.trim_end_matches("1日").to_owned())
    }

    /// A stretch of minutes, in the unit that fits: `45min`, `5h`, `3d`.
    pub fn minutes(self, minutes: u32) -> String {
        match minutes {
            0..100 => self.pick(format!("{minutes}min"), format!("{minutes} 分")),
            100..2880 => {
                self.pick(format!("{}h", (minutes + 30) / 60), format!("{} 小时", (minutes + 30) / 60))
            }
            _ => {
                let days = minutes.saturating_add(720) / 1440;
                self.pick(format!("{days}d"), format!("{days} 天"))
            }
        }
    }

    pub fn reply_of(self, of: &ReplyOf, rules: &Rules) -> String {
        match of {
            ReplyOf::Everybody => self.pick("everybody", "全部").to_owned(),
            ReplyOf::Channel(channel) => self.channel(*channel).to_owned(),
            ReplyOf::Class(class) => {
                rules.class(class).map_or(class.as_str(), |class| self.class_name(class)).to_owned()
            }
        }
    }

    /// What a bar stands for.
    pub fn bar(self, bar: Bar<'_>, stages: &crate::domain::Stages, rules: &Rules, today: Date) -> String {
        match bar {
            Bar::Stage(it) => self.stage_of(stages, &it.stage).to_owned(),
            Bar::Class(it) => {
                rules.class(&it.class).map_or(it.class.as_str(), |class| self.class_name(class)).to_owned()
            }
            Bar::Day(it) => self.weekday_and_day(it.day, today),
            Bar::Month(it) => self.month_of(it.month),
            Bar::Country(it) => {
                it.country.map_or(self.no_country(), |country| self.country(country)).to_owned()
            }
            Bar::Reply(it) => self.reply_of(&it.of, rules),
            Bar::Lost(it) => self.lost_reason(it.reason).to_owned(),
            Bar::Ahead(it) => self.weekday_and_day(it.day, today),
        }
    }

    /// What a figure has to tell of one customer.
    pub fn detail(self, detail: &Detail, today: Date) -> String {
        match detail {
            Detail::None => String::new(),
            Detail::StandsSince(day) => self.stands_since(&self.day(*day, today)),
            Detail::WentOnAfter(0) => self.went_on_quickly().to_owned(),
            Detail::WentOnAfter(days) => self.went_on_after(*days),
            Detail::Touches { most, made, .. } if made > most => self.too_often_by(*most, *made),
            Detail::Touches { asked, made, .. } => self.too_seldom_by(*asked, *made),
            Detail::Times(times) => self.n_times(*times),
            Detail::Amount(amount) => amount.to_string(),
            Detail::Quotations(count) => self.n_quotations(*count),
            Detail::Answers { asked, answered } => self.answered_of(*answered, *asked),
            Detail::Said(text) => text.clone(),
        }
    }
}
