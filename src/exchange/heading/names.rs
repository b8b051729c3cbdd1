//! The one table of what columns are called in sellers' spreadsheets, in Chinese, English and German.

use crate::domain::text::fold_name;
use crate::exchange::column::{Field, PersonPart};
use std::{collections::HashMap, sync::LazyLock};

/// What a heading means, and how surely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    pub field: Field,
    pub rank: Rank,
}

/// How sure a heading is of its meaning; the surest column wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Only where nothing else is there.
    Faint,
    /// Often something else.
    Vague,
    /// Mostly this.
    Likely,
    Sure,
}

/// What a folded heading means.
pub fn meaning(folded: &str) -> Option<Meaning> {
    MEANINGS.get(folded).copied()
}

/// Headings that are understood as the company's name, the commonest in both languages.
pub fn company_names() -> Vec<&'static str> {
    let company = NAMES.iter().filter(|(field, rank, _)| *field == Field::Company && *rank > Rank::Faint);
    company.flat_map(|(_, _, names)| names.split(" | ").take(4)).collect()
}

static MEANINGS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut meanings = HashMap::new();
    for &(field, rank, names) in NAMES {
        for name in names.split(" | ") {
            meanings.insert(fold_name(name), Meaning { field, rank });
        }
    }
    meanings
});

/// The first person; columns of further persons are told apart by number.
const fn person(part: PersonPart) -> Field {
    Field::Person(0, part)
}

const NAMES: &[(Field, Rank, &str)] = &[
    (
        Field::Company,
        Rank::Sure,
        "公司名称 | 公司 | company | company name | 客户公司名 | 客户公司名称 | 客户公司 | 公司名 | 公司全称 | 企业名称 | \
         单位名称 | customer company | organization | organisation | firm | business name | \
         firma | firmenname | unternehmen | unternehmensname",
    ),
    (
        Field::Company,
        Rank::Likely,
        "客户名称 | customer name | client name | account name | 客户名 | 客户全称 | buyer name | kundenname | name der firma",
    ),
    (Field::Company, Rank::Vague, "客户 | customer | client | account | buyer | 买家 | 采购商 | kunde"),
    (Field::Company, Rank::Faint, "名称 | name"),
    (
        Field::Alias,
        Rank::Sure,
        "简称 | 公司简称 | 客户简称 | 别名 | 公司英文名 | 公司英文名称 | 公司中文名 | 公司中文名称 | alias | aliases | \
         short name | kurzname | kurzbezeichnung",
    ),
    (
        Field::Country,
        Rank::Sure,
        "国家/地区 | 国家 | 国家地区 | 所在国家 | 客户国家 | 国别 | country | country/region | country name | nation | land | staat",
    ),
    (Field::Country, Rank::Vague, "地区 | 区域 | region"),
    (Field::City, Rank::Sure, "城市 | 所在城市 | city | city/region | town | stadt | ort"),
    (
        Field::Source,
        Rank::Sure,
        "客户来源 | 来源 | 来源渠道 | 获客渠道 | source | lead source | customer source | origin | quelle | herkunft",
    ),
    (
        Field::Kind,
        Rank::Sure,
        "客户类型 | 类型 | 公司类型 | 客户性质 | type | customer type | business type | company type | kind | kundentyp | kundenart | typ | art",
    ),
    (
        Field::Grade,
        Rank::Sure,
        "客户等级 | 等级 | 客户级别 | 级别 | 客户价值评级 | 价值评级 | 评级 | 客户评级 | 客户分级 | grade | rating | \
         customer grade | customer rating | level | customer level | bewertung | kundenklasse",
    ),
    (
        Field::Stage,
        Rank::Sure,
        "客户阶段 | 当前阶段 | 阶段 | 跟进阶段 | 销售阶段 | stage | current stage | deal stage | sales stage | \
         pipeline stage | phase | stufe | vertriebsphase | verkaufsphase | verhandlungsphase",
    ),
    (
        Field::Stage,
        Rank::Likely,
        "状态 | 客户状态 | 跟进状态 | 当前状态 | status | current status | lead status | customer status | kundenstatus",
    ),
    (
        Field::Tags,
        Rank::Sure,
        "标签 | 客户标签 | tag | tags | label | labels | schlagwort | schlagwörter | stichwörter",
    ),
    (
        Field::Website,
        Rank::Sure,
        "官网 | 网站 | 网址 | 公司网站 | 公司官网 | 公司网址 | website | web site | web | url | homepage | home page | \
         company website | webseite | internetseite | internet",
    ),
    (
        Field::Products,
        Rank::Sure,
        "主营产品 | 意向产品 | 产品 | 感兴趣产品 | 采购产品 | 需求产品 | product | products | products of interest | \
         product interest | interested products | main products | produkt | produkte | artikel",
    ),
    (Field::Language, Rank::Sure, "语言 | 沟通语言 | language | sprache"),
    (
        Field::PaymentTerms,
        Rank::Sure,
        "付款方式 | 付款条款 | 付款条件 | 支付方式 | 支付条款 | payment terms | payment term | payment method | payment | zahlungsbedingungen | zahlungsziel | zahlungsart",
    ),
    (
        Field::Owner,
        Rank::Sure,
        "跟进人 | 负责人 | 业务员 | 归属人 | 所属业务员 | owner | account owner | sales rep | salesperson | sales | \
         assigned to | followed by | betreuer | zuständig | verantwortlich",
    ),
    (
        Field::Note,
        Rank::Sure,
        "备注 | 备注信息 | 客户备注 | 说明 | note | notes | remark | remarks | comment | comments | memo | description | bemerkung | bemerkungen | notiz | notizen | anmerkung | anmerkungen | kommentar",
    ),
    (Field::Potential, Rank::Sure, "潜力 | 客户潜力 | 采购潜力 | potential | potenzial"),
    (Field::PaymentHabit, Rank::Sure, "付款习惯 | payment habit | payment habits"),
    (
        Field::Created,
        Rank::Sure,
        "创建时间 | 创建日期 | 建档时间 | 建档日期 | 录入时间 | 录入日期 | 添加时间 | created | created at | created on | \
         created date | creation date | create time | date added | erstellt am | angelegt am",
    ),
    (
        Field::LastContact,
        Rank::Sure,
        "上次联系 | 最近联系 | 最后联系 | 上次联系时间 | 最近联系时间 | 最后联系时间 | 上次联系日期 | 最近联系日期 | \
         最后联系日期 | 上次跟进 | 最近跟进 | 最后跟进 | 上次跟进时间 | 最近跟进时间 | 最后跟进时间 | 上次跟进日期 | \
         最近跟进日期 | 最后跟进日期 | 上次沟通 | 最近沟通 | 上次沟通时间 | 最近沟通时间 | 上次沟通日期 | last contact | \
         last contacted | last contact date | last contact time | date of last contact | last follow up | \
         last follow up date | last touch | last activity | last activity date | letzter kontakt | letzter kontakt am | zuletzt kontaktiert",
    ),
    (
        Field::LastContact,
        Rank::Likely,
        "沟通时间 | 沟通日期 | 跟进时间 | 跟进日期 | 联系时间 | 联系日期 | contact date | contacted on | date of contact",
    ),
    (Field::LastContact, Rank::Faint, "日期 | 时间 | date | time"),
    (
        Field::LastContent,
        Rank::Sure,
        "上次内容 | 最近内容 | 最后内容 | 沟通内容 | 内容摘要 | 沟通摘要 | 跟进内容 | 上次沟通内容 | 最近沟通内容 | 上次跟进内容 | 最近跟进内容 | \
         沟通记录 | 跟进记录 | 最近联系内容 | 上次联系内容 | 最后联系内容 | 最后沟通内容 | 最后跟进内容 | 联系内容 | \
         跟进情况 | 沟通情况 | 最新进展 | 进展 | last content | last message | last conversation | last contact content | \
         last contact notes | last note | last notes | last remark | what was said | \
         letzte nachricht | letzter inhalt | letzte notiz | gesprächsnotiz",
    ),
    (
        Field::LastContent,
        Rank::Faint,
        "内容 | 摘要 | content | summary | conversation | inhalt | zusammenfassung",
    ),
    (
        Field::Channel,
        Rank::Sure,
        "沟通方式 | 沟通渠道 | 跟进方式 | 联系渠道 | channel | contact channel | contact method | via | kanal | kontaktweg",
    ),
    (Field::Direction, Rank::Sure, "方向 | 沟通方向 | direction | richtung"),
    (Field::Author, Rank::Sure, "记录人 | 录入人 | author | logged by | recorded by"),
    (
        Field::NextDate,
        Rank::Sure,
        "下次跟进时间 | 下次跟进 | 下次跟进日期 | 下次联系 | 下次联系时间 | 下次联系日期 | 下次沟通时间 | 下次时间 | 下次日期 | \
         计划跟进时间 | 提醒时间 | next date | next follow up | next follow up date | next follow up time | \
         next contact | next contact date | follow up date | follow up | due date | next time | nächster kontakt | naechster kontakt | \
         nächster termin | wiedervorlage",
    ),
    (
        Field::NextAction,
        Rank::Sure,
        "下次动作 | 下一步动作 | 下一步 | 下一步计划 | 下一步行动 | 下步动作 | 下次跟进内容 | 下次跟进动作 | 跟进计划 | 待办 | \
         next action | next step | next steps | next | to do | action | nächster schritt | naechster schritt | nächste aktion",
    ),
    (Field::Goal, Rank::Sure, "目标 | 目的 | 跟进目标 | goal | aim | objective | ziel"),
    (
        person(PersonPart::Name),
        Rank::Sure,
        "联系人 | 联系人姓名 | 联系人名称 | 主联系人 | 姓名 | 对接人 | contact | contacts | contact person | contact name | \
         main contact | person | person in charge | full name | ansprechpartner | ansprechpartnerin | kontakt | kontaktperson",
    ),
    (
        person(PersonPart::Title),
        Rank::Sure,
        "职位 | 职务 | 岗位 | 头衔 | 联系人职位 | title | position | job title | contact title | contact position | funktion | titel",
    ),
    (
        person(PersonPart::Email),
        Rank::Sure,
        "邮箱 | 邮件 | 邮箱地址 | 邮件地址 | 电子邮箱 | 电子邮件 | 联系人邮箱 | email | e-mail | emails | mail | \
         email address | mail address | contact email | e-mail-adresse | emailadresse | mailadresse",
    ),
    (
        person(PersonPart::Phone),
        Rank::Sure,
        "电话 | 手机 | 手机号 | 手机号码 | 电话号码 | 联系电话 | 固话 | 座机 | 联系方式 | 联系人电话 | 联系人手机 | phone | \
         phones | tel | telephone | mobile | mobile phone | cell | cell phone | phone number | mobile number | \
         tel no | phone no | contact phone | contact number | telefon | telefonnummer | tel.-nr. | handy | mobil | mobiltelefon | rufnummer",
    ),
    (
        person(PersonPart::Whatsapp),
        Rank::Sure,
        "whatsapp | whats app | whatsapp number | whatsapp号 | wa | 联系人whatsapp | contact whatsapp",
    ),
    (person(PersonPart::Skype), Rank::Sure, "skype | skype id | skype号 | contact skype"),
    (
        person(PersonPart::Wechat),
        Rank::Sure,
        "微信 | 微信号 | wechat | wechat id | weixin | 联系人微信 | contact wechat",
    ),
    (
        person(PersonPart::Linkedin),
        Rank::Sure,
        "linkedin | 领英 | linkedin链接 | linkedin page | linkedin url | linkedin profile | contact linkedin",
    ),
];
