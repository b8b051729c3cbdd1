//! What commands say on the command line.

use super::{Words, phrases, words};
use crate::app::ledger::Likeness;

words! {
    data_closed: "this needs the data for itself alone", "此操作需要独占数据";
    company_needed: "a company name is needed", "需要客户公司名";
    nothing_said: "nothing was said: type at least a word behind the customer", "没有内容：请在客户后至少写一个词";
    next_date_in_the_past: "the next date lies in the past; what is behind > is still to be done", "下次日期已过；> 后应写将来的日期";
    contact_in_the_future: "a contact has happened: ~ takes a day in the past; the next step goes behind >", "沟通应是已发生的：~ 后写过去的日期，下一步写在 > 后";
    no_customers_yet: "No customers yet: genjin add, genjin import FILE.csv, or genjin --demo to look around.", "还没有客户：genjin add、genjin import 文件.csv，或用 genjin --demo 看示例。";
    country_label: "country", "国家";
    note: "note", "备注";
    what: "what it does", "作用";
}

phrases! {
    not_one_of(what: &str, all: &str): "{what}: one of {all}", "{what}：应为以下之一：{all}";
    no_door(what: &str): "Commands in other terminals have to wait until genjin is left: no local socket could be made ({what}).", "无法建立本地套接字（{what}）：其他终端里的命令要等退出 genjin 后才能使用。";
    leave_first(holder: &str): "genjin is open ({holder}); leave it first (q), then try again", "genjin 正在使用（{holder}）；请先退出（q）再试";
    days_late(days: u32): "{days}d late", "逾期 {days} 天";
    nobody_found(typed: &str): "no customer is found by \"{typed}\"; genjin find --notes looks in what was said and written", "没有找到“{typed}”对应的客户；genjin find --notes 可查找沟通和备注中的文字";
    no_entry_with(typed: &str): "no entry holds \"{typed}\"", "没有含“{typed}”的记录";
    too_short_to_find(typed: &str): "\"{typed}\" is too short: --notes needs two letters or one Chinese character", "“{typed}”太短：--notes 至少需要两个字母或一个汉字";
    no_such_customer(typed: &str): "no customer is called \"{typed}\" or has an id that begins so; genjin list shows all", "没有名为“{typed}”或编号以此开头的客户；genjin list 列出全部";
    several_customers(typed: &str, count: usize): "\"{typed}\" fits {count} customers; use an id:", "“{typed}”对应 {count} 个客户，请用编号：";
    namesake_there(company: &str, id: &str): "there is already a customer {company} ({id}); another one is entered", "已有客户 {company}（{id}）；仍另建一个";
    likely_there(what: &str, company: &str, id: &str): "nothing was entered: {company} ({id}) has the same {what}; --anyway enters another one", "未录入：已有客户 {company}（{id}），{what}相同；加 --anyway 仍另建一个";
    no_phone_number(typed: &str): "--phone {typed}: no telephone number, it has fewer than 5 digits; nothing was entered", "--phone {typed}：不是电话号码，数字不足 5 位；未录入";
    unknown_country(typed: &str): "--country {typed}: no country of that name or code; nothing was entered", "--country {typed}：没有这个国家；未录入";
    no_email_address(typed: &str): "--email {typed}: no e-mail address; nothing was entered", "--email {typed}：不是邮箱地址；未录入";
    nothing_logged(problem: &str): "nothing was logged: {problem}", "未记录：{problem}";
    not_empty(dir: &str): "{dir} holds customers already; name an empty folder with --data", "{dir} 已有客户；请用 --data 指定空文件夹";
    generated(done: usize, total: usize): "{done} of {total} batches written", "已写入 {done}/{total} 批";
    session_unreadable(problem: &str): "open tabs and drafts could not be read ({problem}); customers are all there", "打开的客户和草稿无法读取（{problem}）；客户数据完好";
    user_file_shut(path: &str, problem: &str): "{path}: cannot be read ({problem})", "{path}：无法读取（{problem}）";
}

impl Words {
    /// What two entries of one customer share.
    pub fn likeness(self, by: Likeness) -> &'static str {
        match by {
            Likeness::Email => self.pick("e-mail", "邮箱"),
            Likeness::Phone => self.pick("phone", "电话"),
            Likeness::Website => self.pick("website", "官网"),
            Likeness::Name => self.pick("name", "名称"),
        }
    }

    /// In front of a customer who is likely the one that is entered.
    pub fn alike(self, by: Likeness) -> String {
        let what = self.likeness(by);
        match by {
            Likeness::Name => self.pick("already there:", "已有同名客户：").to_owned(),
            _ => self.pick(format!("same {what}:"), format!("{what}相同：")),
        }
    }
}
