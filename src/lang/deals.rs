//! Words of business records: kinds, fields, what is wrong with a field, the menu.

use super::{Words, phrases, words};
use crate::app::business::{DealFilter, DealRow, DealSort};
use crate::domain::account::{Account, Standing};
use crate::domain::deal::{CONFIRMED, DealKind, ESTIMATED, Part, PartError, YES};
use crate::domain::money::Money;
use crate::domain::record::RecordKind;
use crate::domain::sample_clock::SampleStep;
use crate::domain::summary::{DealList, OpenDeal};
use crate::domain::trade::{Incoterm, OrderKind, OrderState, Satisfaction, TransportMode};
use time::Date;

words! {
    new_record_title: "New business record", "新建商务记录";
    new_record_hint: "a letter picks; Esc goes back", "按字母选择；Esc 返回";
    move_stage_title: "Move the stage?", "推进阶段？";
    move_or_log_hint: "Enter logs it with the new stage, Esc without", "回车记入沟通并推进阶段，Esc 只记入沟通";
    move_stage_hint: "Enter logs it with the new stage, Esc leaves the stage", "回车记入沟通并推进阶段，Esc 保持不变";
    estimated: "estimated", "预计";
    confirmed: "confirmed", "已确认";
    nothing_recorded: "nothing was written down:", "未录入：";
    no_stage_follows: "the stage stays as it is; nothing was logged", "阶段不变；未记入沟通";
    business: "Business", "商务";
    no_deals: "Nothing here. Left and Right go to other lists, f changes the filter, b writes down a record from any customer.", "这里没有内容。左右方向键切换列表，f 切换筛选，在客户上按 b 新建记录。";
    refund: "refund", "退款";
    compensation: "compensation", "赔偿";
    pay_back: "to pay back", "应退款";
    expired: "expired", "已过期";
    as_on_pi: "as on the PI", "同 PI";
    is_answer: " It answers their message.", "已算作回复来信。";
    quick_label: "quick line", "快速录入";
}

phrases! {
    new_record_of(kind: &str): "New {kind}", "新建{kind}";
    edit_record_of(kind: &str): "Edit {kind}", "修改{kind}";
    taken_for_note(text: &str): "kept as a note: {text}", "记作备注：{text}";
    stage_could_move(present: &str, stage: &str, customer: &str, id: &str): "the stage is still {present}; to move it to {stage}: genjin log {customer} \"TEXT #{id}\", or --move with the next record", "阶段仍为 {present}；推进到 {stage}：genjin log {customer} \"内容 #{id}\"，下次可直接加 --move";
    line_is_whole(key: &str): "ready, {key} saves", "已完整，{key} 保存";
    days_since(days: i64): "{days}d ago", "{days} 天前";
    days_over(days: i64): "{days}d late", "逾期 {days} 天";
    due_alone(part: &str): "{part} due", "应付 {part}";
    part_of(part: &str, whole: &str): "{part} of {whole}", "{part}，共 {whole}";
    belongs_to(what: &str, target: &str): "{what} for {target}", "{what} {target}";
    choose_one_of(ids: &str): "choose one of {ids}", "请选择 {ids} 之一";
    stage_move(from: &str, to: &str): "{from} -> {to}", "{from} -> {to}";
}

impl Words {
    pub fn deal_kind(self, kind: DealKind) -> &'static str {
        self.record_kind(kind.record_kind())
    }

    /// An example of the line that fills in a form.
    pub fn quick_example(self, kind: DealKind) -> &'static str {
        match kind {
            DealKind::Quotation => self.pick(
                "FOB SHENZHEN USD 0.86/pc MOQ 5000 valid 30d",
                "FOB 深圳 USD 0.86/个 起订量5000 有效期30天",
            ),
            DealKind::Sample => self.pick("DHL 562729 3 specs grey board", "DHL 562729 三款灰板"),
            DealKind::Invoice => self.pick("USD 4280 30/70", "USD 4280 30/70"),
            DealKind::Order => self.pick("USD 4280 trial in production", "USD 4280 试单 生产中"),
            DealKind::Payment => self.pick("USD 1284 fee 25 on 20 May", "USD 1284 手续费25 5月20日"),
            DealKind::Shipment => {
                self.pick("sea ETD 20 Jun 30 days BL MAEU123", "海运 ETD 6月20日 30天 提单MAEU123")
            }
            DealKind::Feedback => self.pick("satisfied with the colour", "满意 颜色正确"),
        }
    }

    /// What the clock of a sample asks for; nothing once it was answered.
    pub fn sample_step(self, step: SampleStep, today: Date) -> Option<String> {
        let day = |date: Date| self.short_day(date, today);
        Some(match step {
            SampleStep::Unknown => self.pick("arrival not known", "到达时间未知").to_owned(),
            SampleStep::Underway(until) => {
                self.pick(format!("on its way until {}", day(until)), format!("在途，预计 {} 到", day(until)))
            }
            SampleStep::FirstTouch(by) => {
                self.pick(format!("ask by {}", day(by)), format!("{} 前询问反馈", day(by)))
            }
            SampleStep::SecondTouch(by) => {
                self.pick(format!("ask again by {}", day(by)), format!("{} 前再次询问", day(by)))
            }
            SampleStep::Silent(since) => {
                self.pick(format!("no word since {}", day(since)), format!("{} 起无回音", day(since)))
            }
            SampleStep::Answered => return None,
        })
    }

    /// What is due of a balance: `USD 3,000.00 of 10,000.00`.
    pub fn due_of(self, due: Money, whole: Money) -> String {
        self.part_of(&due.to_string(), &whole.figure())
    }

    /// The same with little room: `USD 3,000 of 10,000`.
    pub fn due_of_in_short(self, due: Money, whole: Money) -> String {
        let whole = whole.rounded();
        let figure = whole.strip_prefix(due.currency.code()).map_or(&*whole, str::trim_start);
        self.part_of(&due.rounded(), figure)
    }

    /// How an account stands: what came in, what is missing and by when, what is to go back.
    pub fn account(self, account: &Account, today: Date) -> String {
        let money = |minor: i64| Money { minor, ..account.amount }.to_string();
        let paid = self
            .pick(format!("paid {}", money(account.received)), format!("已付 {}", money(account.received)));
        let missing = || self.due_next(account, today);
        let balance = || money(account.balance().saturating_abs());
        let stands = match account.standing() {
            Standing::Paid => self.pick(format!("{paid}, all of it"), format!("{paid}，已付清")),
            Standing::Unpaid => self.pick(format!("unpaid; {}", missing()), format!("未付款；{}", missing())),
            Standing::Partial => {
                let rest = balance();
                self.pick(
                    format!("{paid}, missing {rest}; {}", missing()),
                    format!("{paid}，尚欠 {rest}；{}", missing()),
                )
            }
            Standing::Overpaid => {
                self.pick(format!("{paid}, {} too much", balance()), format!("{paid}，多付 {}", balance()))
            }
            Standing::RefundDue => self
                .pick(format!("cancelled, {} to pay back", balance()), format!("已取消，应退 {}", balance())),
            Standing::Cancelled => self.pick("cancelled, nothing open", "已取消，无未结款").to_owned(),
            Standing::Unclear => self
                .pick("paid in another currency; the sum is not known", "以其他币种付款，合计未知")
                .to_owned(),
        };
        if account.compensated == 0 || account.is_mixed {
            return stands;
        }
        let compensated = money(account.compensated);
        self.pick(format!("{stands}; compensated {compensated}"), format!("{stands}；已赔偿 {compensated}"))
    }

    /// What of an account is to be paid next and by when, or that nobody can say it yet.
    fn due_next(self, account: &Account, today: Date) -> String {
        let Some(next) = account.next_due() else {
            let part =
                if account.is_part_shipped { self.pick("part shipped, ", "部分已发货，") } else { "" };
            let rest = match account.received {
                0 => self.pick("no day yet", "到期日未定"),
                _ => self.pick("the rest has no day yet", "余款日期未定"),
            };
            return format!("{part}{rest}");
        };
        let what =
            if next.is_deposit { self.pick("deposit", "定金") } else { self.pick("next", "下一笔") };
        let late = (today - next.on).whole_days();
        let late = if late > 0 { self.aside(&self.days_over(late)) } else { String::new() };
        let (amount, day) = (next.amount, self.day(next.on, today));
        self.pick(format!("{what} {amount} due {day}{late}"), format!("{what} {amount}，{day} 到期{late}"))
    }

    /// What a row of a list is called: its number or product; an order or a shipment that has neither by its day.
    pub fn deal_label(self, deal: &OpenDeal, today: Date) -> String {
        let kind = match deal.list {
            DealList::Orders | DealList::Balances => RecordKind::Order,
            DealList::Shipments if deal.detail.is_empty() => RecordKind::Shipment,
            _ => return deal.label.clone(),
        };
        if !deal.label.is_empty() {
            return deal.label.clone();
        }
        format!("{} {}", self.record_kind(kind), self.short_day(deal.since, today))
    }

    /// By how much the day that matters is over; nothing before it.
    pub fn lateness(self, it: DealRow<'_>, today: Date) -> String {
        match it.days_late(today).filter(|late| *late > 0) {
            Some(_) if it.is_expired(today) => self.expired().to_owned(),
            // Of a sample it is the days since it arrived, late or not.
            Some(days) if !it.is_late(today) || it.deal.list == DealList::Samples => self.days_since(days),
            late => late.map_or(String::new(), |late| self.days_over(late)),
        }
    }

    /// How much a row of a list comes to; of an offer its price.
    pub fn deal_figure(self, deal: &OpenDeal) -> Option<String> {
        let price = deal.price.map(|price| format!("{price}{}", self.per(&deal.unit)));
        deal.amount.map(|amount| amount.to_string()).or(price)
    }

    pub fn deal_list(self, list: DealList) -> &'static str {
        match list {
            DealList::Quotations => self.pick("Quotations", "报价"),
            DealList::Samples => self.pick("Samples out", "待反馈样品"),
            DealList::Invoices => self.pick("PIs unpaid", "未付 PI"),
            DealList::Orders => self.pick("Orders", "在制订单"),
            DealList::Shipments => self.pick("Shipments", "在途发货"),
            DealList::Balances => self.pick("Balances", "应收款"),
        }
    }

    /// The name of a list where there is little room.
    pub fn deal_list_short(self, list: DealList) -> &'static str {
        match list {
            DealList::Quotations => self.pick("Quotes", "报价"),
            DealList::Samples => self.pick("Samples", "样品"),
            DealList::Invoices => self.pick("PIs", "PI"),
            DealList::Orders => self.pick("Orders", "订单"),
            DealList::Shipments => self.pick("Shipments", "发货"),
            DealList::Balances => self.pick("Balances", "应收"),
        }
    }

    /// Over the columns of a list: whom, what, how much, and the day that matters or the state.
    pub fn deal_heads(self, list: DealList) -> [&'static str; 4] {
        match list {
            DealList::Quotations => self
                .pick(["customer", "product", "price", "valid until"], ["客户", "产品", "单价", "有效期至"]),
            DealList::Samples => {
                self.pick(["customer", "sample", "", "arrival"], ["客户", "样品", "", "到达日期"])
            }
            DealList::Invoices => {
                self.pick(["customer", "PI", "amount", "due"], ["客户", "PI", "金额", "应付日期"])
            }
            DealList::Orders => {
                self.pick(["customer", "order", "amount", "state"], ["客户", "订单", "金额", "状态"])
            }
            DealList::Shipments => {
                self.pick(["customer", "order", "", "ETA"], ["客户", "订单", "", "预计到港"])
            }
            DealList::Balances => {
                self.pick(["customer", "order", "owed", "due"], ["客户", "订单", "应收", "到期日"])
            }
        }
    }

    /// Over what stands beside it: terms, courier and number, vessel and bill of lading.
    pub fn deal_detail(self, list: DealList) -> &'static str {
        match list {
            DealList::Quotations => self.pick("terms", "价格条款"),
            DealList::Samples => self.pick("courier", "快递单号"),
            DealList::Shipments => self.pick("vessel, B/L", "船名/提单号"),
            DealList::Invoices | DealList::Orders | DealList::Balances => "",
        }
    }

    pub fn deal_sort(self, sort: DealSort) -> &'static str {
        match sort {
            DealSort::Day => self.pick("by day", "按日期"),
            DealSort::Customer => self.pick("by customer", "按客户"),
            DealSort::Amount => self.pick("by amount", "按金额"),
        }
    }

    pub fn deal_filter(self, filter: DealFilter) -> &'static str {
        match filter {
            DealFilter::All => self.pick("all", "全部"),
            DealFilter::Overdue => self.pick("past their day", "已过期"),
            DealFilter::Week => self.pick("within a week", "一周内"),
            DealFilter::Lost => self.pick("of lost customers", "流失客户"),
        }
    }

    pub fn part(self, part: Part) -> &'static str {
        match part {
            Part::Number => self.pick("number", "编号"),
            Part::Date => self.pick("date", "日期"),
            Part::Product => self.pick("product", "产品"),
            Part::Incoterm => self.pick("incoterm", "价格条款"),
            Part::Place => self.pick("named place", "地点"),
            Part::Price => self.pick("unit price", "单价"),
            Part::Unit => self.pick("unit", "单位"),
            Part::Moq => self.pick("MOQ", "起订量"),
            Part::ValidUntil => self.pick("valid until", "有效期至"),
            Part::What => self.pick("what, specs", "内容/规格"),
            Part::Courier => self.pick("courier", "快递"),
            Part::Tracking => self.pick("tracking no.", "运单号"),
            Part::Arrival => self.pick("arrival", "到达日期"),
            Part::Certainty => self.pick("arrival is", "到达状态"),
            Part::Answer => self.pick("feedback", "反馈"),
            Part::AnsweredOn => self.pick("feedback on", "反馈日期"),
            Part::Cost => self.pick("cost", "费用"),
            Part::Charged => self.pick("charged", "向客户收费"),
            Part::Quotation => self.pick("from quotation", "对应报价"),
            Part::Replaces => self.pick("replaces", "替换"),
            Part::Invoice => self.pick("from PI", "对应 PI"),
            Part::Also => self.pick("and PIs", "另含 PI"),
            Part::Order => self.pick("for order", "对应订单"),
            Part::Amount => self.pick("amount", "金额"),
            Part::Terms => self.pick("payment terms", "付款方式"),
            Part::SentOn => self.pick("sent on", "发送日期"),
            Part::File => self.pick("file", "文件"),
            Part::OrderKind => self.pick("kind", "类型"),
            Part::State => self.pick("state", "状态"),
            Part::Fee => self.pick("bank fee", "手续费"),
            Part::Compensation => self.pick("as compensation", "作为赔偿"),
            Part::Spread => self.pick("to other orders", "计入其他订单"),
            Part::Mode => self.pick("by", "运输方式"),
            Part::Etd => self.pick("ETD", "预计开船 ETD"),
            Part::Transit => self.pick("transit days", "航程天数"),
            Part::Reference => self.pick("B/L, tracking", "提单/运单号"),
            Part::Departed => self.pick("departed on", "实际开船"),
            Part::Arrived => self.pick("arrived on", "实际到达"),
            Part::About => self.pick("about", "关于"),
            Part::Satisfaction => self.pick("satisfied?", "满意度"),
            Part::Text => self.pick("what was said", "反馈内容"),
            Part::Note => self.pick("note", "备注"),
        }
    }

    /// What a choice of a part is called; nothing where the id names a record.
    pub fn part_choice(self, part: Part, id: &str) -> Option<String> {
        let known = match part {
            Part::Incoterm => return Incoterm::from_id(id).map(|it| self.incoterm(it)),
            Part::Certainty if id == CONFIRMED => self.confirmed(),
            Part::Certainty if id == ESTIMATED => self.estimated(),
            Part::Charged | Part::Compensation => {
                if id == YES {
                    self.yes()
                } else {
                    self.pick("no", "否")
                }
            }
            Part::OrderKind => self.order_kind(OrderKind::from_id(id)?),
            Part::State => self.order_state(OrderState::from_id(id)?),
            Part::Mode => self.transport(TransportMode::from_id(id)?),
            Part::Satisfaction => self.satisfaction(Satisfaction::from_id(id)?),
            _ => return None,
        };
        Some(known.to_owned())
    }

    pub fn part_error(self, error: &PartError) -> String {
        let said = match error {
            PartError::Required => self.pick("needed", "必填"),
            PartError::NothingOwed => self.pick(
                "name the order or PI; if there is none, write that down first",
                "请指定订单或 PI；还没有的话请先录入",
            ),
            PartError::NoNumber => self.pick("no amount; e.g. USD 4,280.50", "不是金额；例如 USD 4,280.50"),
            PartError::DecimalComma => self.pick(
                "a comma parts thousands here; write decimals with a point, e.g. 0.86",
                "逗号在这里是千位分隔符；小数请用点，例如 0.86",
            ),
            PartError::TwoPoints => self
                .pick("more than one decimal point; e.g. USD 4,280.50", "小数点多于一个；例如 USD 4,280.50"),
            PartError::NoCount => self.pick("a whole number of pieces, e.g. 5000", "应为整数数量，例如 5000"),
            PartError::NotPositive => self.pick("must be above zero", "必须大于 0"),
            PartError::CurrencyNeeded => {
                self.pick("which currency? e.g. USD 0.86", "请写币种，例如 USD 0.86")
            }
            PartError::UnknownCurrency => {
                self.pick("no ISO 4217 currency; e.g. USD, EUR, CNY", "没有这个币种；例如 USD、EUR、CNY")
            }
            PartError::TooManyDecimals(0) => self.pick("this currency has no decimals", "该币种没有小数"),
            PartError::TooManyDecimals(3) => self.pick("this currency has 3 decimals", "该币种最多 3 位小数"),
            PartError::TooManyDecimals(_) => self.pick("this currency has 2 decimals", "该币种最多 2 位小数"),
            PartError::TooFine => self.pick("at most 6 decimals", "单价最多 6 位小数"),
            PartError::TooLarge => self.pick("too large", "金额过大"),
            PartError::UnknownIncoterm => {
                self.pick("no term of Incoterms 2020", "不是 Incoterms 2020 的条款")
            }
            PartError::OldIncoterm => {
                self.pick("not in Incoterms 2020; DAP or DPU?", "Incoterms 2020 已无此条款；可用 DAP、DPU")
            }
            PartError::PlaceNeeded => {
                self.pick("an incoterm needs its place, e.g. SHENZHEN", "条款需要地点，例如 SHENZHEN")
            }
            PartError::IncotermNeeded => self.pick("a place needs its incoterm", "有地点时需要价格条款"),
            PartError::NoUnit => self.pick("no unit; e.g. pc, set, kg", "不是单位；例如 pc、set、kg"),
            PartError::NoDate => self.pick(
                "no date; try 20 Jun, 6.20, yesterday, +30d",
                "不是日期；可写 6月20日、6.20、昨天、+30d",
            ),
            PartError::NoSuchDay => self.no_such_day(),
            PartError::NoSuchMonth => self.no_such_month(),
            PartError::NoSuchYear => self.no_such_year(),
            PartError::InTheFuture => {
                self.pick("lies in the future; write it down once it has happened", "在将来；请在发生后录入")
            }
            PartError::YearNeeded => self.pick(
                "lies in the future; if the past one is meant, write its year, e.g. 2025-12-20",
                "在将来；若指已过去的那天，请写年份，例如 2025-12-20",
            ),
            PartError::TooEarly => self.pick("before it began", "早于起始日期"),
            PartError::NoTerms => self.pick(
                "no payment terms; e.g. 30/70 BL, L/C at sight, D/A 30 days",
                "不是付款方式；例如 30/70 BL、L/C at sight、D/A 30天",
            ),
            PartError::NotWhole => self.pick("the parts must add up to 100", "各期之和应为 100"),
            PartError::WhenUnclear => self.pick(
                "say when each part is paid, e.g. 20 order / 30 shipment / 50 BL",
                "请写明每笔何时付，例如 20 下单 / 30 发货前 / 50 见提单",
            ),
            PartError::UnknownRecord => self.pick("no such record of this customer", "该客户没有这条记录"),
            PartError::TermsDiffer => {
                self.pick("the PIs have different terms; say which count", "几张 PI 的付款方式不同；请填本单的")
            }
            PartError::Replaced => self.pick("another PI replaces it; name that one", "该 PI 已被替换；请填新的 PI"),
            PartError::IsOrder { invoice, order } => return self.is_order(invoice, order),
            PartError::ReplacedBy { invoice, by } => return self.replaced_already(invoice, by),
            PartError::ReplacesItself => self.pick("it would replace itself", "会成为替换自身"),
            PartError::NumberTaken => self.pick("this number is taken", "编号已被使用"),
            PartError::OtherCurrency => self.pick(
                "the order is in another currency; enter its worth",
                "与订单币种不同；请按订单币种折算填写",
            ),
            PartError::NoChoice => self.pick("choose one", "请选择"),
            PartError::NoSpread => self.pick(
                "other open orders or PIs, e.g. PO-2 USD 300; PO-3",
                "应为其他未付订单或 PI，例如 PO-2 USD 300; PO-3",
            ),
            PartError::SpreadOwn => self.pick(
                "the payment itself is for one of these; name the others alone, or amounts that make up all of it",
                "其中一单就是本笔付款所付的；只写其他订单，或让各金额合计等于总额",
            ),
            PartError::SpreadTooMuch => {
                self.pick("less than came in must go to other orders", "计入其他订单的须少于到账金额")
            }
            PartError::NoRefund => self
                .pick("only a refund is compensation, e.g. USD -200", "只有退款才能作为赔偿，例如 USD -200"),
            PartError::NoDays => self.pick("a number of days, e.g. 30", "请填天数，例如 30"),
        };
        said.to_owned()
    }
}
