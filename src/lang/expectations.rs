//! What was expected in a file of the user, in Chinese.
//!
//! The files are read without knowing a language, so the sentences come in English; `{}` stands for what differs, which is
//! put into Chinese in the same way where it can be.

use super::Words;
use crate::domain::text_file::{Mistake, TOML};

impl Words {
    /// What stands where something else should.
    pub fn stands_there(self, mistake: &Mistake) -> String {
        if mistake.expected == TOML { self.toml_slip(&mistake.read) } else { self.said(&mistake.read) }
    }

    /// What should stand there.
    pub fn expected(self, english: &str) -> String {
        self.said(english)
    }

    fn said(self, english: &str) -> String {
        let chinese = self.is_zh().then(|| chinese(english)).flatten();
        chinese.map_or_else(|| english.to_owned(), |chinese| close_up(&chinese))
    }
}

/// Without the blanks between two Chinese characters, which are left where parts of a sentence meet.
pub(super) fn close_up(text: &str) -> String {
    let is_chinese = |c: Option<&char>| c.is_some_and(|c| *c >= '\u{2e80}');
    let letters: Vec<char> = text.chars().collect();
    let stays = |(place, c): &(usize, &char)| {
        let before = place.checked_sub(1).and_then(|before| letters.get(before));
        **c != ' ' || !is_chinese(before) || !is_chinese(letters.get(place + 1))
    };
    letters.iter().enumerate().filter(stays).map(|(_, c)| *c).collect()
}

/// The sentence in Chinese, where it is known.
fn chinese(english: &str) -> Option<String> {
    SENTENCES.iter().find_map(|(pattern, chinese)| {
        let parts = parts_of(english, pattern)?;
        let told = |part: &&str| self::chinese(part).unwrap_or_else(|| (*part).to_owned());
        let parts = parts.iter().map(told).enumerate();
        Some(
            parts.fold((*chinese).to_owned(), |said, (place, part)| {
                said.replace(&format!("{{{place}}}"), &part)
            }),
        )
    })
}

/// What stands in the places of a pattern; nothing where it does not fit.
fn parts_of<'t>(text: &'t str, pattern: &str) -> Option<Vec<&'t str>> {
    let mut pieces = pattern.split("{}");
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut parts = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let is_last = pieces.peek().is_none();
        let (part, behind) = match piece {
            "" if is_last => (rest, ""),
            piece if is_last => (rest.strip_suffix(piece)?, ""),
            piece => rest.split_once(piece)?,
        };
        parts.push(part);
        rest = behind;
    }
    rest.is_empty().then_some(parts)
}

/// English with `{}` for what differs, and Chinese with its place; of those that begin alike the longer ones come first.
const SENTENCES: &[(&str, &str)] = &[
    ("nothing", "什么也没有"),
    ("a file in TOML", "TOML 格式的文件"),
    ("no {} in {}", "{1} 中缺少 {0}"),
    ("`when` in the last class, {}", "最后一个分类 {0} 有 `when`"),
    ("the file", "文件"),
    ("the class", "分类"),
    ("the flag", "提醒"),
    ("the condition of the flag", "提醒的条件"),
    ("the condition of the bonus", "加分的条件"),
    ("a condition", "条件"),
    ("class `{}`", "分类 `{0}`"),
    ("flag `{}`", "提醒 `{0}`"),
    ("in {} one of {}", "{0} 中可写的词：{1}"),
    (
        "a word of a condition\n    joining others: {}\n    names: {}\n    counts: {}\n    true or false: {}\n    \
         days ago at most: {}\n    days since: {}\n    days ahead: {}\n    of the class: {}",
        "条件中可用的词\n    组合条件：{0}\n    名称：{1}\n    数量：{2}\n    true 或 false：{3}\n    \
         最多几天前：{4}\n    已过天数：{5}\n    今后天数：{6}\n    由分类得出：{7}",
    ),
    (
        "a word of a condition\n    joining others: {}\n    names: {}\n    counts: {}\n    true or false: {}\n    \
         days ago at most: {}\n    days since: {}\n    days ahead: {}",
        "条件中可用的词\n    组合条件：{0}\n    名称：{1}\n    数量：{2}\n    true 或 false：{3}\n    \
         最多几天前：{4}\n    已过天数：{5}\n    今后天数：{6}",
    ),
    (
        "a word of a condition\n    joining others: {}\n    names: {}\n    counts: {}\n    true or false: {}",
        "条件中可用的词\n    组合条件：{0}\n    名称：{1}\n    数量：{2}\n    true 或 false：{3}",
    ),
    ("a word of a condition", "条件中可用的词"),
    ("{}, which this file switches off", "{0}（本文件已将其停用）"),
    ("one of {}", "下列之一：{0}"),
    ("a stage: {}", "下列阶段之一：{0}"),
    ("a text in quotes", "引号中的文字"),
    ("true or false", "true 或 false"),
    ("a whole number from {} to {}", "{0} 到 {1} 的整数"),
    ("a whole number, 0 or more", "0 或更大的整数"),
    ("a whole number", "整数"),
    ("{} whole numbers from 0 to 100: {}", "{0} 个 0 到 100 的整数：{1}"),
    (
        "3 rising whole numbers from 1 to 1000000000: amounts in the base currency of settings.toml",
        "3 个由小到大的 1 到 1000000000 的整数：以 settings.toml 中本位币计的金额",
    ),
    (
        "the points of less than the first of `amounts`, and from each of them on",
        "低于 `amounts` 第一个数的得分，以及达到其中每个数起的得分",
    ),
    ("an ISO 4217 currency in quotes, such as {}", "引号中的 ISO 4217 货币代码，如 {0}"),
    ("the ISO 4217 code of a currency, such as {}", "ISO 4217 货币代码，如 {0}"),
    ("the table [company]", "表 [company]"),
    ("a file that ends in png, jpg, gif, webp or svg", "以 png、jpg、gif、webp 或 svg 结尾的文件"),
    ("[[bank]], with two brackets: there may be several", "[[bank]]，用双方括号：可以有多个"),
    ("a table [[bank]]", "表 [[bank]]"),
    ("{} in each [[bank]]", "每个 [[bank]] 中的 {0}"),
    (
        "the message in some language: en, zh, es and so on, each with a body",
        "某种语言的消息：en、zh、es 等，各有正文 body",
    ),
    ("the message", "消息"),
    ("message `{}`", "消息 `{0}`"),
    ("the text of the message", "消息的正文"),
    ("a text that can be filled in ({})", "可以填充的文字（{0}）"),
    ("at least one [[message]]", "至少一个 [[message]]"),
    ("the points of the scores 1 to 5", "1 到 5 分各得多少分"),
    ("the points of 0, 1, 2 and 3 or more orders", "0、1、2、3 个及以上订单各得多少分"),
    (
        "4 rising whole numbers from 0 to 365: the days late of a 5, a 4, a 3 and a 2",
        "4 个由小到大的 0 到 365 的整数：付款习惯 5、4、3、2 分最多晚几天",
    ),
    ("the comparison in quotes: {}", "加引号的比较：{0}"),
    (
        "a number such as 3, or a comparison such as \">= 3\", \"< 3\" or \"3..6\"",
        "数字（如 3）或比较（如 \">= 3\"、\"< 3\"、\"3..6\"）",
    ),
    (
        "a window such as {} that begins after the one before it ends",
        "在前一个时段结束之后开始的时段，如 {0}",
    ),
    (
        "a window such as {}, in days (d) or weeks (w), {} days at most",
        "时段，如 {0}，以天（d）或周（w）计，最多 {1} 天",
    ),
    ("a window such as {}", "时段，如 {0}"),
    ("a window whose first day comes before its last, as in {}", "首日在末日之前的时段，如 {0}"),
    ("a window that begins a day after the contact or later", "从联系后至少一天开始的时段"),
    ("a list of windows, such as {}", "时段列表，如 {0}"),
    ("a list of conditions, such as {}", "条件列表，如 {0}"),
    ("a list of channels, each {}", "沟通方式列表，每项为{0}"),
    ("each channel once", "每种沟通方式只写一次"),
    ("last_contact, sample_arrival or last_order", "last_contact、sample_arrival 或 last_order"),
    ("a list of tables", "表的列表"),
    ("a table for {}, such as {}", "{0} 的表，如 {1}"),
    ("a table with {}", "含 {0} 的表"),
    ("zh and en", "zh 和 en"),
    ("points for grade, agreed, day_overdue and others", "grade、agreed、day_overdue 等的分数"),
    ("weights, score_points, deal_points and thresholds", "weights、score_points、deal_points、thresholds"),
    ("an anchor and a window", "起点（anchor）和时段"),
    ("a window", "时段"),
    ("at least one value", "至少一个值"),
    ("at least one weight above 0", "至少一个大于 0 的权重"),
    ("at least one {}", "至少一个 {0}"),
    ("no more than {} stages and {} tags in all conditions", "所有条件中最多 {0} 个阶段、{1} 个标签"),
    ("no more than {} classes", "最多 {0} 个分类"),
    ("no more than {} flags", "最多 {0} 个提醒"),
    (
        "nothing after a class without a condition, since it would never be reached",
        "没有条件的分类之后不能再有分类，否则永远轮不到",
    ),
    (
        "nothing after a text without a condition, since it would never be reached",
        "没有条件的话术之后不能再有话术，否则永远轮不到",
    ),
    (
        "a class before the last one, which takes everybody else and has to stay",
        "最后一个以外的分类；最后一个收纳其余客户，必须保留",
    ),
    ("a condition, since the last class takes everybody else", "条件，因为其余客户已归入最后一个分类"),
    (
        "a last class without a condition, which takes everybody else",
        "没有条件的最后一个分类，用来收纳其余客户",
    ),
    ("an id of lower-case letters, digits and underscores", "由小写字母、数字和下划线组成的 id"),
    ("an id that nothing of its kind before it has", "前面没有用过的 id"),
    ("an id that no stage before it has", "前面的阶段没有用过的 id"),
    ("two Chinese characters at most", "最多两个汉字"),
    ("four letters at most", "最多四个字母"),
    ("a tag with letters or digits in it", "含有文字或数字的标签"),
    ("a name with letters or digits in it", "含有文字或数字的名称"),
    ("a country, such as {}", "国家，如 {0}"),
    (
        "a fact that does not come from the class; this one is for [[flag]] alone",
        "不由分类得出的条件；此项只能用于 [[flag]]",
    ),
    (
        "a fact that time alone does not change, and not the grade itself",
        "不会随时间自行变化的条件，也不能是评级本身",
    ),
    ("the half-width {}, typed with the input method off", "半角的 {0}（请切换到英文输入）"),
    ("fewer points for a B, {}, than the {} of an A", "B 的分数（{0}）低于 A 的分数（{1}）"),
    ("weekly or [[off]]", "weekly 或 [[off]]"),
    ("a list of days of the week, such as {}, with one left to work on", "星期列表，如 {0}，至少留一天工作"),
    ("a day of the week: {} or {}", "星期几：{0} 或 {1}，也可写周六、星期六"),
    ("[[off]], one for each row of days", "[[off]]，每段假期一个"),
    ("from, until, name or country", "from、until、name 或 country"),
    ("from = a day, such as {}", "from = 日期，如 {0}"),
    ("a day on or after `from`, within a year", "`from` 当天或之后一年以内的日期"),
    ("a day of the calendar, such as {}", "日历上的日期，如 {0}"),
    ("a table: {}", "表：{0}"),
    ("the table {}", "表 {0}"),
    ("the name of a program, such as {}", "程序名称，如 {0}"),
    ("the name of a file, such as {}", "文件名，如 {0}"),
    (
        "a pattern with one {A} or {n} in it, such as {}; also {}",
        "含一个 {A} 或 {n} 的格式，如 {0}；还可用 {1}",
    ),
    ("[[stage]], one for each stage", "[[stage]]，每个阶段一个"),
    ("a list of other words for it, such as {}", "其他叫法的列表，如 {0}"),
    ("id = an id of its own, such as {}", "id = 自己的 id，如 {0}"),
    ("group = one of {}", "group = 下列之一：{0}"),
    ("zh = the name in Chinese", "zh = 中文名称"),
    ("en = the name in English", "en = 英文名称"),
    ("pi_number", "pi_number"),
    ("[[stage]]", "[[stage]]"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language::{En, Zh};
    use crate::calendar::DaysOff;
    use crate::domain::Stages;
    use crate::domain::stage::DEFAULT_STAGES;
    use crate::rules::{DEFAULT_RULES, Rules};

    /// Every mistake in many wrong files of all kinds.
    fn mistakes() -> Vec<Mistake> {
        let stages = Stages::parse(DEFAULT_STAGES).unwrap();
        let mut found = Vec::new();
        let mut rules = vec![include_str!("../../tests/fixtures/rules/mistakes.toml").to_owned()];
        // Every line of the built-in rules left out, or with another value.
        let lines: Vec<_> = DEFAULT_RULES.lines().collect();
        for (place, line) in
            lines.iter().enumerate().filter(|(_, line)| line.contains('=') && !line.starts_with('#'))
        {
            let key = line.split('=').next().unwrap();
            for instead in [
                String::new(),
                format!("{key}= 77777"),
                format!("{key}= \"?\""),
                format!("{key}= []"),
                format!("{key}= {{}}"),
            ] {
                let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
                changed[place] = instead;
                rules.push(changed.join("\n"));
            }
        }
        for text in [
            "[[class]]\nid = \"cold\"\noff = true\n",
            "[[class]]\nid = \"new\"\nbefore = \"colt\"\n",
            "[[class]]\nid = \"hot\"\noff = true\n[[class]]\nid = \"potential\"\nbefore = \"hot\"\n",
            "[[class]]\nid = \"hot\"\nwhen = { flag = 1 }\n[[flag]]\nid = \"no_reply\"\nwhen = { flag = 1 }\n",
            "[[grade.bonus]]\nwhen = { flag = 1 }\npoints = 3\n",
            "[[class]]\nid = \"hot\"\nshort = { zh = \"三个字\", en = \"longer\" }\nchannels = [\"email\", \"email\"]\n",
            "[[class]]\nid = \"hot\"\ncadence = { anchor = \"last_contact\", window = \"0d..3d\" }\n",
            "[[class]]\nid = \"hot\"\ncadence = { anchor = \"sample_arrival\", windows = [\"0d..3d\", \"2d..7d\"], then = \"3\" }\n",
            "[grade]\nthresholds = { A = 30, B = 40 }\nweights = { potential = 0, payment_habit = 0, deals = 0 }\n",
            "[[flag]]\nid = \"x\"\nwhen = { tag = \"-\", country = \"Narnia\", orders = \"many\", stage = \"nope\", class = \"nope\" }\n",
            "[[class.say]]\nzh = 3\n[[grade.bonus]]\npoints = 3\n",
            "[[class]]\nid = “vip”\n",
            "[[class]]\nid = \"hot\"\nwhen = { orders >= 1 }\n",
            "[[class]]\nid = \"hot\"\nwhen = { class = \"hot\" }\n",
            "[[grade.bonus]]\nwhen = { grade = \"A\" }\npoints = 3\n",
        ] {
            rules.push(text.to_owned());
        }
        for text in rules {
            found.extend(Rules::parse_for(&text, &stages).err().into_iter().flat_map(|error| error.mistakes));
            found.extend(Rules::parse(&text).err().into_iter().flat_map(|error| error.mistakes));
        }
        for text in [
            "x = 1",
            "weekly = 3",
            "weekly = [\"x\"]",
            "off = 3",
            "off = [3]",
            "[[off]]\nname = 3",
            "[[off]]\nfrom = 2026-10-01\nuntil = 2026-09-01\ncountry = \"Narnia\"\nx = 1",
        ] {
            found.extend(DaysOff::parse(text).unwrap_err().mistakes);
        }
        for text in [
            "",
            "x = 1",
            "stage = 3",
            "stage = [3]",
            "[[stage]]\nid = \"\"\ngroup = \"x\"\nalso = 3\nx = 1",
            "[[stage]]\nid = \"a\"\ngroup = \"early\"\nzh = \"a\"\nen = \"a\"\n[[stage]]\nid = \"a\"",
        ] {
            found.extend(Stages::parse(text).unwrap_err().mistakes);
        }
        found.retain(|mistake| mistake.expected != TOML);
        found
    }

    #[test]
    fn every_mistake_is_told_in_chinese() {
        let all = mistakes();
        assert!(all.len() > 300, "{}", all.len());
        for mistake in all {
            assert!(chinese(&mistake.expected).is_some(), "{}", mistake.expected);
            let read = Words(Zh).stands_there(&mistake);
            assert!(read.starts_with('`') || !read.is_ascii(), "{read}");
            assert_eq!(Words(En).expected(&mistake.expected), mistake.expected);
        }
    }

    #[test]
    fn what_the_settings_expect_is_told_in_chinese() {
        for english in [
            "one of day_limit, pdf_browser, reminders, business, company, bank",
            "one of pi_number, base_currency",
            "an ISO 4217 currency in quotes, such as \"CNY\"",
            "the ISO 4217 code of a currency, such as \"USD\"",
            "the table [company]",
            "a file that ends in png, jpg, gif, webp or svg",
            "[[bank]], with two brackets: there may be several",
            "a table [[bank]]",
            "bank = \"…\" in each [[bank]]",
            "the message in some language: en, zh, es and so on, each with a body",
            "the text of the message",
            "a text that can be filled in (a slip)",
            "at least one [[message]]",
            "a table: terminal, desktop, calendar",
            "the table [business]",
            "the name of a program, such as \"chromium\"",
            "pi_number",
            "the name of a file, such as \"~/genjin.ics\"",
            "a pattern with one {A} or {n} in it, such as \"PI{yyyymmdd}-{A}\"; also {yymmdd} {yyyy}",
        ] {
            assert!(chinese(english).is_some(), "{english}");
        }
    }

    #[test]
    fn what_differs_keeps_its_place() {
        let said = |english: &str| Words(Zh).expected(english);
        assert_eq!(said("a whole number from 1 to 9"), "1 到 9 的整数");
        assert_eq!(said("no `when` in class `hot`"), "分类 `hot` 中缺少 `when`");
        assert_eq!(said("in the file one of class, flag"), "文件中可写的词：class, flag");
        let day = "a day of the week: Mon, Tue, Wed, Thu, Fri, Sat or Sun";
        assert_eq!(said(day), "星期几：Mon, Tue, Wed, Thu, Fri, Sat 或 Sun，也可写周六、星期六");
        assert_eq!(said("something new"), "something new");
    }
}
