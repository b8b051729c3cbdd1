//! Words of money: rates of exchange, sums over several currencies, prices and how they changed.

use super::{Words, phrases, words};
use crate::app::business::Sums;
use crate::app::ledger::Circle;
use crate::domain::Country;
use crate::domain::account::Position;
use crate::domain::customer::CustomerType;
use crate::domain::deal::Doubts;
use crate::domain::money::{Currency, Money, UnitPrice};
use crate::domain::rate::{InBase, Rate, RateDraft, RateError, Rates, Total};
use crate::domain::summary::LastPrice;
use crate::domain::trade::Incoterm;
use crate::domain::versions::Difference;
use crate::exchange::{RateMistake, RateReason};
use time::Date;

words! {
    rates_title: "Rates of exchange", "汇率";
    rates_hint: "Enter keeps it; on 12 Nov behind it names another day; Esc closes", "回车保存；可在后面写 11月12日 指定日期；Esc 关闭";
    versions_hint: "arrows scroll, Esc closes", "方向键滚动，Esc 关闭";
    no_rates: "No rate yet. Type one, e.g. USD 7.12, or 100 JPY 4.68.", "还没有汇率。直接输入，例如 USD 7.12 或 100 JPY 4.68。";
    rates_nothing_new: "these rates are there already", "这些汇率已存在";
    versions_title: "Versions of a quotation", "报价各版本";
    account_label: "account", "账款";
    credit: "credit", "多收（应退/可抵）";
    others_pay: "others", "其他客户";
    last_time: "last", "上次";
    no_price: "no price of this product is known", "没有该产品的报价记录";
    no_quotation: "This customer has no quotation yet; b q writes one down.", "该客户还没有报价；按 b q 录入。";
    sums_too_large: "too large to add up", "金额过大，无法合计";
    spread_empty: "empty it to keep all of it for the order above", "清空则全部计入上面的订单";
    rate_is_set: "($, or genjin rates set)", "（按 $ 或用 genjin rates set 录入汇率）";
    first_version: "first version", "首个版本";
    cancelled_order: "this order is cancelled", "该订单已取消";
    cancelled_asked: "This order is cancelled. Ctrl-S once more saves the shipment.", "该订单已取消。再按 Ctrl-S 仍保存发货。";
    cancelled_refused: "nothing was written down: this order is cancelled; --anyway keeps the shipment", "未录入：该订单已取消；加 --anyway 仍录入发货";
    goods_gone: "its goods have left", "货已发出";
    gone_asked: "The goods of this order have left. Ctrl-S once more cancels it all the same.", "该订单的货已发出。再按 Ctrl-S 仍取消订单。";
    gone_refused: "nothing was written down: the goods of this order have left; --anyway cancels it all the same", "未录入：该订单的货已发出；加 --anyway 仍取消订单";
    all_cancelled: "all orders are cancelled", "订单均已取消";
    all_cancelled_asked: "All orders of this customer are cancelled. Ctrl-S once more saves the shipment without an order.", "该客户的订单均已取消。再按 Ctrl-S 仍保存为无订单的发货。";
    all_cancelled_refused: "nothing was written down: all orders of this customer are cancelled; --order names one, --anyway keeps the shipment without an order", "未录入：该客户的订单均已取消；用 --order 指定订单，或加 --anyway 录入无订单的发货";
    same_terms: "nothing changed", "没有变化";
    ships_no_order: "of no order", "未对应订单";
    takes_one_rate: "one currency and its worth, e.g. genjin rates set USD 7.12", "一个币种及其汇率，例如 genjin rates set USD 7.12";
}

phrases! {
    rate_kept(rate: &str): "Kept: {rate}.", "已保存：{rate}。";
    rates_imported(count: usize; rates = count "rate" "rates"): "{count} {rates} taken in", "已导入 {count} 条汇率";
    rates_refused(file: &str): "nothing was taken in from {file}:", "未从 {file} 导入任何内容：";
    rates_no_columns(file: &str): "{file}: the first line must name the columns currency and rate, and may name date, per, source", "{file}：首行应有列名 币种 和 汇率，可另有 日期、单位、来源";
    in_currency(base: &str, day: &str): "in {base}, oldest rate {day}", "折合 {base}，最早汇率 {day}";
    without_rest(rest: &str): "without {rest}", "不含 {rest}";
    without_rate(codes: &str): "; no rate for {codes}", "；缺少 {codes} 的汇率";
    rate_line(line: u64, what: &str): "line {line}: {what}", "第 {line} 行：{what}";
    excess_asked(excess: &str): "{excess} more than is owed. Ctrl-S once more keeps it as credit.", "比应收多 {excess}。再按 Ctrl-S 记为多收款。";
    excess_refused(excess: &str): "nothing was written down: {excess} more than is owed; --credit keeps it as credit of the customer, --spread pays other orders first.", "未录入：比应收多 {excess}；加 --credit 记为客户的多收款，加 --spread 先付其他订单。";
    rest_refused(excess: &str): "nothing was written down: {excess} more than is owed on all of them; --credit keeps it as credit of the customer", "未录入：比各单应收合计多 {excess}；加 --credit 记为客户的多收款";
    ships_order(name: &str): "of order {name}", "对应订单 {name}";
    which_order(names: &str): "nothing was written down: of which order? --order names it: {names}", "未录入：发的是哪一单？请用 --order 写明：{names}";
    cancel_which(names: &str): "nothing was written down: a new order is not cancelled; --change cancels one that there is: {names}", "未录入：新订单不能是已取消；用 --change 取消已有的订单：{names}";
    open_elsewhere(open: &str): "Open besides: {open}; name its number to pay it.", "另有未付：{open}；写上编号即可付该单。";
    refund_asked(excess: &str): "{excess} more than came in for this order. Ctrl-S once more pays it back all the same.", "比该订单已收的多退 {excess}。再按 Ctrl-S 仍按此退款。";
    refund_refused(excess: &str): "nothing was written down: {excess} more than came in for this order; --anyway pays it back all the same", "未录入：比该订单已收的多退 {excess}；加 --anyway 仍按此退款";
    refund_over(excess: &str): "{excess} more than came in for this order", "比该订单已收的多退 {excess}";
    fee_over(fee: &str): "{fee} is more than the amount; the amount is what came in", "{fee} 超过金额；金额应为实际到账";
    fee_asked(fee: &str): "The bank fee {fee} is more than the amount. Ctrl-S once more keeps it.", "手续费 {fee} 超过金额。再按 Ctrl-S 保存。";
    fee_refused(fee: &str): "nothing was written down: the bank fee {fee} is more than the amount; --anyway keeps it", "未录入：手续费 {fee} 超过金额；加 --anyway 仍按此录入";
    spread_asked(each: &str): "To other orders: {each}. Ctrl-S once more saves it so.", "计入其他订单：{each}。再按 Ctrl-S 保存。";
    spread_with_credit(each: &str, excess: &str): "To other orders: {each}; as credit: {excess}. Ctrl-S once more saves it so.", "计入其他订单：{each}；记为多收款：{excess}。再按 Ctrl-S 保存。";
    spread_done(each: &str): "of this transfer {each} went to other orders", "本次款项中 {each} 已计入其他订单";
    dated(day: &str): "dated {day}", "日期 {day}";
    more_than_nothing(excess: &str): "nothing is owed; {excess} becomes credit", "没有应收款；{excess} 将记为多收款";
    excess_over(excess: &str, owed: &str): "{excess} more than the {owed} owed", "比应收 {owed} 多 {excess}";
    more_open_rows(count: u32; rows = count "row is" "rows are"): "{count} more open {rows} on the timeline alone", "另有 {count} 条未结记录只在时间线上";
    more_numbers(count: u32; numbers = count "number is" "numbers are"): "{count} older {numbers} not found by search", "另有 {count} 个较早的编号无法搜索";
    rows_left_out(count: usize; rows = count "row" "rows"): "without {count} {rows} of customers with very many", "未含 {count} 条（个别客户记录过多）";
    nth_version(number: usize): "v{number}", "第 {number} 版";
}

/// Amounts side by side.
pub fn amounts(sums: &[Money]) -> String {
    sums.iter().map(ToString::to_string).collect::<Vec<_>>().join("  ")
}

/// Sums in the base currency, with what no rate covers behind it: `~ CNY 71,200  EUR 5.00`.
pub fn in_base(whole: &InBase) -> String {
    let sign = if whole.days.is_some() { "~ " } else { "" };
    let amount = (whole.amount.minor != 0).then(|| format!("{sign}{}", whole.amount.in_whole_units()));
    amount.into_iter().chain(whole.rest.iter().map(ToString::to_string)).collect::<Vec<_>>().join("  ")
}

/// The same in short, where each amount stands beside it: `~ CNY 71,200 +EUR`.
pub fn in_base_in_short(whole: &InBase) -> String {
    if whole.days.is_none() || whole.rest.is_empty() {
        return in_base(whole);
    }
    let mut parts = vec![format!("~ {}", whole.amount.in_whole_units())];
    parts.extend(whole.rest.iter().map(|it| format!("+{}", it.currency.code())));
    parts.join(" ")
}

/// Amounts with little room, the first two of them, and how many more there are.
pub fn amounts_in_short(sums: &[Money]) -> String {
    let mut parts: Vec<_> = sums.iter().take(2).map(|it| it.rounded()).collect();
    parts.extend((sums.len() > 2).then(|| format!("+{}", sums.len() - 2)));
    parts.join("  ")
}

/// Amounts by number, one behind the other.
pub fn numbered(parts: &[(String, Money)]) -> String {
    parts.iter().map(|(number, amount)| format!("{number} {amount}")).collect::<Vec<_>>().join(", ")
}

impl Words {
    /// What is asked about a payment or a shipment before it is saved.
    pub fn doubts_asked(self, doubts: &Doubts, open: &[(String, Money)]) -> String {
        let mut asked = Vec::new();
        asked.extend(doubts.cancelled.map(|_| self.cancelled_asked().to_owned()));
        asked.extend(doubts.gone.map(|_| self.gone_asked().to_owned()));
        asked
            .extend(doubts.ordered.as_ref().map(|(pi, order)| self.ordered_asked(&self.is_order(pi, order))));
        asked.extend(doubts.all_cancelled.then(|| self.all_cancelled_asked().to_owned()));
        asked.extend((!doubts.stays.is_empty()).then(|| self.stays_asked(&self.stays(&doubts.stays))));
        asked.extend(doubts.fee.map(|fee| self.fee_asked(&fee.to_string())));
        let each = numbered(&doubts.spread);
        asked.extend(match doubts.excess {
            Some(excess) if excess.minor < 0 => Some(self.refund_asked(&excess.negated().to_string())),
            Some(excess) if each.is_empty() => {
                Some(format!("{}{}", self.excess_asked(&excess.to_string()), self.also_open(open)))
            }
            Some(excess) => Some(self.spread_with_credit(&each, &excess.to_string())),
            None => (!each.is_empty()).then(|| self.spread_asked(&each)),
        });
        asked.join(" ")
    }

    /// What a payment that is too much may be for besides; empty where nothing else is open.
    pub fn also_open(self, open: &[(String, Money)]) -> String {
        let first: Vec<_> = open.iter().take(3).cloned().collect();
        if first.is_empty() { String::new() } else { format!(" {}", self.open_elsewhere(&numbered(&first))) }
    }

    /// `1 USD = CNY 7.12  12 Nov  Bank of China`.
    pub fn rate(self, rate: &Rate, today: Date) -> String {
        self.worth(rate.currency, rate.worth, rate.on, &rate.source, today)
    }

    /// The same of a rate that is being written down.
    pub fn rate_draft(self, draft: &RateDraft, today: Date) -> String {
        self.worth(draft.currency, draft.worth, draft.on, &draft.source, today)
    }

    fn worth(self, currency: Currency, worth: UnitPrice, on: Date, source: &str, today: Date) -> String {
        let source = if source.is_empty() { String::new() } else { format!("  {source}") };
        format!("1 {} = {worth}  {}{source}", currency.code(), self.day(on, today))
    }

    pub fn rate_error(self, error: RateError, base: Currency) -> String {
        let base = base.code();
        match error {
            RateError::NoCurrency => {
                self.pick("which currency? e.g. USD 7.12", "请先写币种，例如 USD 7.12").to_owned()
            }
            RateError::UnknownCurrency => self.part_error(&crate::domain::deal::PartError::UnknownCurrency),
            RateError::OfBase => self.pick(
                format!("{base} is the base currency and needs no rate"),
                format!("{base} 是本位币，不需要汇率"),
            ),
            RateError::OtherBase => self.pick(
                format!("rates lead to the base currency {base}; settings.toml names it"),
                format!("汇率应折算为本位币 {base}（在 settings.toml 中设置）"),
            ),
            RateError::NoNumber => self
                .pick(
                    "what is it worth? a number with a decimal point, e.g. 7.12",
                    "汇率应为数字，小数用点，例如 7.12",
                )
                .to_owned(),
            RateError::NotPositive => self.pick("a rate is above zero", "汇率必须大于 0").to_owned(),
            RateError::TooFine => self.pick("at most 10 decimals", "最多 10 位小数").to_owned(),
            RateError::NoDate => {
                self.pick("no date; e.g. 2026-11-12 or 12 Nov", "不是日期；例如 2026-11-12").to_owned()
            }
            RateError::InTheFuture => self.pick("the day lies in the future", "日期在将来").to_owned(),
        }
    }

    /// One mistake of a file of rates.
    pub fn rate_mistake(self, mistake: &RateMistake, base: Currency) -> String {
        let what = match mistake.reason {
            RateReason::Rate(error) => self.rate_error(error, base),
            RateReason::Units => {
                self.pick("a rate is of 1, 10, 100 and so on units", "单位应为 1、10、100 等").to_owned()
            }
            RateReason::Twice(line) => self.pick(
                format!("the same currency and day stand on line {line}"),
                format!("与第 {line} 行的币种和日期相同"),
            ),
            RateReason::BrokenQuotes => {
                self.pick("a quotation mark is opened and never closed", "引号没有成对").to_owned()
            }
        };
        let RateMistake { line, heading, value, .. } = mistake;
        let place = if heading.is_empty() { value.clone() } else { format!("{heading} {value:?}") };
        self.rate_line(*line, &format!("{place}: {what}"))
    }

    /// Several sums as one: `~ CNY 71,200 at rates of 12 Nov`, or what keeps it from being told; nothing where one
    /// sum in the base currency says it all.
    pub fn total(self, total: &Total, today: Date) -> Option<String> {
        Some(match total {
            Total::Plain => return None,
            Total::Sum { amount, from, until } => {
                let (amount, until) = (amount.in_whole_units(), self.day(*until, today));
                let days = if self.day(*from, today) == until {
                    until
                } else {
                    format!("{} - {until}", self.day(*from, today))
                };
                self.pick(format!("~ {amount} at rates of {days}"), format!("~ {amount}（{days} 汇率）"))
            }
            Total::Lacking(currencies) => {
                let codes: Vec<_> = currencies.iter().map(Currency::code).collect();
                let codes = codes.join(", ");
                self.pick(
                    format!("no rate for {codes} ($, or genjin rates set)"),
                    format!("缺少 {codes} 的汇率（按 $ 或用 genjin rates set 录入）"),
                )
            }
            Total::TooLarge => self.sums_too_large().to_owned(),
        })
    }

    /// What sums come to in the base currency: all of it, else what has a rate and what lacks one, which is named once.
    /// Nothing where they say it all, or nobody means to convert the one currency there is.
    fn in_base_of(self, sums: &[Money], rates: &Rates, today: Date) -> Option<String> {
        let total = rates.total(sums);
        if !matches!(total, Total::Lacking(_)) {
            return self.total(&total, today);
        }
        if sums.len() < 2 && !rates.are_wanted() {
            return None;
        }
        let part = self.in_base_without(&rates.in_base(sums));
        part.map(|part| format!("{part} {}", self.rate_is_set())).or_else(|| self.total(&total, today))
    }

    /// Sums in the base currency and what they do not hold: `~ CNY 71,200 without EUR 5.00`; nothing where no rate
    /// was used.
    pub fn in_base_without(self, whole: &InBase) -> Option<String> {
        whole.days?;
        let amount = format!("~ {}", whole.amount.in_whole_units());
        let rest = (!whole.rest.is_empty()).then(|| format!(" {}", self.without_rest(&amounts(&whole.rest))));
        Some(amount + &rest.unwrap_or_default())
    }

    /// How figures came to stand in the base currency: `in CNY, oldest rate 12 Nov; no rate for EUR`. Nothing where no
    /// rate was used, so that each amount stands as it is.
    pub fn rates_used(self, sums: &[Money], rates: &Rates, today: Date) -> Option<String> {
        let (from, _) = rates.in_base(sums).days?;
        let (base, from) = (rates.base(), self.day(from, today));
        let used = self.in_currency(base.code(), &from);
        let codes: Vec<_> = rates.lacking(sums).iter().map(|it| it.code().to_owned()).collect();
        let lacking = if codes.is_empty() { String::new() } else { self.without_rate(&self.listed(&codes)) };
        Some(format!("{used}{lacking}"))
    }

    /// What the rows of a business list come to; empty where they come to nothing.
    pub fn sums(self, sums: &Sums, rates: &Rates, today: Date) -> String {
        self.sums_with(amounts, sums, rates, today)
    }

    /// The same with little room: in whole units.
    pub fn sums_in_short(self, sums: &Sums, rates: &Rates, today: Date) -> String {
        let whole = |sums: &[Money]| sums.iter().map(|it| it.rounded()).collect::<Vec<_>>().join("  ");
        self.sums_with(whole, sums, rates, today)
    }

    fn sums_with(self, amounts: fn(&[Money]) -> String, sums: &Sums, rates: &Rates, today: Date) -> String {
        let mut parts = Vec::new();
        if !sums.sums.is_empty() {
            parts.push(format!("{}  {}", self.sum(), amounts(&sums.sums)));
            parts.extend(self.in_base_of(&sums.sums, rates, today));
        }
        if !sums.credit.is_empty() {
            parts.push(format!("{} {}", self.credit(), amounts(&sums.credit)));
        }
        if sums.left_out > 0 {
            parts.push(self.rows_left_out(sums.left_out));
        }
        parts.join("   ")
    }

    /// How a customer stands: what was ordered, what is owed, what is to be paid back; at the end which currencies lack
    /// a rate, where anybody wants rates.
    pub fn position(self, position: &Position, rates: &Rates, today: Date) -> String {
        let mut parts = Vec::new();
        let told = |label: &str, sums: &[Money], is_last: bool| {
            let base = match rates.total(sums) {
                // The days of the rates are told once.
                Total::Sum { amount, .. } if !is_last => Some(format!("~ {}", amount.in_whole_units())),
                Total::Lacking(_) => self.in_base_without(&rates.in_base(sums)),
                total => self.total(&total, today),
            };
            format!("{label} {}{}", amounts(sums), base.map_or(String::new(), |text| format!("  {text}")))
        };
        if !position.ordered.is_empty() {
            let orders = position.orders;
            let label = match orders {
                1 => self.pick("1 order".to_owned(), "1 单".to_owned()),
                _ => self.pick(format!("{orders} orders"), format!("{orders} 单")),
            };
            parts.push(told(&label, &position.ordered, position.owed.is_empty()));
        }
        if !position.owed.is_empty() {
            parts.push(told(self.pick("owed", "应收"), &position.owed, true));
        } else if !position.ordered.is_empty() && position.unclear == 0 {
            parts.push(self.pick("all paid", "已付清").to_owned());
        }
        if !position.compensated.is_empty() {
            let label = self.pick("compensated", "已赔偿");
            parts.push(format!("{label} {}", amounts(&position.compensated)));
        }
        if !position.credit.is_empty() {
            parts.push(format!("{} {}", self.credit(), amounts(&position.credit)));
        }
        if position.unclear > 0 {
            let orders = position.unclear;
            parts.push(self.pick(
                format!("{orders} paid in several currencies, not known"),
                format!("{orders} 单以多种币种付款，合计未知"),
            ));
        }
        let lacking = rates.lacking(&[&position.ordered[..], &position.owed].concat());
        if rates.are_wanted() && !lacking.is_empty() {
            parts.extend(self.total(&Total::Lacking(lacking), today));
        }
        parts.join(self.pick("; ", "；"))
    }

    /// What was ordered, as a figure of the grade.
    pub(super) fn grade_amount(self, worth: Money, lacking: &[Currency], faded: Option<Date>) -> String {
        let mut text = self.pick(
            format!("ordered {}", worth.in_whole_units()),
            format!("订单额 {}", worth.in_whole_units()),
        );
        if let Some(last) = faded {
            text.push_str(
                &self.pick(format!(" (last one {last}, long ago)"), format!("（最近一单 {last}，已久）")),
            );
        }
        if !lacking.is_empty() {
            let codes: Vec<_> = lacking.iter().map(|it| it.code().to_owned()).collect();
            let codes = self.listed(&codes);
            text.push_str(&self.pick(
                format!(" (orders in {codes} count 0: no rate)"),
                format!("（{codes} 订单计 0：无汇率）"),
            ));
        }
        text
    }

    /// `USD 0.86/pc FOB SHENZHEN MOQ 5000, 12 Nov`.
    pub fn last_price_text(self, it: &LastPrice, today: Date) -> String {
        let unit = self.per(&it.unit);
        let term = it.incoterm.map_or(String::new(), |term| format!(" {} {}", self.incoterm(term), it.place));
        let moq = it.moq.map_or(String::new(), |moq| format!(" {} {moq}", self.moq()));
        let day = self.day(it.date, today);
        format!("{}{unit}{}{moq}{}{day}", it.price, term.trim_end(), self.pick(", ", "，"))
    }

    /// Who else got a price: `agents in Germany`.
    pub fn circle(self, circle: Circle) -> String {
        let land = |country: Country| self.country(country);
        match circle {
            Circle::Same(kind, country) => {
                let kind: CustomerType = kind;
                self.pick(
                    format!("{} in {}", self.customer_type(kind), land(country)),
                    format!("{}的{}", land(country), self.customer_type(kind)),
                )
            }
            Circle::Country(country) => self.pick(format!("in {}", land(country)), land(country).to_owned()),
            Circle::Anywhere => self.pick("elsewhere", "其他国家").to_owned(),
        }
    }

    /// What a later version of a quotation changes, in words.
    pub fn difference(self, difference: &Difference, today: Date) -> String {
        let number = |it: &Option<u64>| it.map_or_else(|| self.none().to_owned(), |it| it.to_string());
        match difference {
            Difference::Price { from, to, change } => {
                let change = change.map_or(String::new(), |change| self.aside(&percent(change)));
                format!("{} {from} -> {to}{change}", self.pick("price", "单价"))
            }
            Difference::Unit { from, to } => {
                format!("{} {} -> {}", self.pick("unit", "单位"), self.unit(from), self.unit(to))
            }
            Difference::Moq { from, to } => format!("{} {} -> {}", self.moq(), number(from), number(to)),
            Difference::Terms { from, to } => {
                let terms = |(term, place): &(Option<Incoterm>, String)| match term {
                    Some(term) => format!("{} {place}", self.incoterm(*term)),
                    None => self.none().to_owned(),
                };
                format!("{} -> {}", terms(from), terms(to))
            }
            Difference::Valid { from, to } => {
                let day =
                    |it: &Option<Date>| it.map_or_else(|| self.none().to_owned(), |it| self.day(it, today));
                format!("{} {} -> {}", self.valid_until(), day(from), day(to))
            }
        }
    }
}

/// Tenths of a percent with their sign: `-3.5%`, `+12%`.
pub fn percent(tenths: i64) -> String {
    let sign = if tenths < 0 { '-' } else { '+' };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if tenth == 0 { format!("{sign}{whole}%") } else { format!("{sign}{whole}.{tenth}%") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language;
    use time::macros::date;

    #[test]
    fn a_total_tells_its_rates_or_what_is_missing() {
        let check = |total: Total, en: &str, zh: &str| {
            let today = date!(2026 - 11 - 25);
            let told = |language| Words(language).total(&total, today).unwrap_or_default();
            assert_eq!((told(Language::En).as_str(), told(Language::Zh).as_str()), (en, zh));
        };
        let amount = Money { minor: 7_120_049, currency: Currency::CNY };
        let (from, until) = (date!(2026 - 11 - 12), date!(2026 - 11 - 20));
        check(Total::Plain, "", "");
        check(
            Total::Sum { amount, from, until: from },
            "~ CNY 71,200 at rates of 12 Nov",
            "~ CNY 71,200（11月12日 汇率）",
        );
        check(
            Total::Sum { amount, from, until },
            "~ CNY 71,200 at rates of 12 Nov - 20 Nov",
            "~ CNY 71,200（11月12日 - 11月20日 汇率）",
        );
        let lacking = ["AED", "EUR"].map(|code| Currency::new(code).unwrap()).to_vec();
        check(
            Total::Lacking(lacking),
            "no rate for AED, EUR ($, or genjin rates set)",
            "缺少 AED, EUR 的汇率（按 $ 或用 genjin rates set 录入）",
        );
    }

    #[test]
    fn the_sum_of_a_list_names_a_missing_rate_once_and_only_where_it_is_missed() {
        let money = |minor: i64, code: &str| Money { minor, currency: Currency::new(code).unwrap() };
        let (usd, eur) = (money(10_000, "USD"), money(500, "EUR"));
        let rate = Rate {
            id: crate::domain::RateId(uuid::Uuid::nil()),
            currency: usd.currency,
            worth: UnitPrice { amount: 712, decimals: 2, currency: Currency::CNY },
            on: date!(2026 - 11 - 12),
            source: String::new(),
        };
        let check = |sums: &[Money], rates: &Rates, expected: &str| {
            let sums = Sums { sums: sums.to_vec(), ..Sums::default() };
            assert_eq!(Words(Language::En).sums(&sums, rates, date!(2026 - 11 - 25)), expected);
        };
        let (none, chosen) = (Rates::default(), Rates::new(Currency::CNY, Vec::new()));
        let some = Rates::new(Currency::CNY, vec![rate]);
        check(&[usd], &none, "sum  USD 100.00");
        check(&[usd], &chosen, "sum  USD 100.00   no rate for USD ($, or genjin rates set)");
        check(
            &[eur, usd],
            &none,
            "sum  EUR 5.00  USD 100.00   no rate for EUR, USD ($, or genjin rates set)",
        );
        check(
            &[eur, usd],
            &some,
            "sum  EUR 5.00  USD 100.00   ~ CNY 712 without EUR 5.00 ($, or genjin rates set)",
        );
    }

    #[test]
    fn an_account_names_a_missing_rate_at_its_end_and_only_where_rates_are_wanted() {
        let usd = |minor: i64| vec![Money { minor, currency: Currency::new("USD").unwrap() }];
        let position = Position {
            orders: 1,
            ordered: usd(10_000),
            owed: usd(4_000),
            compensated: usd(500),
            ..Position::default()
        };
        let told = |rates: &Rates| Words(Language::En).position(&position, rates, date!(2026 - 11 - 25));
        let plain = "1 order USD 100.00; owed USD 40.00; compensated USD 5.00";
        assert_eq!(told(&Rates::default()), plain);
        let chosen = Rates::new(Currency::CNY, Vec::new());
        assert_eq!(told(&chosen), format!("{plain}; no rate for USD ($, or genjin rates set)"));
    }

    #[test]
    fn figures_in_the_base_currency_tell_their_oldest_rate_and_what_has_none() {
        let rate = |code: &str, cents: i64, on: Date| Rate {
            id: crate::domain::RateId(uuid::Uuid::nil()),
            currency: Currency::new(code).unwrap(),
            worth: UnitPrice { amount: cents, decimals: 2, currency: Currency::CNY },
            on,
            source: String::new(),
        };
        let days = [date!(2026 - 11 - 12), date!(2025 - 12 - 20)];
        let rates = Rates::new(Currency::CNY, vec![rate("USD", 712, days[0]), rate("GBP", 900, days[1])]);
        let money = |minor: i64, code: &str| Money { minor, currency: Currency::new(code).unwrap() };
        let check = |sums: &[Money], amount: &str, en: &str, zh: &str| {
            assert_eq!(in_base(&rates.in_base(sums)), amount);
            let short =
                amount.replace("  EUR 7.00", if amount.contains('~') { " +EUR" } else { "  EUR 7.00" });
            assert_eq!(in_base_in_short(&rates.in_base(sums)), short);
            let used = |language| Words(language).rates_used(sums, &rates, date!(2026 - 11 - 25));
            let used = [Language::En, Language::Zh].map(|language| used(language).unwrap_or_default());
            assert_eq!(used, [en, zh], "{amount}");
        };
        check(&[], "", "", "");
        check(&[money(500, "CNY"), money(700, "EUR")], "CNY 5  EUR 7.00", "", "");
        check(
            &[money(500_000, "USD")],
            "~ CNY 35,600",
            "in CNY, oldest rate 12 Nov",
            "折合 CNY，最早汇率 11月12日",
        );
        check(
            &[money(700, "EUR"), money(10_000, "GBP"), money(500_000, "USD")],
            "~ CNY 36,500  EUR 7.00",
            "in CNY, oldest rate 20 Dec 2025; no rate for EUR",
            "折合 CNY，最早汇率 2025年12月20日；缺少 EUR 的汇率",
        );
    }

    #[test]
    fn many_amounts_are_told_in_short() {
        let money = |minor: i64, code: &str| Money { minor, currency: Currency::new(code).unwrap() };
        let all = [money(123_450, "EUR"), money(100, "JPY"), money(500, "USD"), money(5, "AED")];
        assert_eq!(amounts_in_short(&all[..2]), "EUR 1,235  JPY 100");
        assert_eq!(amounts_in_short(&all), "EUR 1,235  JPY 100  +2");
    }

    #[test]
    fn tenths_of_a_percent_have_their_sign() {
        assert_eq!([-35, 40, 1, -1000].map(percent), ["-3.5%", "+4%", "+0.1%", "-100%"]);
    }
}
