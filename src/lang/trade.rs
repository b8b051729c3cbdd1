//! The trade's terms: channels, types, stages, grades, kinds of records.

use super::Words;
use crate::app::settings::{Language, SortOrder, ThemeName};
use crate::domain::deal::amount::unit_in_chinese;
use crate::domain::interaction::{Channel, Direction};
use crate::domain::tag::built_in;
use crate::domain::trade::{Incoterm, OrderKind, OrderState, PaymentTrigger, Satisfaction, TransportMode};
use crate::domain::{Country, CustomerType, DecisionRole, Stage, StageId, Stages};
use crate::rules::{Bilingual, Class};

/// Whether a text begins with a name as a word of its own, or in Chinese behind the verb for using it.
fn begins_with(text: &str, name: &str) -> bool {
    let behind = ["打", "发", "用"].iter().find_map(|verb| text.strip_prefix(verb));
    let mut rest = [Some(text), behind].into_iter().flatten().filter_map(|text| text.strip_prefix(name));
    rest.any(|rest| !name.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

impl Words {
    pub fn channel(self, channel: Channel) -> &'static str {
        match channel {
            Channel::Email => self.pick("e-mail", "邮件"),
            Channel::Whatsapp => "WhatsApp",
            Channel::Phone => self.pick("phone", "电话"),
            Channel::Video => self.pick("video", "视频"),
            Channel::Wechat => self.pick("WeChat", "微信"),
            Channel::Linkedin => self.pick("LinkedIn", "领英"),
            Channel::Skype => "Skype",
            Channel::Meeting => self.pick("meeting", "会面"),
            Channel::Fair => self.pick("fair", "展会"),
            Channel::Other => self.pick("other", "其他"),
        }
    }

    /// What to do, through these channels; where the text begins with one of them, that is said already.
    pub fn through(self, channels: &[Channel], what: &str) -> String {
        let begins = what.trim_start().to_lowercase().replacen("e-mail", "email", 1);
        let names_it = |channel: &Channel| {
            let names = [Self(Language::En), Self(Language::Zh)].map(|words| words.channel(*channel));
            names.iter().any(|name| begins_with(&begins, &name.to_lowercase().replace('-', "")))
        };
        let said: Vec<_> = channels.iter().map(|channel| self.channel(*channel)).collect();
        match (channels.iter().any(names_it), what.is_empty() || said.is_empty()) {
            (true, _) => what.to_owned(),
            (false, true) => self.listed(&said) + what,
            (false, false) => self.told(&self.listed(&said), what),
        }
    }

    /// What a price is for, behind it: `/pc`, `/个`; nothing where it is for no unit.
    pub fn per(self, unit: &str) -> String {
        if unit.is_empty() { String::new() } else { format!("/{}", self.unit(unit)) }
    }

    /// A unit of goods; one that is not in the list stands as it was typed.
    pub fn unit(self, unit: &str) -> &str {
        self.pick(unit, unit_in_chinese(unit))
    }

    pub fn direction(self, direction: Direction) -> &'static str {
        match direction {
            Direction::In => self.incoming(),
            Direction::Out => self.outgoing(),
            Direction::NoAnswer => self.nobody_answered(),
            Direction::Unknown => self.pick("direction unknown", "方向不明"),
        }
    }

    pub fn customer_type(self, kind: CustomerType) -> &'static str {
        match kind {
            CustomerType::Factory => self.pick("factory", "工厂"),
            CustomerType::Agent => self.pick("agent", "代理"),
            CustomerType::Brand => self.pick("brand", "品牌商"),
            CustomerType::Retailer => self.pick("retailer", "零售商"),
            CustomerType::Importer => self.pick("importer", "进口商"),
            CustomerType::Wholesaler => self.pick("wholesaler", "批发商"),
            CustomerType::Other => self.pick("other", "其他"),
        }
    }

    pub fn role(self, role: DecisionRole) -> &'static str {
        match role {
            DecisionRole::Decider => self.pick("decides", "决策人"),
            DecisionRole::Buyer => self.pick("buys", "采购执行"),
            DecisionRole::Influencer => self.pick("has a say", "影响人"),
            DecisionRole::Gatekeeper => self.pick("gatekeeper", "把关人"),
            DecisionRole::User => self.pick("uses it", "使用人"),
        }
    }

    pub fn country(self, country: Country) -> &'static str {
        let (en, zh) = country.names();
        self.pick(en, zh)
    }

    /// A tag; those that the program knows have words, others stand as they were typed.
    pub fn tag(self, tag: &str) -> &str {
        built_in(tag).map_or(tag, |known| self.pick(known.en, known.zh))
    }

    pub fn stage_name(self, stage: &Stage) -> &str {
        self.pick(&stage.en, &stage.zh)
    }

    /// A stage by its id; one that is no longer in the stage file shows its id.
    pub fn stage_of<'a>(self, stages: &'a Stages, id: &'a StageId) -> &'a str {
        stages.get(id).map_or(id.as_str(), |stage| self.stage_name(stage))
    }

    pub fn bilingual(self, text: &Bilingual) -> &str {
        self.pick(&text.en, &text.zh)
    }

    pub fn class_name(self, class: &Class) -> &str {
        self.bilingual(&class.name)
    }

    pub fn class_short(self, class: &Class) -> &str {
        self.bilingual(&class.short)
    }

    pub fn incoterm(self, incoterm: Incoterm) -> String {
        incoterm.id().to_ascii_uppercase()
    }

    pub fn satisfaction(self, satisfaction: Satisfaction) -> &'static str {
        match satisfaction {
            Satisfaction::Satisfied => self.pick("satisfied", "满意"),
            Satisfaction::Neutral => self.pick("neutral", "一般"),
            Satisfaction::Complaint => self.pick("complaint", "投诉"),
        }
    }

    pub fn order_kind(self, kind: OrderKind) -> &'static str {
        match kind {
            OrderKind::Trial => self.pick("trial order", "试单"),
            OrderKind::Regular => self.pick("order", "订单"),
            OrderKind::Repeat => self.pick("repeat order", "返单"),
        }
    }

    pub fn order_state(self, state: OrderState) -> &'static str {
        match state {
            OrderState::Confirmed => self.pick("confirmed", "已确认"),
            OrderState::InProduction => self.pick("in production", "生产中"),
            OrderState::Ready => self.pick("ready", "待发货"),
            OrderState::Shipped => self.pick("shipped", "已发货"),
            OrderState::Done => self.pick("done", "已完成"),
            OrderState::Cancelled => self.pick("cancelled", "已取消"),
        }
    }

    /// That goods have left; only ships sail.
    pub fn left_by(self, mode: TransportMode) -> &'static str {
        match mode {
            TransportMode::Sea => self.pick("left", "开船"),
            TransportMode::Air | TransportMode::Express | TransportMode::Rail => self.pick("left", "发出"),
        }
    }

    pub fn transport(self, mode: TransportMode) -> &'static str {
        match mode {
            TransportMode::Sea => self.pick("sea", "海运"),
            TransportMode::Air => self.pick("air", "空运"),
            TransportMode::Express => self.pick("express", "快递"),
            TransportMode::Rail => self.pick("rail", "铁路"),
        }
    }

    /// How or when an instalment is paid: `L/C 60 days`, `on arrival +5d`.
    pub fn payment_trigger(self, trigger: PaymentTrigger, days: u16) -> String {
        let name = match trigger {
            PaymentTrigger::Order => self.pick("with the order", "下单时"),
            PaymentTrigger::BeforeShipment => self.pick("before shipment", "发货前"),
            PaymentTrigger::BillOfLadingCopy => self.pick("against B/L copy", "见提单副本"),
            PaymentTrigger::Arrival => self.pick("on arrival", "到货后"),
            PaymentTrigger::LetterOfCredit if days == 0 => self.pick("L/C at sight", "即期信用证"),
            PaymentTrigger::LetterOfCredit => self.pick("L/C", "远期信用证"),
            PaymentTrigger::DocumentsAgainstPayment => self.pick("D/P", "付款交单"),
            PaymentTrigger::DocumentsAgainstAcceptance => self.pick("D/A", "承兑交单"),
            PaymentTrigger::OpenAccount => self.pick("O/A", "赊销"),
            PaymentTrigger::WesternUnion => self.pick("Western Union", "西联汇款"),
            PaymentTrigger::Paypal => "PayPal",
            PaymentTrigger::Wise => "Wise",
            PaymentTrigger::Cash => self.pick("cash", "现金"),
            PaymentTrigger::Cheque => self.pick("cheque", "支票"),
            PaymentTrigger::Moneygram => self.pick("MoneyGram", "速汇金"),
            PaymentTrigger::Alipay => self.pick("Alipay", "支付宝"),
            PaymentTrigger::WechatPay => self.pick("WeChat Pay", "微信支付"),
            PaymentTrigger::Payoneer => "Payoneer",
            PaymentTrigger::Xtransfer => "XTransfer",
            PaymentTrigger::Pingpong => "PingPong",
        };
        match days {
            0 => name.to_owned(),
            days if trigger.is_method() => {
                self.pick(format!("{name} {days} days"), format!("{name} {days} 天"))
            }
            days => self.pick(format!("{name} +{days}d"), format!("{name} +{days} 天")),
        }
    }

    /// The kind of a business record, as the timeline names it.
    pub fn record_kind(self, kind: crate::domain::record::RecordKind) -> &'static str {
        use crate::domain::record::RecordKind as Kind;
        match kind {
            Kind::Customer => self.card(),
            Kind::FollowUp => self.next_step(),
            Kind::Interaction => self.timeline(),
            Kind::Quotation => self.pick("quotation", "报价"),
            Kind::Sample => self.pick("sample", "样品"),
            Kind::Invoice => "PI",
            Kind::Order => self.pick("order", "订单"),
            Kind::Payment => self.pick("payment", "收款"),
            Kind::Shipment => self.pick("shipment", "发货"),
            Kind::Feedback => self.pick("feedback", "客户反馈"),
            Kind::Rate => self.pick("rate of exchange", "汇率"),
        }
    }

    pub fn sort(self, sort: SortOrder) -> &'static str {
        match sort {
            SortOrder::Name => self.pick("name", "名称"),
            SortOrder::Due => self.pick("due date", "跟进日期"),
            SortOrder::LastContact => self.pick("last contact", "最近联系"),
            SortOrder::Grade => self.pick("grade", "评级"),
        }
    }

    pub fn theme(self, theme: ThemeName) -> &'static str {
        match theme {
            ThemeName::Dark => self.pick("dark", "深色"),
            ThemeName::Light => self.pick("light", "浅色"),
            ThemeName::Mono => self.pick("mono", "单色"),
        }
    }

    pub fn language(self, language: Language) -> &'static str {
        match language {
            Language::Zh => "中文",
            Language::En => "English",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Zh};

    #[test]
    fn a_channel_is_said_once() {
        let check = |language: Language, channels: &[Channel], what: &str, expected: &str| {
            assert_eq!(Words(language).through(channels, what), expected, "{what}");
        };
        let (mail, both) = ([Channel::Email], [Channel::Email, Channel::Whatsapp]);
        check(En, &both, "send the list", "e-mail, WhatsApp: send the list");
        check(En, &both, "WhatsApp her the list", "WhatsApp her the list");
        check(En, &mail, "Email the list", "Email the list");
        check(En, &mail, "E-mail the list", "E-mail the list");
        check(Zh, &mail, "发邮件报价", "发邮件报价");
        check(Zh, &[Channel::Phone], "打电话催定金", "打电话催定金");
        check(Zh, &[Channel::Phone], "再打", "电话：再打");
        check(En, &[Channel::Fair], "fairly good offer", "fair: fairly good offer");
        check(Zh, &both, "", "邮件、WhatsApp");
        check(En, &[], "send the list", "send the list");
    }
}
