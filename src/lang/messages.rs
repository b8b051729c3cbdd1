//! What the program tells after an action: what happened, and what to do next.

use super::Words;
use crate::app::form::FieldError;
use crate::app::keymap::{Action, Context, key_for};
use crate::app::message::{Message, Touched};
use crate::domain::Cause;
use time::Date;

impl Words {
    /// A name that ends in a dot ends its sentence as well.
    pub fn message(self, message: &Message, today: Date) -> String {
        let said = self.sentence(message, today);
        let said = said.replace("...", "\0").replace(".. ", ". ");
        said.strip_suffix("..").map_or(said.clone(), |said| format!("{said}.")).replace('\0', "...")
    }

    #[expect(clippy::too_many_lines, reason = "one arm a message, each of them a sentence")]
    fn sentence(self, message: &Message, today: Date) -> String {
        let key = |action| key_for(Context::Browse, action);
        let two = |en: String, zh: String| self.pick(en, zh);
        let one = |en: &str, zh: &str| self.pick(en, zh).to_owned();
        match message {
            Message::Logged { company, next, by_cadence, left_today } => {
                let next = next.map(|when| self.day_and_time(when, today));
                let next_en = match next.as_ref() {
                    Some(day) if *by_cadence => format!("nothing agreed, by the rules {day}"),
                    Some(day) => format!("next {day}"),
                    None => "no next date".to_owned(),
                };
                let next_zh =
                    next.as_ref().map_or("未定下次日期".to_owned(), |day| format!("下次 {day}"));
                // The header has the count as well, so that a long name may push it out of sight.
                two(
                    format!("Logged, {next_en}: {company}. {left_today} left today."),
                    format!("已记录，{next_zh}：{company}。今日还剩 {left_today} 个。"),
                )
            }
            Message::LoggedUnanswered { company, left_today } => two(
                format!("Logged, answer owed: {company}. {left_today} left today."),
                format!("已记录，待我方回复：{company}。今日还剩 {left_today} 个。"),
            ),
            Message::CustomerAdded { company } => two(
                format!("{company} is in. {} logs the first contact.", key(Action::Log)),
                format!("已建档：{company}。按 {} 记录第一次沟通。", key(Action::Log)),
            ),
            Message::CustomerSaved { company } => {
                two(format!("Saved: {company}."), format!("已保存：{company}。"))
            }
            Message::EntryCorrected { company } => {
                two(format!("Entry of {company} corrected."), format!("已修改 {company} 的记录。"))
            }
            Message::EntryDeleted { company } => two(
                format!("Entry of {company} deleted; {} brings it back.", key(Action::Undo)),
                format!("已删除 {company} 的一条记录；按 {} 撤销。", key(Action::Undo)),
            ),
            Message::Deleted { company } => two(
                format!("{company} deleted; {} brings everything back.", key(Action::Undo)),
                format!("已删除 {company}；按 {} 撤销。", key(Action::Undo)),
            ),
            Message::Erasing { company } => two(
                format!("Erasing {company}, this takes a moment..."),
                format!("正在抹除 {company}，请稍候"),
            ),
            Message::Erased { company } => two(
                format!("{company} is erased from everything that is kept here."),
                format!("{company} 已从本机保存的一切内容中抹除。"),
            ),
            Message::ChangedElsewhere { touched } => {
                let whom = self.touched(touched);
                two(format!("A command has just changed {whom}."), format!("命令行刚刚修改了{whom}。"))
            }
            Message::Snoozed { company, until } => {
                let day = self.day_and_time(*until, today);
                two(format!("{company} put off until {day}."), format!("{company} 推迟到 {day}。"))
            }
            Message::AgreedStays { company, again, agreed } => {
                let [again, agreed] = [again, agreed].map(|day| self.weekday_and_day(*day, today));
                two(
                    format!("{company} comes up again {again}; what is set for {agreed} stays."),
                    format!("{company} {again} 再看；已定的 {agreed} 不变。"),
                )
            }
            Message::Resting { company, at_most } => {
                let day = self.weekday_and_day(*at_most, today);
                two(
                    format!("{company} rests until they answer, until {day} at the latest."),
                    format!("{company} 暂停跟进，等对方回复，最晚到 {day}。"),
                )
            }
            Message::SeveralSnoozed { count: 0, left, .. } => two(
                format!("Nobody was put off: all {left} were to be later anyway."),
                format!("没有推迟：这 {left} 个客户的日期本来就更晚。"),
            ),
            Message::SeveralSnoozed { count, until, left } => {
                let day = self.day_and_time(*until, today);
                let marks = self.marks_stay(true);
                let customers = if *count == 1 { "customer" } else { "customers" };
                match left {
                    0 => two(
                        format!("{count} {customers} put off until {day}.{marks}"),
                        format!("{count} 个客户推迟到 {day}。{marks}"),
                    ),
                    left => two(
                        format!("{count} {customers} put off until {day}; {left} to be later anyway.{marks}"),
                        format!("{count} 个客户推迟到 {day}，另 {left} 个本来就更晚，未动。{marks}"),
                    ),
                }
            }
            Message::Tagged { company, tag } => two(
                format!("{company}: tag {} added.", self.tag(tag)),
                format!("{company}：已贴标签 {}。", self.tag(tag)),
            ),
            Message::Untagged { company, tag } => two(
                format!("{company}: tag {} removed.", self.tag(tag)),
                format!("{company}：已移除标签 {}。", self.tag(tag)),
            ),
            Message::Undone { of, touched: Touched::Rates } => two(
                format!("Undone: {}. {} does it again.", self.cause(of), key(Action::Redo)),
                format!("已撤销：{}。按 {} 重做。", self.cause(of), key(Action::Redo)),
            ),
            Message::Redone { of, touched: Touched::Rates } => {
                two(format!("Done again: {}.", self.cause(of)), format!("已重做：{}。", self.cause(of)))
            }
            Message::Undone { of, touched } => {
                let (cause, whom) = (self.cause(of), self.touched(touched));
                two(
                    format!("Undone: {cause}, {whom}. {} does it again.", key(Action::Redo)),
                    format!("已撤销：{cause}（{whom}）。按 {} 重做。", key(Action::Redo)),
                )
            }
            Message::Redone { of, touched } => {
                let (cause, whom) = (self.cause(of), self.touched(touched));
                two(format!("Done again: {cause}, {whom}."), format!("已重做：{cause}（{whom}）。"))
            }
            Message::ReviewKept => two(
                format!("The review keeps its place. {} goes on with it.", key(Action::Review)),
                format!("回顾进度已保留。按 {} 继续。", key(Action::Review)),
            ),
            Message::NotToBePutOff => one(
                "Not to be contacted, and so on no list: there is nothing to put off.",
                "已标记为请勿联系，不会进入清单，无需推迟。",
            ),
            Message::DateErased { company, due: None } => two(
                format!("{company}: the date is erased; the rules name no day."),
                format!("{company}：已删除约定日期；按规则不跟进。"),
            ),
            Message::DateErased { company, due: Some(due) } => {
                let day = self.weekday_and_day(*due, today);
                two(
                    format!("{company}: the date is erased; by the rules it is time on {day}."),
                    format!("{company}：已删除约定日期；按规则 {day} 跟进。"),
                )
            }
            Message::WhyLost => one(
                "Say why: price, MOQ, delivery, quality, terms, competitor; Enter saves it, Ctrl-C keeps the customer.",
                "请写明原因：价格、起订量、交期、质量、账期、同行；回车保存，Ctrl-C 保留客户。",
            ),
            Message::CallGoesOn => two(
                format!("The call goes on. {} comes back to it.", key(Action::Call)),
                format!("通话仍在继续。按 {} 返回。", key(Action::Call)),
            ),
            Message::CallWaits => two(
                format!("The call has ended and is not logged yet. {} comes back to it.", key(Action::Call)),
                format!("通话已结束，尚未记录。按 {} 返回。", key(Action::Call)),
            ),
            Message::CallWithoutNote => one(
                "Type a word about the call first; Ctrl-X throws it away.",
                "请先写一句通话内容；Ctrl-X 放弃这通电话。",
            ),
            Message::CallDiscarded => one("The call was thrown away.", "这通电话已丢弃。"),
            Message::NothingToChange => {
                one("Nothing to change: all of them are so already.", "无需修改：已经都是这样了。")
            }
            Message::NoDayLimit(file) => two(
                format!("No limit is set: write day_limit = 25, or your number, into {file}"),
                format!("尚未设上限：请写入 day_limit = 25（或您的数字），文件为 {file}"),
            ),
            Message::DaysAreLevel { limit } => two(
                format!("No day of the coming week holds more than {limit}."),
                format!("未来一周没有超过 {limit} 个的日子。"),
            ),
            Message::NothingToMove { day, load } => {
                let day = self.weekday_and_day(*day, today);
                two(
                    format!("{day} holds {load}, and nobody on it can come later."),
                    format!("{day} 有 {load} 个，但没有可以延后的客户。"),
                )
            }
            Message::Levelled { count: 0, .. } => {
                one("Nobody was ticked, so everything stays.", "没有勾选任何客户，保持不变。")
            }
            Message::Levelled { count: 1, day } => {
                let (day, undo) = (self.weekday_and_day(*day, today), key(Action::Undo));
                two(
                    format!("1 customer moved from {day}; {undo} brings it back."),
                    format!("已从 {day} 移走 1 个客户；按 {undo} 撤销。"),
                )
            }
            Message::Levelled { count, day } => {
                let (day, undo) = (self.weekday_and_day(*day, today), key(Action::Undo));
                two(
                    format!("{count} customers moved from {day}; {undo} brings them back."),
                    format!("已从 {day} 移走 {count} 个客户；按 {undo} 撤销。"),
                )
            }
            Message::Marked(0) => one("Nobody is marked any more.", "已取消全部标记。"),
            Message::Marked(count) => two(
                format!("{count} marked: t tags, m class, g grade, O owner, s date, # stage; Esc ends."),
                format!("已标记 {count}：t 标签，m 分类，g 评级，O 跟进人，s 日期，# 阶段；Esc 取消。"),
            ),
            Message::ReadingCards(count) => two(
                format!("Reading {count} {}.", if *count == 1 { "card" } else { "cards" }),
                format!("正在读取 {count} 张客户卡。"),
            ),
            Message::CardsChanged { change, whom } => self.cards_changed(change, whom),
            Message::NothingToUndo => one("Nothing to undo.", "没有可撤销的操作。"),
            Message::NothingToRedo => one("Nothing to redo.", "没有可重做的操作。"),
            Message::NoCustomer => one(
                "No customer is chosen: Right goes to the list, / finds, n enters a new one.",
                "没有选中客户：右方向键到列表，/ 查找，n 新建。",
            ),
            Message::NobodyForRecord => one(
                "No customer is under the cursor, so no record is begun: / finds one, n enters a new one.",
                "光标处没有客户，无法新建商务记录：/ 查找客户，n 新建客户。",
            ),
            Message::NoTab(number) => two(
                format!("There is no open customer {number}. Enter opens one."),
                format!("没有第 {number} 个已打开的客户。回车打开客户。"),
            ),
            Message::NoOpenCustomers => one(
                "No customer is open. Enter opens the one under the cursor.",
                "没有已打开的客户。回车打开光标处的客户。",
            ),
            Message::NothingToCorrect => {
                one("Only an entry of the log can be changed here.", "这里只能修改沟通记录。")
            }
            Message::StillLoading => one("Still being read; try again.", "仍在读取，请再试一次。"),
            Message::NoteKept => two(
                format!("The note is kept. {} goes on with it.", key(Action::Log)),
                format!("记录已保留。按 {} 继续。", key(Action::Log)),
            ),
            Message::DiscardAgain => one(
                "Ctrl-X once more throws away what was typed; any other key keeps it.",
                "再按一次 Ctrl-X 丢弃输入的内容；按其他键保留。",
            ),
            Message::NoteDiscarded => one("Draft discarded.", "草稿已丢弃。"),
            Message::FinishNoteFirst => one(
                "Finish this note first (or Ctrl-X), then correct the entry.",
                "请先完成这条记录（或 Ctrl-X 丢弃），再修改。",
            ),
            Message::ThemeIs(theme) => {
                two(format!("Theme: {}.", self.theme(*theme)), format!("主题：{}。", self.theme(*theme)))
            }
            Message::CardKept => two(
                format!(
                    "The draft is kept. {} or {} goes on with it.",
                    key(Action::NewCustomer),
                    key(Action::Edit)
                ),
                format!("草稿已保留，按 {} 或 {} 继续。", key(Action::NewCustomer), key(Action::Edit)),
            ),
            Message::Recorded { company, kind, answers, notices } => {
                let kind = self.deal_kind(*kind);
                let zh = self.apart(kind);
                let answered = if *answers { self.is_answer() } else { "" };
                let told = self.notices(notices, today);
                let en = format!("Saved: {kind}, {company}.{answered} {told}");
                two(en, format!("已保存{zh}：{company}。{answered}{told}")).trim_end().to_owned()
            }
            Message::RecordKept => two(
                format!("The draft is kept. {} goes on with it.", key(Action::NewRecord)),
                format!("草稿已保留，按 {} 继续。", key(Action::NewRecord)),
            ),
            Message::DealsSortedBy(sort) => {
                two(format!("Rows {}.", self.deal_sort(*sort)), format!("列表{}。", self.deal_sort(*sort)))
            }
            Message::RateKept(rate) => self.rate_kept(&self.rate(rate, rate.on)),
            Message::RateKnown => self.rates_nothing_new().to_owned(),
            Message::NoQuotation => self.no_quotation().to_owned(),
            Message::DoubtsAsked(doubts, open) => self.doubts_asked(doubts, open),
            Message::KeptFor(numbers) => two(
                format!(
                    "{} was made of this quotation, which gives it product and price. Delete the PI first.",
                    self.listed(numbers)
                ),
                format!("{} 由此报价生成，产品和单价出自这里。请先删除 PI。", self.listed(numbers)),
            ),
            Message::DeleteOneByOne => one(
                "Customers are deleted one by one: Esc takes the marks away.",
                "删除要逐个进行：先按 Esc 取消标记。",
            ),
            Message::OpenFirst => one(
                "Enter opens the customer at this record; there D deletes it.",
                "回车打开客户并定位到该记录，再按 D 删除。",
            ),
            Message::NoPeriodHere => one(
                "This page has days of its own; the others change with f.",
                "此页的日期是固定的；f 切换其他页面的周期。",
            ),
            Message::NothingToFilter => two(
                format!(
                    "Filters are for the pipeline ({}) and the business screen ({}).",
                    key(Action::Pipeline),
                    key(Action::Business)
                ),
                format!(
                    "筛选用于销售管道（{}）和商务页（{}）。",
                    key(Action::Pipeline),
                    key(Action::Business)
                ),
            ),
            Message::NoWords => two(
                format!("No words are looked for here; {} finds some in this timeline.", key(Action::Filter)),
                format!("此处没有查找的词；按 {} 在此沟通记录中查找。", key(Action::Filter)),
            ),
            Message::NoMoreMatches { older: true } => {
                one("No older entry holds these words.", "没有更早的记录含这些词。")
            }
            Message::NoMoreMatches { older: false } => {
                one("No newer entry holds these words.", "没有更新的记录含这些词。")
            }
            Message::NothingToOpen => self.nothing_to_open().to_owned(),
            Message::NothingToPrint => self.nothing_to_print().to_owned(),
            Message::NoMessages => self.no_messages().to_owned(),
            Message::Opening(target) => self.opening(target),
            Message::DraftOpening => self.opening_draft().to_owned(),
            Message::Copied(text) => self.copied(text),
            Message::NoAddress(channel) => {
                let channel = self.channel(*channel);
                two(
                    format!("No {channel} address on the card: e adds one; c copies the text."),
                    format!("客户卡上没有{channel}：按 e 补充；按 c 复制文本。"),
                )
            }
            Message::PaperWritten(path) => self.paper_written(path),
            Message::Printing => self.printing().to_owned(),
            Message::WithoutOwn(text) | Message::NotPrinted(text) => text.clone(),
            Message::FilterCleared => one("The filter is cleared.", "已清除筛选。"),
            Message::NoFilter => two(
                format!("No filter is set: {} sets one.", key(Action::Filter)),
                format!("没有设置筛选：按 {} 设置。", key(Action::Filter)),
            ),
            Message::NoCard => one(
                "No card is under the cursor: Left and Right go to a column that has some.",
                "光标处没有卡片：左右方向键移到有客户的列。",
            ),
            Message::BoardOrder => one(
                "A column has the best grade first, then who has been there longest.",
                "每列按评级从高到低，再按停留时间从长到短。",
            ),
            Message::OpenCustomerFirst => {
                one("Enter opens the customer; there D deletes it.", "回车打开客户，再按 D 删除。")
            }
            Message::StagesDiffer => two(
                format!(
                    "The marked customers are in different stages: {} moves them to one.",
                    key(Action::Stage)
                ),
                format!("标记的客户处于不同阶段：按 {} 可移到同一阶段。", key(Action::Stage)),
            ),
            Message::NoStageThere => two(
                format!("There is no stage further on that side; {} offers all of them.", key(Action::Stage)),
                format!("这一侧没有别的阶段；按 {} 可选任意阶段。", key(Action::Stage)),
            ),
            Message::StageKept => one("Not moved; the stage is as it was.", "未移动，阶段不变。"),
            Message::FinishMoveFirst => one(
                "Finish the move first: Enter moves with the note, Esc without one, Ctrl-C stays.",
                "请先完成移动：回车附说明，Esc 不写说明，Ctrl-C 不移动。",
            ),
            Message::LostNeedsReason => one(
                "Type why they are lost, then Enter; Ctrl-C leaves them where they are.",
                "请写明流失原因后回车；Ctrl-C 不移动。",
            ),
            Message::StageMoved { whom, stage } => {
                let marks = self.marks_stay(matches!(whom, Touched::Several(_)));
                let (whom, stage, undo) = (self.touched(whom), self.stage_name(stage), key(Action::Undo));
                two(
                    format!("{whom}: now {stage}; {undo} takes it back.{marks}"),
                    format!("{whom}：已移到{stage}；按 {undo} 撤销。{marks}"),
                )
            }
            Message::CardResumed => {
                one("Going on where you left off. Ctrl-X throws it away.", "从上次中断处继续。Ctrl-X 丢弃。")
            }
            Message::LineRefused(FieldError::InTheFuture) => one(
                "A contact has happened: ~ takes a day in the past; the next step goes behind >.",
                "沟通应是已发生的：~ 后写过去的日期，下一步写在 > 后。",
            ),
            Message::LineRefused(FieldError::InThePast) => {
                one("The next date lies in the past.", "下次日期已过去。")
            }
            Message::LineRefused(
                error @ (FieldError::NoDate
                | FieldError::NoSuchDay
                | FieldError::NoSuchMonth
                | FieldError::NoSuchYear
                | FieldError::NoSuchTime
                | FieldError::TwoDates),
            ) => two(
                format!("Not saved: {}.", self.field_error(error)),
                format!("未保存：{}。", self.field_error(error)),
            ),
            Message::LineRefused(_) => {
                one("Type at least a word of what was said.", "请至少写一句沟通内容。")
            }
            Message::NoProposal => {
                one("The rules propose no date for this stage.", "规则对此阶段没有建议日期。")
            }
            Message::FormHasErrors(1) => one("One field needs another look.", "有一项需要修改。"),
            Message::FormHasErrors(count) => {
                two(format!("{count} fields need another look."), format!("有 {count} 项需要修改。"))
            }
            Message::NotAContactField => {
                one("Go to a field of a person first.", "请先移到某位联系人的栏目。")
            }
            Message::SortedBy(sort) => two(
                format!("Customers by {}.", self.sort(*sort)),
                format!("客户按{}排序。", self.sort(*sort)),
            ),
            Message::NotSaved(reason) => two(
                format!("Not saved: {reason} What you typed is kept."),
                format!("未保存：{reason} 输入的内容已保留。"),
            ),
            Message::TimeCome(come) => self.time_come(come),
            Message::FilesTakenUp { saved, blank, gone, doubts } => {
                let doubts = (*doubts > 0).then(|| self.rules_doubts(*doubts));
                let told = [Some(self.taken_up(saved, blank, gone)), doubts];
                told.into_iter().flatten().collect::<Vec<_>>().join(self.pick(" ", ""))
            }
            Message::FileNotUsed { wrong, taken_up } => {
                let also = self.taken_up(taken_up, &[], &[]);
                [also, self.wrong_file_in_short(wrong)].join(" ").trim_start().to_owned()
            }
            Message::NoMistakes => self.no_mistakes().to_owned(),
            Message::NotOpened(what) => self.not_opened(what),
            Message::Store(reason) | Message::Notice(reason) => reason.clone(),
        }
    }

    pub(super) fn touched(self, touched: &Touched) -> String {
        match touched {
            Touched::One(company) => company.clone(),
            Touched::Several(count) => self.n_customers(*count),
            Touched::Rates => self.pick("rates of exchange", "汇率").to_owned(),
        }
    }

    /// What a change was.
    pub fn cause(self, cause: &Cause) -> &'static str {
        match cause {
            Cause::Added => self.pick("new customer", "新建客户"),
            Cause::Logged => self.pick("note", "沟通记录"),
            Cause::Edited => self.pick("edit", "修改"),
            Cause::Tagged => self.pick("tag", "标签"),
            Cause::Graded => self.pick("grade", "评级"),
            Cause::Classed => self.pick("class", "分类"),
            Cause::Planned => self.pick("next step", "下一步"),
            Cause::Snoozed => self.pick("put off", "推迟"),
            Cause::Deleted => self.pick("deletion", "删除"),
            Cause::Imported => self.pick("import", "导入"),
            Cause::Generated => self.pick("sample data", "示例数据"),
            Cause::Undid(_) => self.pick("undo", "撤销"),
            Cause::Redid(_) => self.pick("redo", "重做"),
            Cause::Recorded => self.pick("business record", "商务记录"),
            Cause::Moved => self.pick("stage", "阶段"),
            Cause::Rated => self.pick("rate of exchange", "汇率"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language;

    #[test]
    fn a_name_that_ends_in_a_dot_ends_the_sentence() {
        let said = |message: &Message| Words(Language::En).message(message, Date::MIN);
        let touched = Touched::One("São João Ltda.".into());
        let undone = said(&Message::Undone { of: Cause::Moved, touched });
        assert!(undone.starts_with("Undone: stage, São João Ltda. "), "{undone}");
        assert_eq!(said(&Message::CustomerSaved { company: "ABC Ltd.".into() }), "Saved: ABC Ltd.");
        assert!(said(&Message::Erasing { company: "ABC Ltd.".into() }).ends_with("a moment..."));
    }
}
