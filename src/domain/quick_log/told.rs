//! Through what and by whom, as far as a sentence says: for texts that were written into a table and not for the one-line log.

use super::super::{Channel, Direction};
use super::head;

/// What the words of a text say; nothing where they do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub channel: Option<Channel>,
    pub direction: Option<Direction>,
}

/// Reads who spoke off a text such as 微信问价, `5.10 报价，客户说贵` or `sent the quote, asked for MOQ`.
///
/// Of several clauses the last that tells counts: who spoke last is who waits.
pub fn told(text: &str) -> Told {
    let head = head::split(without_day(text));
    let known = head.channel.filter(|_| head.unknown.is_none());
    let (channel, rest) = match known {
        Some(channel) => (Some(channel), head.rest),
        None => {
            glued_channel(without_who(head.rest)).map_or((None, head.rest), |(it, rest)| (Some(it), rest))
        }
    };
    let is_theirs = known.is_none() && without_who(head.rest) != head.rest;
    let mut spoke = clauses(rest).filter_map(direction).last();
    if is_theirs && channel.is_some() {
        spoke = spoke.or(Some(Direction::In));
    }
    let direction = match head.direction {
        Some(Direction::NoAnswer) => head.direction,
        said => spoke.or(said),
    };
    Told { channel, direction }
}

/// The text behind the day that a seller writes in front of it: `5.10 报价`, `6月3日：微信问价`.
fn without_day(text: &str) -> &str {
    text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || "./-年月日号:： ".contains(c))
}

/// The parts of a text between marks, line ends and Chinese blanks.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let is_cut = |c: char| ",，.。;；:：!！?？、/\n→|()（）".contains(c);
    let cut = text.split(is_cut).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" but "));
    // Chinese has no blanks within a clause, English nothing but.
    cut.flat_map(|part| {
        let is_chinese = part.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
        part.split(move |c: char| is_chinese && c == ' ')
    })
    .map(str::trim)
    .filter(|part| !part.is_empty())
}

fn direction(clause: &str) -> Option<Direction> {
    let text = clause.to_lowercase();
    let holds = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let begins = |text: &str, words: &[&str]| words.iter().any(|word| begins_with(text, word));
    if holds(&SILENT) || text.ends_with(" sent") {
        return Some(Direction::Out);
    }
    let without_ours = OURSELVES.iter().find_map(|who| text.strip_prefix(who)).map(str::trim_start);
    if let Some(rest) = without_ours {
        let speaks = [&OURS[..], &THEIRS, &EITHER].into_iter().any(|words| begins(rest, words));
        return speaks.then_some(Direction::Out);
    }
    let behind = without_who(&text);
    if behind != text {
        return (begins(behind, &THEIRS) || begins(behind, &EITHER)).then_some(Direction::In);
    }
    if begins(&text, &OURS) {
        return Some(Direction::Out);
    }
    begins(&text, &THEIRS).then_some(Direction::In)
}

/// Whether a text begins with a word; an English one has to end there.
fn begins_with(text: &str, word: &str) -> bool {
    let goes_on = |rest: &str| word.is_ascii() && rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    text.strip_prefix(word).is_some_and(|rest| !goes_on(rest))
}

/// What follows the customer as the one who does something; the text itself where another does.
fn without_who(text: &str) -> &str {
    let text = text.trim_start();
    let found = CUSTOMER.iter().find_map(|who| {
        let (name, rest) = text.split_at_checked(who.len())?;
        let ends = !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        (name.eq_ignore_ascii_case(who) && ends).then_some(rest)
    });
    let Some(rest) = found else { return text };
    let rest = rest.trim_start_matches([' ', ',']);
    ["已", "又", "再次", "今天", "昨天", "也", "has ", "just "]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest)
}

/// A channel's name right in front of Chinese text: 微信问价, `WhatsApp发目录`. A telephone may be a number, and a film be sent.
fn glued_channel(text: &str) -> Option<(Channel, &str)> {
    const NAMES: [(&str, Channel); 10] = [
        ("微信", Channel::Wechat),
        ("邮件", Channel::Email),
        ("领英", Channel::Linkedin),
        ("whatsapp", Channel::Whatsapp),
        ("wechat", Channel::Wechat),
        ("linkedin", Channel::Linkedin),
        ("email", Channel::Email),
        ("e-mail", Channel::Email),
        ("skype", Channel::Skype),
        ("展会", Channel::Fair),
    ];
    const CALLS: [&str; 7] = ["来电", "电话沟通", "电话联系", "电话回访", "电话里", "电话询", "电话问"];
    if CALLS.iter().any(|word| text.starts_with(word)) {
        return Some((Channel::Phone, text.strip_prefix("电话").unwrap_or(text)));
    }
    NAMES.iter().find_map(|(name, channel)| {
        let (word, rest) = text.split_at_checked(name.len())?;
        let ends = !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        // 微信号 is an address and no message.
        let is_address = ["号", "群", "地址", "已加"].iter().any(|word| rest.starts_with(word));
        (word.eq_ignore_ascii_case(name) && ends && !is_address).then_some((*channel, rest))
    })
}

/// Who does something, where it is the customer.
const CUSTOMER: [&str; 12] =
    ["客户", "对方", "客人", "买家", "老外", "customer", "client", "buyer", "they", "he", "she", "采购"];

/// Who does something, where it is us.
const OURSELVES: [&str; 4] = ["我方", "我", "we ", "i "];

/// Words that say that we wrote, and nothing came back.
const SILENT: [&str; 15] = [
    "未回复",
    "没回复",
    "没有回复",
    "没回",
    "未回",
    "无回复",
    "不回",
    "没反应",
    "无回应",
    "no reply",
    "no answer",
    "no response",
    "not replied",
    "not answered",
    "unanswered",
];

/// What only we do, at the beginning of a clause.
const OURS: [&str; 57] = [
    "已报",
    "报价",
    "报了",
    "重新报",
    "再报",
    "已发",
    "发了",
    "发送",
    "发出",
    "发邮件",
    "发微信",
    "发开发信",
    "发目录",
    "发报价",
    "开发信",
    "已寄",
    "寄了",
    "寄出",
    "寄样",
    "跟进",
    "催",
    "推荐",
    "提醒",
    "问候",
    "问客户",
    "问了客户",
    "询问客户",
    "回复客户",
    "回复对方",
    "已回复",
    "已回",
    "告诉客户",
    "告知客户",
    "联系客户",
    "拜访客户",
    "邀请",
    "sent",
    "quoted",
    "offered",
    "emailed",
    "e-mailed",
    "mailed",
    "messaged",
    "texted",
    "called",
    "followed up",
    "chased",
    "reminded",
    "introduced",
    "cold mail",
    "cold email",
    "asked for feedback",
    "asked whether",
    "asked if",
    "asked them",
    "asked him",
    "asked her",
];

/// What the customer says or does, at the beginning of a clause.
const THEIRS: [&str; 37] = [
    "询价",
    "询盘",
    "问价",
    "问",
    "来信",
    "来函",
    "来电",
    "来邮件",
    "来消息",
    "收到回复",
    "收到客户",
    "收到询",
    "收到邮件",
    "收到微信",
    "收到反馈",
    "回信",
    "嫌",
    "砍价",
    "还价",
    "索要",
    "索样",
    "asked",
    "replied",
    "answered",
    "responded",
    "inquired",
    "enquired",
    "inquiry",
    "enquiry",
    "wrote back",
    "came back",
    "got a reply",
    "got reply",
    "received a reply",
    "received reply",
    "complained",
    "wants",
];

/// What either side may do, so that it takes the one who does it to tell.
const EITHER: [&str; 29] = [
    "回复",
    "回了",
    "说",
    "要",
    "想",
    "反馈",
    "确认",
    "答复",
    "表示",
    "觉得",
    "需要",
    "考虑",
    "认为",
    "发来",
    "催",
    "同意",
    "拒绝",
    "投诉",
    "said",
    "says",
    "wrote",
    "wanted",
    "requested",
    "confirmed",
    "needs",
    "likes",
    "liked",
    "agreed",
    "thinks",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, channel: Option<Channel>, direction: Option<Direction>) {
        assert_eq!(told(text), Told { channel, direction }, "{text}");
    }

    #[test]
    fn the_words_say_who_spoke() {
        for text in [
            "客户询价",
            "客户回复 价格高",
            "客户已回复，考虑中",
            "来信要目录",
            "询盘 5000 个",
            "收到客户回复",
            "asked for MOQ",
            "replied: too expensive",
            "Answered the cold mail and asked for a price",
            "customer said the price is high",
            "Client wants 3 samples",
            "< hello",
        ] {
            check(text, None, Some(Direction::In));
        }
        for text in [
            "已报价，未回复",
            "报价 FOB 0.86",
            "回复客户：可以打样",
            "问候客户",
            "客户没回",
            "已发目录",
            "quoted, no answer",
            "sent catalogue",
            "catalogue sent",
            "asked if the sample arrived",
            "we asked for the artwork",
            "I replied to him",
        ] {
            check(text, None, Some(Direction::Out));
        }
    }

    #[test]
    fn who_spoke_last_counts() {
        check("5.10 报价 FOB 0.86 客户说贵", None, Some(Direction::In));
        check("5.10 报价 FOB 0.86；客户说贵，已报新价", None, Some(Direction::Out));
        check("sent quote, customer says too high", None, Some(Direction::In));
        check("customer asked for CE. Sent certificates", None, Some(Direction::Out));
    }

    #[test]
    fn the_channel_may_touch_the_words() {
        check("微信问价", Some(Channel::Wechat), Some(Direction::In));
        check("5.10 微信报价", Some(Channel::Wechat), Some(Direction::Out));
        check("客户微信问交期", Some(Channel::Wechat), Some(Direction::In));
        check("WhatsApp发目录", Some(Channel::Whatsapp), Some(Direction::Out));
        check("wa< price?", Some(Channel::Whatsapp), Some(Direction::In));
        check("email: sent catalogue", Some(Channel::Email), Some(Direction::Out));
        check("邮件询价", Some(Channel::Email), Some(Direction::In));
        check("收到邮件 要目录", Some(Channel::Email), Some(Direction::In));
        check("来电问交期", Some(Channel::Phone), Some(Direction::In));
        check("电话 没接", Some(Channel::Phone), Some(Direction::NoAnswer));
        check("WhatsApp", Some(Channel::Whatsapp), None);
    }

    #[test]
    fn where_nothing_tells_nobody_is_said_to_have_spoken() {
        for text in [
            "",
            "广交会认识",
            "微信号 abc123",
            "价格 0.86",
            "first order closed",
            "DHL sample received",
            "Hesse GmbH",
            "样品已签收",
            "Preis besprochen",
            "《合同》已签",
        ] {
            check(text, None, None);
        }
    }
}
