//! Words that sellers write for types, grades, channels and tags, in Chinese, English and German.

use crate::domain::customer::{CustomerType, Grade, Score};
use crate::domain::text::{fold_name, half_width, plain_letter};
use crate::domain::{Channel, Direction};

/// `A`, `A级`, `A类客户`, `grade A`.
pub fn grade(text: &str) -> Option<Grade> {
    let folded = fold_name(text).to_uppercase();
    let bare = ["GRADE", "CLASS", "LEVEL", "等级", "级", "类", "客户"]
        .iter()
        .fold(folded, |text, word| text.replace(word, ""));
    Grade::from_id(&bare)
}

/// `4`, `4分`, `4/5`, `4.0`.
pub fn score(text: &str) -> Option<Score> {
    let text: String = text.chars().map(half_width).collect();
    let text =
        ["分", "星", "/5", ".0"].iter().fold(text.trim(), |text, end| text.strip_suffix(end).unwrap_or(text));
    text.trim().parse().ok().and_then(Score::new)
}

/// Finds a word in a table of `(value, words)`, whose words are folded as [`fold_name`] does, but for their marks.
fn look_up<T: Copy>(text: &str, table: &[(T, &str)]) -> Option<T> {
    let folded = fold_name(text);
    let is_it = |word: &str| word == folded || word.chars().map(plain_letter).eq(folded.chars());
    let known = |words: &str| words.split(' ').any(is_it);
    table.iter().find(|(_, words)| !folded.is_empty() && known(words)).map(|(value, _)| *value)
}

pub fn kind(text: &str) -> Option<CustomerType> {
    use CustomerType::{Agent, Brand, Factory, Importer, Other, Retailer, Wholesaler};
    look_up(
        text,
        &[
            (Factory, "factory 工厂 厂家 生产商 制造商 manufacturer 终端工厂 hersteller fabrik produzent"),
            (
                Agent,
                "agent 代理 代理商 中间商 贸易商 trader tradingcompany vertreter handelsvertreter handelsvertretung agentur händler handelsfirma",
            ),
            (Brand, "brand 品牌商 品牌 品牌方 brandowner marke markenhersteller markeninhaber"),
            (
                Retailer,
                "retailer 零售商 零售 retail 电商 超市 onlineshop einzelhändler einzelhandel onlinehändler",
            ),
            (Importer, "importer 进口商 进口 importeur"),
            (
                Wholesaler,
                "wholesaler 批发商 批发 经销商 分销商 distributor wholesale großhändler grosshändler großhandel grosshandel distributeur",
            ),
            (Other, "other 其他 其它 sonstige sonstiger andere anderer"),
        ],
    )
}

/// The id of the stage that a German word means. Chinese and English names are those of the stage file.
pub fn german_stage(text: &str) -> Option<&'static str> {
    look_up(
        text,
        &[
            ("developing", "neukunde akquise erstansprache"),
            ("first_interest", "interessent erstesinteresse kontaktiert"),
            ("comparing", "lieferantenvergleich angebotsvergleich imvergleich"),
            ("quoted", "angebot angeboten angebotabgegeben angebotgesendet angebotverschickt"),
            ("sampling", "bemusterung muster mustergesendet musterverschickt"),
            ("sample_confirmed", "musterbestätigt musterfreigegeben musterfreigabe"),
            ("awaiting_feedback", "wartenaufrückmeldung wartenauffeedback rückmeldungoffen"),
            ("negotiating", "verhandlung verhandlungen inverhandlung"),
            ("pi_sent", "pigesendet proformagesendet proforma proformarechnung"),
            ("trial_order", "probebestellung probeauftrag testbestellung"),
            ("won", "gewonnen auftrag auftragerteilt bestellt abgeschlossen"),
            ("repeat", "nachbestellung folgeauftrag stammkunde"),
            ("dormant", "ruhend inaktiv eingeschlafen"),
            ("lost", "verloren abgesagt"),
        ],
    )
}

/// The first channel of a cell that names several.
pub fn first_channel(text: &str) -> Option<Channel> {
    text.split(['/', '+', '&', ',', '，', '、', ' ']).find_map(channel)
}

pub fn channel(text: &str) -> Option<Channel> {
    look_up(
        text,
        &[
            (Channel::Email, "email mail 邮件 邮箱 电子邮件 开发信 mailkontakt"),
            (Channel::Whatsapp, "whatsapp wa wsp ws"),
            (Channel::Phone, "phone call tel telephone 电话 手机 通话 telefon telefonat anruf"),
            (Channel::Video, "video 视频 视频会议 zoom teams videocall videoanruf videokonferenz"),
            (Channel::Wechat, "wechat 微信 weixin wx"),
            (Channel::Linkedin, "linkedin 领英"),
            (Channel::Skype, "skype"),
            (Channel::Meeting, "meeting visit 见面 拜访 面谈 会面 来访 besuch treffen"),
            (Channel::Fair, "fair 展会 广交会 exhibition tradefair messe"),
            (Channel::Other, "other 其他 其它 sonstige"),
        ],
    )
}

pub fn direction(text: &str) -> Option<Direction> {
    look_up(
        text,
        &[
            (
                Direction::In,
                "in inbound incoming received 收 收到 来 来信 接收 客户 客户来 对方 eingang eingehend erhalten",
            ),
            (
                Direction::NoAnswer,
                "no_answer unanswered noanswer missed 未接 没接 未接通 无人接听 nichterreicht",
            ),
            (
                Direction::Out,
                "out outbound outgoing sent 发 发出 去 去信 发送 我 我方 主动 ausgang ausgehend gesendet",
            ),
        ],
    )
}

/// A tag, built-in ones by their id.
pub fn tag(text: &str) -> String {
    let built_in = look_up(
        text,
        &[
            ("high-potential", "highpotential 潜力大 高潜力"),
            ("price-sensitive", "pricesensitive 价敏感 价格敏感"),
            ("negotiator", "negotiator 谈判型"),
        ],
    );
    built_in.map_or_else(|| text.to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_trade_are_known_in_both_languages() {
        for (text, expected) in [
            ("A", Some(Grade::A)),
            ("b级", Some(Grade::B)),
            ("Ｃ类客户", Some(Grade::C)),
            ("重点", None),
            ("AA", None),
        ] {
            assert_eq!(grade(text), expected, "{text}");
        }
        for (text, expected) in
            [("4", Score::new(4)), ("5分", Score::new(5)), ("3/5", Score::new(3)), ("6", None)]
        {
            assert_eq!(score(text), expected, "{text}");
        }
        assert_eq!(kind("进口商"), Some(CustomerType::Importer));
        assert_eq!(kind("Trading company"), Some(CustomerType::Agent));
        let german =
            ["Hersteller", "Händler", "Marke", "Einzelhändler", "Importeur", "Großhändler", "Sonstige"];
        let types = [
            CustomerType::Factory,
            CustomerType::Agent,
            CustomerType::Brand,
            CustomerType::Retailer,
            CustomerType::Importer,
            CustomerType::Wholesaler,
            CustomerType::Other,
        ];
        assert_eq!(german.map(kind), types.map(Some));
        assert_eq!(channel("Messe"), Some(Channel::Fair));
        assert_eq!(german_stage("In Verhandlung"), Some("negotiating"));
        assert_eq!(german_stage("Muster bestatigt"), Some("sample_confirmed"));
        assert_eq!(german_stage("Verhandlungssache"), None);
        assert_eq!(kind("???"), None);
        assert_eq!(channel("E-Mail"), Some(Channel::Email));
        assert_eq!(first_channel("WhatsApp/邮件"), Some(Channel::Whatsapp));
        assert_eq!(channel("pigeon"), None);
        assert_eq!(direction("收到"), Some(Direction::In));
        assert_eq!(tag("价敏感"), "price-sensitive");
        assert_eq!(tag("High potential"), "high-potential");
        assert_eq!(tag("VIP"), "VIP");
    }
}
