//! The words of payment terms: when and how a part is paid.

use crate::domain::trade::PaymentTrigger;

/// What is written of a trigger, and what is read as it. A longer word stands before one that it begins with.
const WORDS: [(PaymentTrigger, &[&str]); 19] = [
    (PaymentTrigger::LetterOfCredit, &["L/C", "lc", "信用证"]),
    (PaymentTrigger::DocumentsAgainstPayment, &["D/P", "dp", "cad", "付款交单"]),
    (PaymentTrigger::DocumentsAgainstAcceptance, &["D/A", "da", "承兑交单"]),
    (PaymentTrigger::OpenAccount, &["O/A", "oa", "net", "赊账", "赊销", "月结"]),
    (PaymentTrigger::WesternUnion, &["Western Union", "wu", "西联汇款", "西联"]),
    (PaymentTrigger::Paypal, &["PayPal"]),
    (PaymentTrigger::Wise, &["Wise"]),
    (PaymentTrigger::Cash, &["cash", "现金"]),
    (PaymentTrigger::Cheque, &["cheque", "支票"]),
    (PaymentTrigger::Moneygram, &["MoneyGram", "速汇金"]),
    (PaymentTrigger::Alipay, &["Alipay", "支付宝"]),
    (PaymentTrigger::WechatPay, &["WeChat Pay", "wechatpay", "微信支付"]),
    (PaymentTrigger::Payoneer, &["Payoneer", "派安盈"]),
    (PaymentTrigger::Xtransfer, &["XTransfer"]),
    (PaymentTrigger::Pingpong, &["PingPong"]),
    (
        PaymentTrigger::BillOfLadingCopy,
        &["BL", "bill of lading", "after shipment", "见提单", "提单", "发货后", "出货后"],
    ),
    (
        PaymentTrigger::BeforeShipment,
        &[
            "shipment",
            "before_shipment",
            "before shipment",
            "prior to shipment",
            "before delivery",
            "发货前",
            "出货前",
        ],
    ),
    (PaymentTrigger::Arrival, &["arrival", "到货后", "到货", "到港"]),
    (
        PaymentTrigger::Order,
        &[
            "order",
            "advance",
            "deposit",
            "down payment",
            "before production",
            "prepaid",
            "预付款",
            "预付",
            "定金",
            "订金",
            "下单",
        ],
    ),
];

/// Words that say nothing by themselves.
const FILLING: [&str; 30] = [
    "irrevocable",
    "usance",
    "sight",
    "即期",
    "远期",
    "against",
    "balance",
    "remaining",
    "remainder",
    "rest",
    "before",
    "after",
    "upon",
    "copy",
    "with",
    "the",
    "and",
    "of",
    "in",
    "on",
    "at",
    "副本",
    "尾款",
    "余款",
    "其余",
    "时",
    "付清",
    "付",
    "款",
    "和",
];

/// The word that a text begins with, and what follows it.
pub(super) fn leading(text: &str) -> Option<(Option<PaymentTrigger>, &str)> {
    let behind = |word: &str| {
        let (head, rest) = text.split_at_checked(word.len())?;
        let ends = !word.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        (ends && head.eq_ignore_ascii_case(word)).then_some(rest)
    };
    let known = WORDS.iter().find_map(|(trigger, words)| {
        words.iter().find_map(|word| behind(word)).map(|rest| (Some(*trigger), rest))
    });
    known.or_else(|| FILLING.iter().find_map(|word| behind(word)).map(|rest| (None, rest)))
}

/// When a part is paid that does not say it, of so many; nothing where nobody can know.
pub(super) fn usual(count: usize, place: usize) -> Option<PaymentTrigger> {
    use PaymentTrigger::{BeforeShipment, BillOfLadingCopy, Order};
    let parts: &[PaymentTrigger] = match count {
        1 => &[BeforeShipment],
        2 => &[Order, BeforeShipment],
        3 => &[Order, BeforeShipment, BillOfLadingCopy],
        _ => &[],
    };
    parts.get(place).copied()
}

/// The word that is written of a trigger, and reads the same.
pub(super) fn written(trigger: PaymentTrigger, days: u16) -> &'static str {
    if trigger == PaymentTrigger::LetterOfCredit && days == 0 {
        return "L/C at sight";
    }
    WORDS.iter().find(|(other, _)| *other == trigger).and_then(|(_, words)| words.first()).unwrap_or(&"")
}

/// A text with tenths in Chinese as figures: 三七 and 三七开 as `3/7`, where they are ten together.
pub(super) fn with_figures(text: &str) -> String {
    let mut told = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| tenths(c).is_none()).unwrap_or(rest.len());
        let (run, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let figures: Vec<u32> = run.chars().filter_map(tenths).collect();
        if figures.len() > 1 && figures.iter().sum::<u32>() == 10 {
            told.push_str(&figures.iter().map(u32::to_string).collect::<Vec<_>>().join("/"));
            rest = after.strip_prefix(['开', '分']).unwrap_or(after);
        } else {
            let taken = if run.is_empty() { first.len_utf8() } else { run.len() };
            told.push_str(rest.get(..taken).unwrap_or_default());
            rest = rest.get(taken..).unwrap_or_default();
        }
    }
    told
}

fn tenths(c: char) -> Option<u32> {
    ('1'..='9')
        .zip("一二三四五六七八九".chars())
        .find(|(_, it)| *it == c)
        .and_then(|(figure, _)| figure.to_digit(10))
}
