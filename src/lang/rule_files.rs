//! What is wrong with the user's files, and what other rules would change.

use super::expectations::close_up;
use super::{Words, phrases, words};
use crate::app::wrong_file::{Fault, Instead, WrongFile};
use crate::domain::text_file::{FileError, Mistake};
use crate::rules::{Doubt, Doubtful};

words! {
    no_mistakes: "There is no mistake in your files.", "您的文件没有错误。";
    not_utf8: "it is not in UTF-8; save it as UTF-8 in your editor", "不是 UTF-8 编码；请在编辑器中另存为 UTF-8";
    rules_answer_nobody: "Hint: this file stands alone and has no [answer], so a message waits as long as the cadence does.", "提示：此文件独立使用且没有 [answer]，来信要等到跟进节奏到期才提醒答复。";
    rules_move_nobody: "Nobody moves to another class or grade.", "没有客户的分类或评级变化。";
    rules_change_nobody: "Nothing changes: classes, grades, flags, today's list and what to say stay as they are.", "没有变化：分类、评级、提醒、今日清单和话术都不变。";
    rules_flags: "flags that go up or down:", "提醒的变化：";
    mistakes_title: "Mistakes in your files", "您的文件中的错误";
    mistakes_hint: "arrows scroll, Esc closes; goes by itself once all is right", "方向键滚动，Esc 关闭；全部改正后自动消失";
}

/// The file that has a command to check it.
const RULES: &str = "rules.toml";

phrases! {
    last_good_rules(path: &str, count: &str): "{path}: {count}, the last good rules stay in use; `genjin rules check` tells them", "{path}：{count}，沿用上一份正确的规则；用 `genjin rules check` 查看";
    builtin_rules(path: &str, count: &str): "{path}: {count}, the built-in rules are used; `genjin rules check` tells them", "{path}：{count}，改用内置规则；用 `genjin rules check` 查看";
    why_here(company: &str): "why {company} is here, and why now", "{company} 为什么在这里、为什么是现在";
    rules_right(path: &str, classes: usize, flags: usize; groups = classes "class" "classes", marks = flags "flag" "flags"): "{path}: no mistakes; {classes} {groups}, {flags} {marks}", "{path}：没有错误；{classes} 个分类，{flags} 个提醒";
    rules_builtin(classes: usize, flags: usize; groups = classes "class" "classes", marks = flags "flag" "flags"): "the built-in rules: {classes} {groups}, {flags} {marks}; a rules.toml of yours would go over them", "内置规则：{classes} 个分类，{flags} 个提醒；可用您自己的 rules.toml 覆盖";
    rules_moves(count: usize, all: usize; customers = all "customer" "customers", go = count "moves" "move"): "{count} of {all} {customers} {go} to another class or grade:", "{all} 个客户中有 {count} 个的分类或评级变化：";
    rules_overtaken(count: usize; customers = count "customer stands" "customers stand"): "{count} more {customers} further down because of others", "另有 {count} 个客户因此排后";
    rules_places(count: usize; customers = count "customer" "customers", stand = count "stands" "stand"): "{count} {customers} {stand} elsewhere in today's list:", "{count} 个客户在今日清单中的位置变化：";
    points_before_and_after(old: i32, new: i32): "priority {old} -> {new}", "优先级 {old} -> {new}";
    rules_advice(count: usize; customers = count "customer" "customers"): "other channels or something else to say for {count} {customers}:", "{count} 个客户的沟通方式或话术变化：";
    flag_goes_up(flag: &str, count: usize): "\"{flag}\" goes up for {count}", "新增“{flag}” {count} 个";
    flag_goes_down(flag: &str, count: usize): "\"{flag}\" goes down for {count}", "不再“{flag}” {count} 个";
    to_say(text: &str): "say: {text}", "话术：{text}";
    rules_same_loads(days: usize): "The contacts on each of the next {days} days stay as many as they are.", "未来 {days} 天每天的联系数不变。";
    rules_loads(days: usize): "contacts on each of the next {days} days, before and after:", "未来 {days} 天每天的联系数（之前、之后）：";
    wrong_files(count: usize): "{count} files", "{count} 个文件";
    files_taken_up(names: &str): "Saved, and in use now: {names}.", "已保存并启用：{names}。";
    rules_doubts(count: usize; warnings = count "warning" "warnings"): "{count} {warnings}: see `genjin rules check`.", "有 {count} 处注意：用 `genjin rules check` 查看。";
    files_empty(names: &str): "{names}: empty, what is built in is used.", "{names} 为空，使用内置内容。";
    rules_empty(path: &str, classes: usize, flags: usize; groups = classes "class" "classes", marks = flags "flag" "flags"): "{path}: empty; the built-in rules are used: {classes} {groups}, {flags} {marks}", "{path}：空文件，使用内置规则：{classes} 个分类，{flags} 个提醒";
    files_gone(names: &str): "Removed: {names}; what is built in is used again.", "已删除：{names}；重新使用内置内容。";
    rules_gone(name: &str): "{name} was removed: the built-in rules are used again.", "{name} 已删除：重新使用内置规则。";
    last_good_used(name: &str): "The last good {name} is used until this is put right.", "改正之前沿用上一份正确的 {name}。";
    last_good_used_short(name: &str, mistake: &str): "Last good {name} in use: {mistake}", "沿用上一份正确的 {name}：{mistake}";
    last_good_not_kept(name: &str, reason: &str): "The copy of {name} for the day on which it has a mistake could not be kept in last_good: {reason}", "无法在 last_good 中保留 {name} 的副本：{reason}";
    defaults_used(name: &str): "What is built in is used instead of {name} until this is put right.", "改正之前使用内置内容代替 {name}。";
    defaults_used_short(name: &str, mistake: &str): "Built-in in use, not {name}: {mistake}", "正使用内置内容，而非 {name}：{mistake}";
}

impl Words {
    /// What does nothing in a rule file, with its place.
    pub fn rules_doubt(self, doubt: &Doubt) -> String {
        let (line, column, what) = (doubt.line, doubt.column, self.doubtful(&doubt.what));
        self.pick(
            format!("Warning: line {line}, column {column}: {what}"),
            format!("注意：第 {line} 行第 {column} 列：{what}"),
        )
    }

    /// What does nothing in a rule file, and why.
    pub fn doubtful(self, what: &Doubtful) -> String {
        let (en, zh) = match what {
            Doubtful::NeverReached { class, by } => (
                format!("class `{class}` is never reached: class `{by}` before it takes everybody it would"),
                format!("永远轮不到分类 `{class}`：前面的分类 `{by}` 已收纳它的全部客户"),
            ),
            Doubtful::NeverHolds { words } => (
                format!(
                    "this condition never holds: no customer is what it asks of `{}`",
                    words.join("` and `")
                ),
                format!("此条件永远不成立：没有客户能满足对 `{}` 的要求", words.join("` 与 `")),
            ),
            Doubtful::TakesEverybody { class } => (
                format!("the condition of class `{class}` always holds, so no class after it is reached"),
                format!("分类 `{class}` 的条件永远成立，后面的分类都轮不到"),
            ),
            Doubtful::AsksInVain { class } => (
                format!("this asks for class `{class}`, which is never reached but by pinning"),
                format!("此处要求分类 `{class}`，但除手动锁定外永远轮不到它"),
            ),
        };
        self.pick(en, zh)
    }

    /// A file of the user that cannot be read, with the reason as the system puts it.
    pub fn user_file_unreadable(self, path: &str, problem: &str) -> String {
        let is_other_text = problem.contains("valid UTF-8");
        let problem = self.system(problem);
        self.user_file_shut(path, if is_other_text { self.not_utf8() } else { &problem })
    }

    /// Names of files that were saved and count, of those with nothing in them, and of those that are no longer there.
    pub fn taken_up(self, saved: &[&str], blank: &[&str], gone: &[&str]) -> String {
        let list = |names: &[&str]| names.join(self.pick(", ", "、"));
        let told = match gone {
            [] => None,
            [RULES] => Some(self.rules_gone(RULES)),
            several => Some(self.files_gone(&list(several))),
        };
        let saved = (!saved.is_empty()).then(|| self.files_taken_up(&list(saved)));
        let empty = (!blank.is_empty()).then(|| self.files_empty(&list(blank)));
        saved.into_iter().chain(empty).chain(told).collect::<Vec<_>>().join(self.pick(" ", ""))
    }

    /// How much is wrong, for the corner of the screen: of one file by name, of several by number.
    pub fn wrong_in_all(self, files: &[WrongFile]) -> String {
        let name = match files {
            [only] => only.name.to_owned(),
            several => self.wrong_files(several.len()),
        };
        let count = self.n_mistakes(files.iter().map(WrongFile::count).sum());
        self.pick(format!("{name}: {count}"), format!("{name}：{count}"))
    }

    /// How many mistakes there are.
    pub fn n_mistakes(self, count: usize) -> String {
        match count {
            1 => self.pick("1 mistake".to_owned(), "1 处错误".to_owned()),
            _ => self.pick(format!("{count} mistakes"), format!("{count} 处错误")),
        }
    }

    /// Everything that is wrong with a file, a line each, and what is used instead.
    pub fn wrong_file(self, file: &WrongFile, path: &str) -> String {
        let told = match &file.fault {
            Fault::Mistakes(error, _) => self.file_mistakes(path, error),
            Fault::Unreadable(reason, _) => self.user_file_unreadable(path, reason),
            Fault::NoCopy(reason) => self.last_good_not_kept(file.name, &self.system(reason)),
        };
        self.used_instead(file).map_or(told.clone(), |used| format!("{told}\n{used}"))
    }

    /// The same of the rules in one line, since a command of their own tells every mistake in them.
    pub fn wrong_file_before_command(self, file: &WrongFile, path: &str) -> String {
        let Fault::Mistakes(error, instead) = &file.fault else { return self.wrong_file(file, path) };
        if file.name != RULES {
            return self.wrong_file(file, path);
        }
        let count = self.n_mistakes(error.mistakes.len());
        match instead {
            Instead::LastGood => self.last_good_rules(path, &count),
            Instead::BuiltIn => self.builtin_rules(path, &count),
        }
    }

    /// What is used instead of a wrong file, where it is not used.
    pub fn used_instead(self, file: &WrongFile) -> Option<String> {
        match &file.fault {
            Fault::Mistakes(_, Instead::LastGood) | Fault::Unreadable(_, Instead::LastGood) => {
                Some(self.last_good_used(file.name))
            }
            Fault::Mistakes(_, Instead::BuiltIn) | Fault::Unreadable(_, Instead::BuiltIn) => {
                Some(self.defaults_used(file.name))
            }
            Fault::NoCopy(_) => None,
        }
    }

    /// What is used instead of a wrong file and the first of its mistakes, for one line of the screen.
    pub fn wrong_file_in_short(self, file: &WrongFile) -> String {
        let (first, instead) = match &file.fault {
            Fault::Mistakes(error, instead) => (self.first_mistake(error), instead),
            Fault::Unreadable(reason, instead) => (self.user_file_unreadable(file.name, reason), instead),
            Fault::NoCopy(reason) => return self.last_good_not_kept(file.name, &self.system(reason)),
        };
        match instead {
            Instead::LastGood => self.last_good_used_short(file.name, &first),
            Instead::BuiltIn => self.defaults_used_short(file.name, &first),
        }
    }

    /// Every mistake of a file with its place, for a page of the screen.
    pub fn mistakes(self, file: &WrongFile) -> Vec<String> {
        match &file.fault {
            Fault::Mistakes(error, _) => error.mistakes.iter().map(|it| self.mistake_there(it)).collect(),
            Fault::Unreadable(reason, _) => vec![self.user_file_unreadable(file.name, reason)],
            Fault::NoCopy(reason) => vec![self.last_good_not_kept(file.name, &self.system(reason))],
        }
    }

    /// A mistake with its place.
    fn mistake_there(self, mistake: &Mistake) -> String {
        let (line, column, what) = (mistake.line, mistake.column, self.mistake(mistake));
        self.pick(
            format!("line {line}, column {column}: {what}"),
            format!("第 {line} 行第 {column} 列：{what}"),
        )
    }

    /// Every mistake of a file of the user, a line each.
    pub fn file_mistakes(self, path: &str, error: &FileError) -> String {
        let line = |mistake: &Mistake| {
            let there = self.mistake_there(mistake);
            self.pick(format!("{path}: {there}"), format!("{path}：{there}"))
        };
        error.mistakes.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The first mistake for one line of the screen, and how many there are.
    fn first_mistake(self, error: &FileError) -> String {
        let Some(first) = error.mistakes.first() else { return String::new() };
        let (line, column, read) = (first.line, first.column, self.stands_there(first));
        // Where one word is meant, the list of all of them would only hide it.
        let what = match &first.meant {
            Some(meant) => {
                self.pick(format!("{read}, did you mean `{meant}`?"), format!("{read}，是不是 `{meant}`？"))
            }
            // What may stand there is told line by line where there is room.
            None => self.mistake(first).lines().next().unwrap_or_default().to_owned(),
        };
        let (en, zh) = match error.mistakes.len() {
            1 => (String::new(), String::new()),
            count => (format!(" (first of {count} mistakes)"), format!("（共 {count} 处错误）")),
        };
        self.pick(
            format!("line {line}, column {column}: {what}{en}"),
            format!("第 {line} 行第 {column} 列：{what}{zh}"),
        )
    }

    /// What stands there, what should, and what was probably meant.
    fn mistake(self, mistake: &Mistake) -> String {
        let (read, expected) = (self.stands_there(mistake), self.expected(&mistake.expected));
        if mistake.is_missing() {
            return self.pick(format!("missing: {expected}"), format!("缺少：{expected}"));
        }
        // The guess comes first: all that may stand there is often long.
        match &mistake.meant {
            Some(meant) => self.pick(
                format!("{read}, did you mean `{meant}`? Expected {expected}"),
                close_up(&format!("{read}，是不是 `{meant}`？应为 {expected}")),
            ),
            None => self
                .pick(format!("{read}; expected {expected}"), close_up(&format!("{read}；应为 {expected}"))),
        }
    }
}
