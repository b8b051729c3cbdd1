//! Labels of form fields, their choices, and what is wrong with them.

use super::{Words, words};
use crate::app::customer_form::YES;
use crate::app::form::{ContactField, FieldError, FieldId};
use crate::domain::day_input::DayError;
use crate::domain::quick_log::LogProblem;
use crate::domain::{Channel, CustomerType, DecisionRole, Direction};

words! {
    no_such_day: "the month has no such day", "这个月没有这一天";
    no_such_month: "there is no such month", "没有这个月份";
    no_such_year: "years go from 1900 to 2199", "年份应在 1900 到 2199 之间";
    no_such_time: "there is no such time of day", "没有这个时刻";
}

impl Words {
    pub fn field(self, id: FieldId) -> &'static str {
        match id {
            FieldId::Happened => self.pick("when", "时间"),
            FieldId::Channel => self.pick("channel", "沟通方式"),
            FieldId::Direction => self.pick("direction", "方向"),
            FieldId::Person => self.pick("person", "联系人"),
            FieldId::Summary => self.pick("what was said", "内容摘要"),
            FieldId::Stage => self.pick("stage now", "当前阶段"),
            FieldId::LostReason => self.pick("lost because", "流失原因"),
            FieldId::NextDate => self.pick("next date", "下次跟进时间"),
            FieldId::NextAction => self.pick("next action", "下一步动作"),
            FieldId::Goal => self.pick("its goal", "目标"),
            FieldId::Company => self.pick("company", "客户公司名"),
            FieldId::Aliases => self.pick("short names", "简称"),
            FieldId::Country => self.pick("country", "国家"),
            FieldId::City => self.pick("city, region", "地区"),
            FieldId::Kind => self.pick("type", "客户类型"),
            FieldId::Website => self.pick("website", "官网"),
            FieldId::CompanyLinkedin => self.pick("LinkedIn page", "LinkedIn 链接"),
            FieldId::Source => self.pick("source", "客户来源"),
            FieldId::Products => self.pick("products", "意向产品"),
            FieldId::Tags => self.pick("tags", "标签"),
            FieldId::Potential => self.pick("potential 1-5", "潜力 1-5"),
            FieldId::PaymentHabit => self.pick("pays well 1-5", "付款习惯 1-5"),
            FieldId::PinnedGrade => self.pick("pinned grade", "指定评级"),
            FieldId::Language => self.pick("language", "语言"),
            FieldId::PaymentTerms => self.pick("payment terms", "付款方式"),
            FieldId::Owner => self.pick("owner", "跟进人"),
            FieldId::OpeningStage => self.pick("stage", "当前阶段"),
            FieldId::DoNotContact => self.pick("do not contact", "请勿联系"),
            FieldId::Note => self.pick("note", "备注"),
            FieldId::Contact(_, part) => self.contact_field(part),
            FieldId::Quick => self.quick_label(),
            FieldId::Deal(part) => self.part(part),
        }
    }

    fn contact_field(self, part: ContactField) -> &'static str {
        match part {
            ContactField::Name => self.pick("name", "姓名"),
            ContactField::Title => self.pick("title", "职位"),
            ContactField::Role => self.pick("role", "决策角色"),
            ContactField::Emails => self.pick("e-mails", "邮箱"),
            ContactField::Phones => self.pick("phones", "电话"),
            ContactField::Whatsapp => "WhatsApp",
            ContactField::Wechat => self.pick("WeChat", "微信"),
            ContactField::Skype => "Skype",
            ContactField::Linkedin => "LinkedIn",
            ContactField::Note => self.pick("note", "备注"),
        }
    }

    /// The heading above the fields of a person, counted from 0.
    pub fn person_heading(self, place: u8) -> String {
        let number = u16::from(place) + 1;
        if place == 0 {
            self.pick(format!("Person {number} (main)"), format!("联系人 {number}（主）"))
        } else {
            self.pick(format!("Person {number}"), format!("联系人 {number}"))
        }
    }

    /// What a choice of a field is called; the empty id is none.
    pub fn choice(self, field: FieldId, id: &str) -> String {
        let known = match field {
            FieldId::Channel => Channel::from_id(id).map(|it| self.channel(it)),
            FieldId::Direction => Direction::from_id(id).map(|it| self.direction(it)),
            FieldId::Kind => CustomerType::from_id(id).map(|it| self.customer_type(it)),
            FieldId::Contact(_, ContactField::Role) => DecisionRole::from_id(id).map(|it| self.role(it)),
            FieldId::PinnedGrade if id.is_empty() => Some(self.by_rules()),
            FieldId::Deal(part) => {
                return self
                    .part_choice(part, id)
                    .unwrap_or_else(|| if id.is_empty() { self.none().to_owned() } else { id.to_owned() });
            }
            FieldId::DoNotContact => Some(if id == YES { self.yes() } else { self.none() }),
            _ => None,
        };
        known.unwrap_or(if id.is_empty() { self.none() } else { id }).to_owned()
    }

    pub fn field_error(self, error: &FieldError) -> String {
        let said =
            match error {
                FieldError::Required => self.pick("needed", "必填"),
                FieldError::NoDate => self
                    .pick("no date; try +3d, fri, 6.20, 20 Jun", "不是日期；可写 +3d、周五、6.20、6月20日"),
                FieldError::NoSuchDay => self.no_such_day(),
                FieldError::NoSuchMonth => self.no_such_month(),
                FieldError::NoSuchYear => self.no_such_year(),
                FieldError::NoSuchTime => self.no_such_time(),
                FieldError::InTheFuture => {
                    self.pick("lies in the future; a contact has happened", "在将来；沟通应是已发生的")
                }
                FieldError::InThePast => {
                    self.pick("lies in the past; a next step lies ahead", "已过去；下一步应在今天或以后")
                }
                FieldError::NotAhead => self
                    .pick("not ahead; putting off takes a later time or day", "已过去；请写更晚的时间或日期"),
                FieldError::AnswerIsOurs => self.pick(
                    "the answer is ours: they wait for it; type a day instead",
                    "对方在等我方回复；请改写日期",
                ),
                FieldError::AgreedAhead => self.pick(
                    "set for a later day, and that stays; a day typed here moves it",
                    "已定更晚的日期，保持不变；要改期请输入日期",
                ),
                FieldError::TwoDates => self.pick(
                    "a second date; take one out, or put a backslash before it",
                    "第二个日期；请删去一个，或在前面加反斜杠",
                ),
                FieldError::UnknownCountry => {
                    self.pick("no country of that name or code", "没有这个国家名称或代码")
                }
                FieldError::NoEmail => {
                    self.pick("no e-mail address, e.g. anna@abc.com", "不是邮箱地址，例如 anna@abc.com")
                }
                FieldError::Part(error) => return self.part_error(error),
                FieldError::ContactWithoutName => {
                    self.pick("a name or an address is needed", "需要姓名或联系方式")
                }
            };
        said.to_owned()
    }

    /// What is wrong with a line of the one-line log, and that nothing is lost by it.
    pub fn log_problem(self, problem: &LogProblem) -> String {
        match problem {
            LogProblem::UnknownStage(text) => self.pick(
                format!("#{text}: no such stage, stays in the text"),
                format!("#{text}：没有这个阶段，保留在正文"),
            ),
            LogProblem::UnknownChannel(text) => self.pick(
                format!("{text}: no such channel, logged as \"other\"; the word stays in the text"),
                format!("{text}：没有这个沟通方式，记为“其他”，文字保留在正文"),
            ),
            LogProblem::UnknownContact(text) => self.pick(
                format!("@{text}: nobody of that name, stays in the text"),
                format!("@{text}：没有这个联系人，保留在正文"),
            ),
            LogProblem::AmbiguousContact(text) => self.pick(
                format!("@{text}: several people, type more of the name"),
                format!("@{text}：有多位，请多输几个字"),
            ),
            LogProblem::BadNextDate(text, error) => self.told(&format!(">{text}"), &self.day_error(error)),
            LogProblem::BadHappenedDate(text, error) => {
                self.told(&format!("~{text}"), &self.day_error(error))
            }
            LogProblem::SecondNextDate(text) => {
                self.told(&format!(">{text}"), &self.field_error(&FieldError::TwoDates))
            }
            LogProblem::SecondHappenedDate(text) => {
                self.told(&format!("~{text}"), &self.field_error(&FieldError::TwoDates))
            }
        }
    }

    pub fn day_error(self, error: &DayError) -> String {
        self.field_error(&crate::app::note::field_error(error))
    }
}
