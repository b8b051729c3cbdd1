//! What is wrong with a rule file, and what another one would change.

use super::{Words, phrases, words};
use crate::rules::{Mistake, RulesError};

words! {
    rules_in_use: "The saved rules are in use.", "已启用保存的规则。";
}

phrases! {
    rules_right(path: &str, classes: usize, flags: usize): "{path}: no mistakes; {classes} classes, {flags} flags", "{path}：没有错误；{classes} 个分类，{flags} 个提醒";
    rules_builtin(classes: usize, flags: usize): "the built-in rules: {classes} classes, {flags} flags; a rules.toml of yours would go over them", "内置规则：{classes} 个分类，{flags} 个提醒；可用您自己的 rules.toml 覆盖";
    rules_moves(count: usize, all: usize): "{count} of {all} customers move:", "{all} 个客户中有 {count} 个变化：";
    rules_loads(days: usize): "contacts on each of the next {days} days, before and after:", "未来 {days} 天每天的联系数（之前、之后）：";
    builtin_rules_used(mistake: &str): "Built-in rules in use: {mistake}", "正在使用内置规则：{mistake}";
    rules_not_used(mistakes: &str): "{mistakes}\nThe built-in rules are used until this is put right.", "{mistakes}\n改正之前使用内置规则。";
    rules_kept(mistake: &str): "{mistake} The last good rules stay in use.", "{mistake} 继续使用上一份正确的规则。";
}

impl Words {
    /// Every mistake, a line each.
    pub fn rule_mistakes(self, path: &str, error: &RulesError) -> String {
        let line = |mistake: &Mistake| {
            let (line, column, what) = (mistake.line, mistake.column, self.rule_mistake(mistake));
            self.pick(
                format!("{path}: line {line}, column {column}: {what}"),
                format!("{path}：第 {line} 行第 {column} 列：{what}"),
            )
        };
        error.mistakes.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The first mistake in the messages on one line, and how many there are.
    pub fn message_mistakes_short(self, error: &RulesError) -> String {
        let Some(first) = error.mistakes.first() else { return String::new() };
        let (line, what, count) = (first.line, self.rule_mistake(first), error.mistakes.len());
        self.pick(
            format!("messages.toml line {line}: {what} (mistakes: {count})."),
            format!("messages.toml 第 {line} 行：{what}（{count} 处错误）。"),
        )
    }

    /// The first mistake on one line, and how many there are.
    pub fn rule_mistakes_short(self, error: &RulesError) -> String {
        let Some(first) = error.mistakes.first() else { return String::new() };
        let (line, read, count) = (first.line, &first.read, error.mistakes.len());
        let meant = first.meant.as_ref().map_or(String::new(), |meant| {
            self.pick(format!(", did you mean `{meant}`?"), format!("，是不是 `{meant}`？"))
        });
        let en = if count == 1 {
            "genjin rules check".to_owned()
        } else {
            format!("{count} mistakes; genjin rules check")
        };
        self.pick(
            format!("rules.toml line {line}: {read}{meant} ({en})"),
            format!("rules.toml 第 {line} 行：{read}{meant}（{count} 处错误；genjin rules check）"),
        )
    }

    /// What stands there, what should, and what was probably meant.
    pub fn rule_mistake(self, mistake: &Mistake) -> String {
        let Mistake { read, expected, meant, .. } = mistake;
        let meant = meant.as_ref().map_or(String::new(), |meant| {
            self.pick(format!("; did you mean `{meant}`?"), format!("；是不是 `{meant}`？"))
        });
        self.pick(format!("{read}; expected {expected}{meant}"), format!("{read}；应为 {expected}{meant}"))
    }
}
