//! Words of the board.

use super::{Words, phrases, words};
use crate::app::ledger::pipeline::Facet;

words! {
    pipeline: "Pipeline", "销售管道";
    empty_board: "No customers yet. n enters the first one; genjin import FILE.csv brings your spreadsheet.", "还没有客户。按 n 录入第一个；也可用 genjin import 文件.csv 导入表格。";
    nobody_fits: "No customer fits the filter. F clears it, f changes it.", "没有符合筛选的客户。F 清除筛选，f 更改筛选。";
    empty_column: "Nobody here. > and < move the card under the cursor by a column, # to any.", "这里没有客户。在卡片上按 > 或 < 移动一列，# 选任意阶段。";
    filter_title: "Filter", "筛选";
    filter_hint: "type to find; Space ticks, Enter finishes", "输入以查找；空格勾选，回车完成";
    nothing_to_filter_by: "Nothing of that name: no owner, grade, country or tag.", "没有匹配的跟进人、评级、国家或标签。";
    stage_title: "Move to which stage?", "移到哪个阶段？";
    stage_hint: "Up and Down choose, Enter goes on to the note, Esc stays", "上下方向键选择，回车写说明，Esc 不移动";
    note_of_move: "Why, in one line; begin with a channel (wa<) if you talked:", "用一行写明原因；若有沟通，以沟通方式开头（微信<）：";
    why_lost: "Why are they lost? One line, which is kept as the reason:", "流失原因是什么？写一行，作为原因保存：";
    move_hint: "Enter moves with the note   Esc moves without one   Ctrl-C stays", "回车：附说明移动   Esc：不写说明直接移动   Ctrl-C：不移动";
    move_lost_hint: "Enter moves   Ctrl-C stays", "回车：移动   Ctrl-C：不移动";
    no_contact: "no contact: the rhythm goes on", "不算联系，跟进节奏不变";
    stage_was_moved: "stage moved", "阶段移动";
}

phrases! {
    days_there(median: i64, longest: i64; middle = median "day" "days", most = longest "day" "days"): "median {median} {middle}, longest {longest} {most}", "中位 {median} 天，最长 {longest} 天";
    unknown_owner(typed: &str): "--owner {typed}: nobody of that name follows a customer", "--owner {typed}：没有由此人跟进的客户";
    unknown_tag(typed: &str): "--tag {typed}: no customer has this tag", "--tag {typed}：没有带此标签的客户";
    no_such_country(typed: &str): "--country {typed}: no country of that name or code", "--country {typed}：没有这个国家";
    column_of(at: usize, all: usize): "column {at} of {all}", "第 {at} 列，共 {all} 列";
    empty_stages(count: usize; stages = count "stage" "stages"): "without {count} empty {stages}", "未列 {count} 个空阶段";
    columns_of(from: usize, to: usize, all: usize): "columns {from}-{to} of {all}", "第 {from}-{to} 列，共 {all} 列";
    in_stage(days: i64): "{days}d", "{days} 天";
    n_in_board(count: usize, all: usize): "{count} of {all}", "{count}，共 {all}";
    gone_stage(id: &str): "{id}, not in stages.toml", "{id}，不在 stages.toml 中";
}

impl Words {
    /// The kind of a filter and its value.
    pub fn facet(self, facet: &Facet) -> (&'static str, String) {
        match facet {
            Facet::Owner(owner) => (self.pick("owner", "跟进人"), owner.clone()),
            Facet::Tag(tag) => (self.pick("tag", "标签"), self.tag(tag).to_owned()),
            Facet::Country(country) => (self.pick("country", "国家"), self.country(*country).to_owned()),
            Facet::Grade(grade) => (self.pick("grade", "评级"), grade.id().to_owned()),
        }
    }
}
