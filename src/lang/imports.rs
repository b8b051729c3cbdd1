//! What an import says: how a table was read, what becomes of its rows, what is wrong with them.

use super::{Words, phrases, words};
use crate::app::form::FieldId;
use crate::domain::day_input::DayError;
use crate::exchange::{
    Addition, DayOrder, Double, Field, ImportError, Other, PersonPart, Reason, RowProblem, RowResult,
    TakenFor,
};

words! {
    to_look_at: "To look at:", "请查看：";
    nothing_to_import: "Nothing is new; nothing was changed.", "没有新内容；未作改动。";
    dry_run_over: "Dry run: nothing was changed.", "试运行：未作改动。";
    likely_doubles: "Likely twice:", "可能重复：";
    doubles_before: "They are entered all the same. Where both are one customer, give the row the other's company name (its own into a column \"alias\").", "仍会另行录入。若是同一客户，请把该行的公司名改成对方的（原名写到“简称”列）。";
    doubles_after: "They were entered all the same. Where both are one customer, press u in genjin to take the import back, give the row the other's company name (its own into a column \"alias\"), and import again.", "已另行录入。若是同一客户，请在 genjin 中按 u 撤销本次导入，把该行的公司名改成对方的（原名写到“简称”列），再导入。";
    kept_as_note: "kept in the note", "保留在备注";
}

phrases! {
    line(number: u64): "line {number:<5}", "第 {number:<5} 行";
    import_without_direction(count: usize; contacts = count "contact does" "contacts do"): "{count} {contacts} not say who wrote: counted for the cadence, but nobody owes an answer. A column \"direction\" with in or out tells.", "有 {count} 条沟通未说明谁发的：计入跟进节奏，但不算谁欠回复。可加“方向”一列，写收或发。";
    more_rows(count: usize; rows = count "row" "rows"): "and {count} more {rows}", "另有 {count} 行";
    import_counts(new: usize, added: usize, unchanged: usize, refused: usize; customers = new "customer" "customers", more = added "row" "rows", same = unchanged "row" "rows", bad = refused "row" "rows"): "{new} new {customers}, {added} {more} added to known ones, {unchanged} {same} with nothing new, {refused} {bad} not imported.", "新客户 {new} 个，补充已有客户 {added} 行，无新内容 {unchanged} 行，未导入 {refused} 行。";
}

impl Words {
    /// How the file was read.
    pub fn table_read(self, encoding: &str, delimiter: char, order: Option<DayOrder>) -> String {
        let delimiter = match delimiter {
            ',' => self.pick("comma", "逗号"),
            ';' => self.pick("semicolon", "分号"),
            '\t' => self.pick("tab", "制表符"),
            _ => self.pick("full-width comma", "全角逗号"),
        };
        let order = match order {
            Some(DayOrder::DayFirst) => self.pick(", dates day first", "，日期日在前"),
            Some(DayOrder::MonthFirst) => self.pick(", dates month first", "，日期月在前"),
            None => "",
        };
        self.pick(
            format!("Read as {encoding}, {delimiter} between columns{order}:"),
            format!("按 {encoding} 读取，{delimiter}分隔{order}："),
        )
    }

    pub fn taken_for(self, taken: TakenFor) -> String {
        match taken {
            TakenFor::Field(field) => self.import_field(field),
            TakenFor::Note => self.kept_as_note().to_owned(),
            TakenFor::Nothing => String::new(),
        }
    }

    fn import_field(self, field: Field) -> String {
        let known = match field {
            Field::Company => FieldId::Company,
            Field::Alias => FieldId::Aliases,
            Field::Country => FieldId::Country,
            Field::City => FieldId::City,
            Field::Source => FieldId::Source,
            Field::Kind => FieldId::Kind,
            Field::Grade => FieldId::PinnedGrade,
            Field::Stage => FieldId::Stage,
            Field::Tags => FieldId::Tags,
            Field::Website => FieldId::Website,
            Field::Products => FieldId::Products,
            Field::Language => FieldId::Language,
            Field::PaymentTerms => FieldId::PaymentTerms,
            Field::Owner => FieldId::Owner,
            Field::Note => FieldId::Note,
            Field::Potential => FieldId::Potential,
            Field::PaymentHabit => FieldId::PaymentHabit,
            Field::LastContent => FieldId::Summary,
            Field::Channel => FieldId::Channel,
            Field::Direction => FieldId::Direction,
            Field::NextDate => FieldId::NextDate,
            Field::NextAction => FieldId::NextAction,
            Field::Goal => FieldId::Goal,
            Field::Created => return self.pick("entered on", "创建时间").to_owned(),
            Field::LastContact => return self.pick("last contact", "最近联系").to_owned(),
            Field::Author => return self.pick("written by", "记录人").to_owned(),
            Field::Person(place, part) => {
                let person = self.pick("person", "联系人");
                let part = self.person_part(part);
                return if place == 0 {
                    format!("{person}: {part}")
                } else {
                    format!("{person} {}: {part}", place + 1)
                };
            }
        };
        self.field(known).to_owned()
    }

    fn person_part(self, part: PersonPart) -> &'static str {
        match part {
            PersonPart::Name => self.pick("name", "姓名"),
            PersonPart::Title => self.pick("title", "职位"),
            PersonPart::Email => self.pick("e-mail", "邮箱"),
            PersonPart::Phone => self.pick("phone", "电话"),
            PersonPart::Whatsapp => "WhatsApp",
            PersonPart::Skype => "Skype",
            PersonPart::Wechat => self.pick("WeChat", "微信"),
            PersonPart::Linkedin => "LinkedIn",
        }
    }

    /// What becomes of a row.
    pub fn row_result(self, result: &RowResult) -> String {
        match result {
            RowResult::New(_) => self.pick("new", "新客户").to_owned(),
            RowResult::AddedTo(_, additions) => {
                let parts: Vec<_> = additions.iter().map(|addition| self.addition(addition)).collect();
                self.pick(format!("adds {}", parts.join(", ")), format!("补充 {}", parts.join("、")))
            }
            RowResult::Unchanged(_) => self.pick("nothing new", "无新内容").to_owned(),
            RowResult::Refused => self.pick("not imported", "不导入").to_owned(),
        }
    }

    /// A new customer that is likely another one.
    pub fn double(self, double: &Double) -> String {
        let what = self.likeness(double.by);
        let other = match &double.other {
            Other::Known { company, .. } => {
                self.pick(format!("{company}, a customer already"), format!("已有客户 {company}"))
            }
            Other::Line { line, company } => {
                self.pick(format!("{company} in line {line}"), format!("第 {line} 行 {company}"))
            }
        };
        let (line, company) = (double.line, &double.company);
        self.pick(
            format!("line {line} {company}: same {what} as {other}"),
            format!("第 {line} 行 {company}：与{other} {what}相同"),
        )
    }

    fn addition(self, addition: &Addition) -> String {
        match addition {
            Addition::Field(field) => self.import_field(*field),
            Addition::Alias => self.field(FieldId::Aliases).to_owned(),
            Addition::Contact => self.pick("a person", "联系人").to_owned(),
            Addition::Address => self.pick("an address", "联系方式").to_owned(),
            Addition::Tag => self.tags().to_owned(),
            Addition::NoteLine => self.field(FieldId::Note).to_owned(),
            Addition::Interaction => self.pick("a log entry", "沟通记录").to_owned(),
            Addition::FollowUp => self.next_step().to_owned(),
        }
    }

    /// A problem with its place in the file.
    pub fn row_problem(self, problem: &RowProblem) -> String {
        if !self.is_zh() {
            return problem.to_string();
        }
        let heading = if problem.heading.is_empty() { "整行" } else { &problem.heading };
        let reason = self.row_reason(&problem.reason);
        let advice = match (&problem.reason, problem.field) {
            (Reason::NotUnderstood, Some(field)) => wanted(field),
            _ => "",
        };
        format!("第 {} 行 {heading}：{reason}{advice}：{:?}", problem.line, problem.value)
    }

    fn row_reason(self, reason: &Reason) -> String {
        match reason {
            Reason::NoCompany => "没有公司名，未导入此行".to_owned(),
            Reason::Total => "是合计行，不是客户，未导入此行".to_owned(),
            Reason::BrokenQuotes => "引号没有闭合，未导入此行".to_owned(),
            Reason::Ambiguous(names) => {
                format!("对应多个客户（{}），未导入此行；请补充国家或邮箱", names.join("、"))
            }
            Reason::Unreadable => "该客户的记录无法读取，未导入此行".to_owned(),
            Reason::NotUnderstood => "无法识别，保留在备注".to_owned(),
            Reason::NoDate(
                DayError::NoSuchDay | DayError::NoSuchMonth | DayError::NoSuchYear | DayError::NoSuchTime,
            ) => "日历上没有这一天，保留在备注".to_owned(),
            Reason::NoDate(_) => "不是确定的日期，保留在备注；请写成 2026-06-05".to_owned(),
            Reason::UnclearDayOrder => "日月先后不明，保留在备注；请写成 2026-06-05".to_owned(),
            Reason::InTheFuture => "在将来，保留在备注".to_owned(),
            Reason::CutNumber => "号码被表格截断，保留在备注；请把该列设为文本".to_owned(),
            Reason::NoPhone => "不是电话号码，保留在备注".to_owned(),
            Reason::NoEmail => "不是邮箱地址（如 anna@abc.example），保留在备注".to_owned(),
            Reason::DamagedText => "有乱码，请检查文件编码".to_owned(),
            Reason::KeptYours { yours } => format!("保留原有的 {yours:?}"),
            Reason::KeptEarlier { kept } => format!("前面的行是 {kept:?}，此值保留在备注"),
            Reason::ContactedSince(date) => format!("{} 之后已有联系，未导入此下一步", self.full_day(*date)),
        }
    }

    pub fn import_error(self, error: &ImportError) -> String {
        if !self.is_zh() {
            return error.to_string();
        }
        match error {
            ImportError::Empty { file } => format!("{file} 是空的；请重新导出为 CSV"),
            ImportError::Xlsx { file } => {
                format!("{file} 是 Excel 工作簿（XLSX）；请另存为 CSV UTF-8 再导入")
            }
            ImportError::Xls { file } => {
                format!("{file} 是旧版 Excel 工作簿（XLS）；请另存为 CSV UTF-8 再导入")
            }
            ImportError::Binary { file } => format!("{file} 不是文本；请另存为 CSV 再导入"),
            ImportError::NoCompanyColumn { file, found, recognised } => format!(
                "{file} 没有公司名一列；现有列名：{}；请把其中一列改名为 {}",
                found.join("、"),
                recognised.join("、")
            ),
        }
    }
}

/// What a field takes, in Chinese.
fn wanted(field: Field) -> &'static str {
    match field {
        Field::Grade => "；请写 A、B 或 C",
        Field::Potential | Field::PaymentHabit => "；请写 1 到 5",
        Field::Country => "；请写中文名、英文名或代码，如 DE",
        Field::Kind => "；请写工厂、代理、品牌商、零售商、进口商、批发商或其他",
        Field::Direction => "；请写收或发",
        Field::Channel => "；请写邮件、WhatsApp、电话、视频、微信、LinkedIn、Skype、面谈、展会或其他",
        Field::Stage => "；请写阶段名称，见销售管道",
        _ => "",
    }
}
