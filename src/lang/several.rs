//! What is told of a change to many customers, and of a day that holds too much.

use super::{Words, phrases, words};
use crate::app::CardChange;
use crate::app::keymap::{Action, Context, key_for};
use crate::app::message::Touched;

words! {
    level_rest: "The others stay: they wait for our answer, are late, have a time agreed, or no lighter day within their window.", "其余客户只能留在这天：在等我方回复、已逾期、约定了钟点，或跟进期限内没有更空的日子。";
    pin_hint: "the letter or Enter pins it", "按字母或回车锁定";
    owner_title: "Who follows", "跟进人";
    owner_hint: "type a name to find somebody or to put in somebody new", "输入姓名以查找或新增跟进人";
    no_owner: "nobody in particular", "不指定";
    level_title: "Too much for one day", "这一天太满";
    level_hint: "Space ticks, * all or none; Enter moves those ticked, Esc leaves everything", "空格勾选，* 全选或全不选；回车移动已勾选的，Esc 不变";
    agreed_date: "agreed", "已约定";
}

phrases! {
    level_load(day: &str, load: usize, limit: usize, left: usize): "{day} holds {load}, the limit is {limit}; as ticked it will hold {left}", "{day} 有 {load} 个，上限 {limit}；按勾选移动后剩 {left} 个";
    too_much(day: &str, load: usize, limit: usize, key: &str): "{day} holds {load}, the limit is {limit}: {key} proposes what to move", "{day} 有 {load} 个，上限 {limit}：按 {key} 看可以移走哪些";
    day_holds(day: &str, load: usize, limit: u16): "{day}: {load} of {limit}", "{day}：{load}/{limit}";
    next_at(clock: &str): "next {clock}", "下一个 {clock}";
    n_more(count: usize): "{count} more", "另 {count} 个";
    n_marked(count: usize): "{count} marked", "已标记 {count}";
}

impl Words {
    pub fn cards_changed(self, change: &CardChange, touched: &Touched) -> String {
        let (whom, several) = (self.touched(touched), matches!(touched, Touched::Several(_)));
        let what = match change {
            CardChange::Tag { tag, on: true } => {
                self.pick(format!("tag {} added", self.tag(tag)), format!("已贴标签 {}", self.tag(tag)))
            }
            CardChange::Tag { tag, on: false } => {
                self.pick(format!("tag {} removed", self.tag(tag)), format!("已移除标签 {}", self.tag(tag)))
            }
            CardChange::Grade(Some(grade)) => {
                self.pick(format!("grade {grade} pinned"), format!("评级锁定为 {grade}"))
            }
            CardChange::Grade(None) => {
                self.pick("grade is automatic again".to_owned(), "已改回自动评级".to_owned())
            }
            CardChange::Class(Some(class)) => {
                let name = self.bilingual(&class.name);
                self.pick(format!("class {name} pinned"), format!("分类锁定为{}", self.apart(name)))
            }
            CardChange::Class(None) => {
                self.pick("class is automatic again".to_owned(), "已改回自动分类".to_owned())
            }
            CardChange::Owner(owner) if owner.is_empty() => {
                self.pick("followed by nobody in particular".to_owned(), "不再指定跟进人".to_owned())
            }
            CardChange::Owner(owner) => {
                self.pick(format!("followed by {owner}"), format!("跟进人改为 {owner}"))
            }
        };
        let undo = key_for(Context::Browse, Action::Undo);
        self.pick(
            format!("{whom}: {what}; {undo} takes it back.{}", self.marks_stay(several)),
            format!("{whom}：{what}；按 {undo} 撤销。{}", self.marks_stay(several)),
        )
    }

    /// That those who were marked are so still, behind what was done to several.
    pub fn marks_stay(self, several: bool) -> String {
        let end = key_for(Context::Browse, Action::Cancel);
        if !several {
            return String::new();
        }
        self.pick(format!(" The marks stay; {end} ends them."), format!("标记仍在，{end} 取消。"))
    }
}
