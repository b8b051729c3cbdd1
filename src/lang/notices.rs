//! Words of what is told about a business record that was written down, and of what a correction leaves as it was.

use super::{Words, phrases};
use crate::domain::deal::{Contradiction, Notice, Stays};
use crate::domain::record::RecordKind;
use time::Date;

phrases! {
    kept_by(numbers: &str): "{numbers} keeps what it was made with; this is a quotation of its own", "{numbers} 保持原报价内容；本次更正另存为新报价";
    paid_for(name: &str): "for {name}", "计入 {name}";
    paid_for_new(name: &str): "for {name}; it is an order now", "计入 {name}，该 PI 已成为订单";
    logged_as(channel: &str, direction: &str): "logged as a contact by the channel last used or agreed: {channel}, {direction}", "已按上次或约定的渠道记为沟通：{channel}，{direction}";
    replaced_now(number: &str): "replaces {number}, which asks for nothing any more", "替换 {number}，旧 PI 不再催款";
    replaces(number: &str): "replaces {number}", "替换 {number}";
    replaced_by(number: &str): "replaced by {number}", "已被 {number} 替换";
    replaced_already(number: &str, by: &str): "{by} replaces {number} already", "{number} 已被 {by} 替换";
    is_an_order(number: &str): "{number} is an order already", "{number} 已有订单";
    is_an_order_named(number: &str, order: &str): "{number} is an order already: {order}", "{number} 已有订单：{order}";
    ordered_asked(what: &str): "{what}. Ctrl-S once more saves a second one.", "{what}。再按 Ctrl-S 另存一单。";
    ordered_refused(what: &str): "nothing was written down: {what}; --anyway writes a second one", "未录入：{what}；加 --anyway 另录一单";
    unlinked(numbers: &str): "of no PI; without an order: {numbers}", "未对应 PI；尚无订单的 PI：{numbers}";
    one_of_several(invoices: &str, amount: &str, others: &str): "of PI {invoices} of {amount}; without an order: {others}; one order may be of several", "对应 PI {invoices}（{amount}）；尚无订单的 PI：{others}；一单可含多张 PI";
    follows_invoices(invoices: &str, amount: &str): "of PI {invoices}; the order comes to {amount} now", "对应 PI {invoices}；订单金额现为 {amount}";
    beside_invoices(invoices: &str, sum: &str, amount: &str): "of PI {invoices} of {sum}; the order comes to {amount}", "对应 PI {invoices}（{sum}）；订单金额为 {amount}";
    of_invoices(numbers: &str): "of {numbers}", "对应 {numbers}";
    stays_refused(what: &str): "nothing was written down: {what}; --anyway changes it all the same", "未录入：{what}；加 --anyway 仍更改";
    stays_asked(what: &str): "{what}. Ctrl-S once more changes it all the same.", "{what}。再按 Ctrl-S 仍更改。";
    still_paid(amount: &str): "{amount} is paid on it", "已收款 {amount}";
    order_still(name: &str, amount: &str): "order {name} still says {amount}", "订单 {name} 仍为 {amount}";
    invoice_still(name: &str, amount: &str): "PI {name} still says {amount}", "PI {name} 仍为 {amount}";
}

impl Words {
    /// All that is told, in one line; empty where that is nothing.
    pub fn notices(self, notices: &[Notice], today: Date) -> String {
        self.side_by_side(notices.iter().map(|it| self.notice(it, today)))
    }

    pub fn notice(self, notice: &Notice, today: Date) -> String {
        match notice {
            Notice::Contradiction(it) => self.contradicts(it, today),
            Notice::Replaced(number) => self.replaced_now(number),
            Notice::Kept(numbers) => self.kept_by(&self.listed(numbers)),
            Notice::PaidFor { name, is_order_now: true } => self.paid_for_new(name),
            Notice::PaidFor { name, .. } => self.paid_for(name),
            Notice::Unlinked(numbers) => self.unlinked(&self.listed(numbers)),
            Notice::OneOfSeveral { invoices, amount, others } => {
                self.one_of_several(&self.listed(invoices), &amount.to_string(), &self.listed(others))
            }
            Notice::OtherInvoices { invoices, sum, amount } if sum == amount => {
                self.follows_invoices(&self.listed(invoices), &amount.to_string())
            }
            Notice::OtherInvoices { invoices, sum, amount } => {
                self.beside_invoices(&self.listed(invoices), &sum.to_string(), &amount.to_string())
            }
        }
    }

    /// That a PI is an order already, and which where it is not called like the PI.
    pub fn is_order(self, invoice: &str, order: &str) -> String {
        if invoice == order { self.is_an_order(invoice) } else { self.is_an_order_named(invoice, order) }
    }

    /// What still says otherwise.
    pub fn stays(self, stays: &[Stays]) -> String {
        self.side_by_side(stays.iter().map(|it| {
            let amount = it.amount.to_string();
            match it.kind {
                RecordKind::Order => self.order_still(&it.name, &amount),
                RecordKind::Invoice => self.invoice_still(&it.name, &amount),
                _ => self.still_paid(&amount),
            }
        }))
    }

    fn side_by_side(self, parts: impl Iterator<Item = String>) -> String {
        parts.collect::<Vec<_>>().join(self.pick("; ", "；"))
    }

    /// What a PI says otherwise than its quotation.
    fn contradicts(self, contradiction: &Contradiction, today: Date) -> String {
        match contradiction {
            Contradiction::Price { asked, quoted, unit } => {
                let per = self.per(unit);
                self.pick(
                    format!("{asked}{per} here, {quoted}{per} in the quotation"),
                    format!("此处单价 {asked}{per}，报价为 {quoted}{per}"),
                )
            }
            Contradiction::Amount { asked, quoted, unit } => {
                let per = self.per(unit);
                self.pick(
                    format!("{asked} is no whole quantity at the quoted {quoted}{per}"),
                    format!("按报价 {quoted}{per}，{asked} 不是整数量"),
                )
            }
            Contradiction::Moq { asked, least, unit } => {
                let unit = self.unit(unit);
                self.pick(
                    format!("{asked} {unit}, below the MOQ of {least}"),
                    format!("{asked} {unit}，低于起订量 {least}"),
                )
            }
            Contradiction::Ended(day) => {
                let day = self.day(*day, today);
                self.pick(format!("the quotation ended {day}"), format!("报价已于 {day} 到期"))
            }
            Contradiction::Currency { asked, quoted } => {
                let (asked, quoted) = (asked.code(), quoted.code());
                self.pick(
                    format!("quoted in {quoted}, not {asked}: it has no product, price and incoterm"),
                    format!("报价币种为 {quoted}，不是 {asked}：缺产品、单价和价格条款"),
                )
            }
        }
    }
}
