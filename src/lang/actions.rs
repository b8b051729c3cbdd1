//! The names of actions and of the places that keys are read in.

use super::Words;
use crate::app::keymap::{Action, Context};
use crate::app::settings::Language;

/// The names of an action in every language, for the palette.
pub fn names(action: Action) -> Vec<&'static str> {
    Language::ALL.iter().map(|language| Words(*language).action(action)).collect()
}

impl Words {
    #[expect(clippy::too_many_lines, reason = "one arm an action, each of them a name")]
    pub fn action(self, action: Action) -> &'static str {
        match action {
            Action::Up => self.pick("up", "上移"),
            Action::Down => self.pick("down", "下移"),
            Action::PageUp => self.pick("page up", "上一页"),
            Action::PageDown => self.pick("page down", "下一页"),
            Action::First => self.pick("first", "到开头"),
            Action::Last => self.pick("last; 12G goes to the 12th", "到末尾；12G 到第 12 个"),
            Action::NextPane => self.pick("next pane", "下一窗格"),
            Action::PreviousPane => self.pick("previous pane", "上一窗格"),
            Action::Open => self.pick("open", "打开"),
            Action::NextTab => self.pick("next open customer", "下一个已打开客户"),
            Action::PreviousTab => self.pick("previous open customer", "上一个已打开客户"),
            Action::Tab(_) => self.pick("open customer of this number", "切到第 N 个客户"),
            Action::CloseTab => self.pick("close this customer", "关闭当前客户"),
            Action::Log => self.pick("log a contact in one line", "一行记录沟通"),
            Action::LogForm => self.pick("log a contact in a form", "表单记录沟通"),
            Action::Done => self.pick("done: note, next step; again: the next", "完成：记一句；再按到下一个"),
            Action::Snooze => self.pick("put off", "推迟"),
            Action::Review => self.pick("daily review", "每日回顾"),
            Action::Skip => self.pick("skip to the next", "跳过，看下一个"),
            Action::Previous => self.pick("previous", "上一个"),
            Action::Worth(verdict) => self.verdict(verdict),
            Action::Call => self.pick("call: a clock, the brief, notes", "通话：计时、要点、记录"),
            Action::HangUp => self.pick("hang up and say what is next", "挂断，写下一步"),
            Action::Level => self.pick("level a day that holds too much", "疏散过满的一天"),
            Action::Tick => self.pick("tick or leave out", "勾选或取消"),
            Action::Mark => self.pick("mark for an action on several", "标记客户，批量操作"),
            Action::MarkRange => self.pick("mark from the last mark to here", "从上一标记选到这里"),
            Action::MarkAll => self.pick("mark all in the list, or none", "全选或全不选"),
            Action::Owner => self.pick("who follows this customer", "更换跟进人"),
            Action::NewCustomer => self.pick("new customer", "新建客户"),
            Action::Edit => self.pick("edit", "修改"),
            Action::Delete => self.pick("delete", "删除"),
            Action::Erase => self.pick("erase a customer for ever", "永久抹除客户"),
            Action::Tags => self.pick("tags", "标签"),
            Action::Grade => self.pick("pin or release the grade", "锁定或取消锁定评级"),
            Action::Class => self.pick("pin or release the class", "锁定或取消锁定分类"),
            Action::NewRecord => self.pick(
                "record: quotation, sample, PI, order, payment, shipment, feedback",
                "商务记录：报价、样品、PI、订单、收款、发货、反馈",
            ),
            Action::Business => self.pick("business of all customers, and back", "商务总览，再按返回"),
            Action::Rates => self.pick("rates of exchange", "汇率"),
            Action::Versions => self.pick("versions of a quotation, compared", "对比报价各版本"),
            Action::Insights => self.pick("insights: figures over everybody, and back", "数据洞察，再按返回"),
            Action::Section(number) => self.section_action(number),
            Action::Pipeline => {
                self.pick("pipeline: customers by stage, and back", "销售管道：按阶段看客户，再按返回")
            }
            Action::Panes => self.pick("back to today", "返回今日"),
            Action::StageOn => self.pick("move to the next stage", "移到下一阶段"),
            Action::StageBack => self.pick("move to the stage before", "移到上一阶段"),
            Action::Stage => self.pick("move to any stage", "移到任意阶段"),
            Action::WithoutNote => self.pick("move without a note", "不写说明直接移动"),
            Action::Filter => self.pick(
                "words in this timeline; filter the pipeline or a business list, next period of figures",
                "在此沟通记录中查找；筛选销售管道或商务列表，切换数据周期",
            ),
            Action::ClearFilter => self.pick("clear the filter or the words", "清除筛选或查找的词"),
            Action::Why => self.pick("why this customer, here, now", "为什么：分类、评级、日期、排序"),
            Action::Undo => self.pick("undo", "撤销"),
            Action::Redo => self.pick("redo", "重做"),
            Action::Find => {
                self.pick("find a customer, or words that were written", "查找客户，或记录中的文字")
            }
            Action::ToEntries => {
                self.pick("find: from the customers to the entries and back", "查找：在客户与记录之间切换")
            }
            Action::OlderMatch => self.pick("older entry with the words", "含查找词的较早记录"),
            Action::NewerMatch => self.pick("newer entry with the words", "含查找词的较新记录"),
            Action::Palette => self.pick("all actions by name", "搜索命令"),
            Action::Sort => self.pick("next order of the customers", "切换客户排序"),
            Action::OpenOutside => {
                self.pick("open a parcel's page, WhatsApp, mail, website", "打开快递、WhatsApp、邮件、官网")
            }
            Action::Papers => self.pick("make a quotation or PI to print or send", "生成报价单或 PI"),
            Action::Messages => self.pick("message templates, filled in", "消息模板（自动填写）"),
            Action::Copy => self.pick("copy to the clipboard", "复制到剪贴板"),
            Action::WriteMail => self.pick("open as an e-mail", "作为邮件打开"),
            Action::WriteWhatsapp => self.pick("open in WhatsApp", "在 WhatsApp 打开"),
            Action::AsText => self.pick("copy as plain text for a chat", "复制为聊天文本"),
            Action::AsPdf => self.pick("print it to a PDF", "生成 PDF"),
            Action::OtherLanguage => self.pick("the same in another language", "换一种语言"),
            Action::Save => self.pick("save", "保存"),
            Action::Accept => self.pick("take", "确定"),
            Action::Cancel => self.pick("back", "返回"),
            Action::NextField => self.pick("next field", "下一项"),
            Action::PreviousField => self.pick("previous field", "上一项"),
            Action::NextChoice => self.pick("next choice", "下一选项"),
            Action::PreviousChoice => self.pick("previous choice", "上一选项"),
            Action::TakeProposal => self.pick("take the proposed next date", "采用建议日期"),
            Action::ToForm => self.pick("go on in the full form", "转到完整表单"),
            Action::AddContact => self.pick("one more person", "增加联系人"),
            Action::RemoveContact => self.pick("remove this person", "移除该联系人"),
            Action::Discard => self.pick("throw away what was typed", "丢弃已输入的内容"),
            Action::Yes => self.pick("yes, delete", "确认删除"),
            Action::Help => self.pick("help", "帮助"),
            Action::Language => self.pick("中文 / English", "中文 / English"),
            Action::Theme => self.pick("next theme", "切换主题"),
            Action::Mistakes => {
                self.pick("mistakes in your files (rules.toml and others)", "文件中的错误（rules.toml 等）")
            }
            Action::Redraw => self.pick("draw the screen anew", "重画屏幕"),
            Action::Suspend => self.pick("to the shell and back with fg", "回到命令行，fg 返回"),
            Action::Quit => self.pick("quit; everything is kept", "退出；一切都会保留"),
        }
    }

    /// A word or two for the footer.
    pub fn action_short(self, action: Action) -> &'static str {
        match action {
            Action::Log => self.pick("log", "记录"),
            Action::Review => self.pick("review", "回顾"),
            Action::Level => self.pick("level", "疏散"),
            Action::Tick => self.pick("tick", "勾选"),
            Action::Mark => self.pick("mark", "标记"),
            Action::Skip => self.pick("skip", "跳过"),
            Action::Call => self.pick("call", "通话"),
            Action::HangUp => self.pick("hang up", "挂断"),
            Action::LogForm => self.pick("form", "表单"),
            Action::Done => self.pick("done", "完成"),
            Action::NewCustomer => self.pick("new", "新建"),
            Action::Find => self.pick("find", "查找"),
            Action::ToEntries => self.pick("entries", "记录"),
            Action::OlderMatch => self.pick("older", "较早"),
            Action::NewerMatch => self.pick("newer", "较新"),
            Action::NextTab => self.pick("next customer", "下个客户"),
            Action::CloseTab => self.pick("close", "关闭"),
            Action::NextPane => self.pick("pane", "窗格"),
            Action::Accept => self.pick("take", "确定"),
            Action::Cancel => self.pick("back", "返回"),
            Action::Palette => self.pick("actions", "命令"),
            Action::TakeProposal => self.pick("take date", "采用日期"),
            Action::AddContact => self.pick("person", "加联系人"),
            Action::RemoveContact => self.pick("remove", "移除"),
            Action::Discard => self.pick("discard", "丢弃"),
            Action::NewRecord => self.pick("record", "新记录"),
            Action::Business => self.pick("business", "商务总览"),
            Action::Insights => self.pick("insights", "洞察"),
            Action::Pipeline => self.pick("pipeline", "销售管道"),
            Action::Panes => self.pick("today", "今日"),
            Action::StageOn => self.pick("next stage", "下一阶段"),
            Action::StageBack => self.pick("stage before", "上一阶段"),
            Action::Stage => self.pick("any stage", "选阶段"),
            Action::WithoutNote => self.pick("no note", "不写说明"),
            Action::Rates => self.pick("rates", "汇率"),
            Action::Versions => self.pick("versions", "各版本"),
            Action::Filter => self.pick("filter", "筛选"),
            Action::ClearFilter => self.pick("clear filter", "清除筛选"),
            Action::Sort => self.pick("order", "排序"),
            Action::OpenOutside => self.pick("links", "链接"),
            Action::Papers => self.pick("document", "单据"),
            Action::Messages => self.pick("message", "消息"),
            Action::Copy => self.pick("copy", "复制"),
            Action::WriteMail => self.pick("e-mail", "邮件"),
            Action::WriteWhatsapp => "WhatsApp",
            Action::AsText => self.pick("copy text", "复制文本"),
            Action::AsPdf => self.pick("PDF", "PDF"),
            Action::OtherLanguage => self.pick("language", "语言"),
            Action::Grade => self.pick("grade", "评级"),
            Action::Class => self.pick("class", "分类"),
            Action::Why => self.pick("why", "原因"),
            Action::Quit => self.pick("quit", "退出"),
            Action::ToForm => self.pick("full form", "完整表单"),
            other => self.action(other),
        }
    }

    /// The name of an action in the place where its key is pressed.
    pub fn action_in(self, context: Context, action: Action) -> &'static str {
        match (context, action) {
            (Context::Line | Context::Form, Action::Cancel) => {
                self.pick("back; what was typed is kept", "返回；已输入的内容会保留")
            }
            (Context::Outgoing, Action::Accept) => self.pick("open, write, or yes", "打开、写入或确认"),
            (Context::Outgoing, Action::Yes) => self.pick("yes, it was sent", "是，已发出"),
            (Context::Outgoing, Action::NextChoice) => self.pick("next channel", "下一个渠道"),
            (Context::Outgoing, Action::PreviousChoice) => self.pick("previous channel", "上一个渠道"),
            (Context::Review, Action::Done) => self
                .pick("done: note and next step, then the next customer", "完成：记一句和下一步，再看下一个"),
            (Context::Review, Action::Cancel) => {
                self.pick("to the lists; r comes back", "回到列表；按 r 继续")
            }
            (Context::Review, Action::Open) => self.pick("begin; open as a tab", "开始；打开客户"),
            (Context::Call, Action::Cancel) => {
                self.pick("aside; the call goes on, c comes back", "放到一边；通话继续，按 c 返回")
            }
            (Context::Search, Action::Tick) => {
                self.pick("tick a tag or filter, while nothing is typed", "未输入文字时：勾选标签或筛选")
            }
            (Context::Move, Action::Accept) => self.pick("move with the note", "附说明移动"),
            (Context::Move, Action::Cancel) => self.pick("do not move", "不移动"),
            (Context::HangUp, Action::Cancel) => self.pick("back to the notes", "返回记录"),
            (Context::Line | Context::HangUp, Action::Accept) => self.pick("save", "保存"),
            (Context::Call | Context::HangUp, Action::Find) => self.pick(
                "find somebody, and start a call with another customer; this one goes on",
                "查找客户并与其他客户开始通话；本通话继续",
            ),
            (Context::Line | Context::Form, Action::Find) => {
                self.pick("find another customer; this note is kept", "查找其他客户；此记录会保留")
            }
            _ => self.action(action),
        }
    }

    pub fn context(self, context: Context) -> &'static str {
        match context {
            Context::Browse => self.pick("Panes, pipeline, business", "窗格、销售管道、商务"),
            Context::Review => self.pick("Daily review", "每日回顾"),
            Context::Call => self.pick("Call", "通话"),
            Context::HangUp => self.pick("Hanging up", "挂断"),
            Context::Line => self.pick("One-line log", "一行记录"),
            Context::Form => self.pick("Forms", "表单"),
            Context::Move => self.pick("Moving a stage", "移动阶段"),
            Context::Search => self
                .pick("Find, actions, tags, put off, owner, filter", "查找、命令、标签、推迟、跟进人、筛选"),
            Context::PopUp => self.pick("Other pop-ups", "其他弹窗"),
            Context::Outgoing => self.pick("Links, documents, messages", "链接、单据、消息"),
            Context::Anywhere => self.pick("Everywhere", "任何地方"),
        }
    }
}
