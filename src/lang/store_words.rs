//! What the store reports, in words.

use super::Words;
use crate::store::{Notice, StoreError};

impl Words {
    /// Who has the data, from what the lock file says: `process 4711 since 2026-06-05T09:00:00+08:00`.
    pub fn holder(self, holder: &str) -> String {
        let parts = holder.strip_prefix("process ").and_then(|rest| rest.split_once(" since "));
        match parts {
            Some((process, since)) if self.is_zh() => format!("进程 {process}，{since} 起"),
            _ => holder.to_owned(),
        }
    }

    pub fn store_error(self, error: &StoreError) -> String {
        if !self.is_zh() {
            return error.to_string();
        }
        self.system(&self.store_error_in_chinese(error))
    }

    fn store_error_in_chinese(self, error: &StoreError) -> String {
        match error {
            StoreError::HeldElsewhere { path, holder } => {
                let holder = self.holder(holder);
                format!("{}：另一个 genjin 正在使用（{holder}）；请先关闭它再试", path.display())
            }
            StoreError::OtherVersion { version } => {
                format!("数据正由 genjin {version} 打开，与本程序版本不同；请先退出它再试")
            }
            StoreError::Gone { path } => {
                format!(
                    "{}：打开数据的 genjin 还没回答就结束了；请先看看改动是否已保存，再试一次",
                    path.display()
                )
            }
            StoreError::Elsewhere { what } => what.clone(),
            StoreError::Conflict { name, .. } => {
                format!("{name}：读取之后已被修改，没有覆盖；请重新打开再改一次")
            }
            StoreError::Damaged { file, line, what } => {
                let line = line.map_or(String::new(), |line| format!(" 第 {line} 行"));
                format!(
                    "{}{line}：内容损坏（{what}）；未作任何改动，请保留该文件并从备份恢复",
                    file.display()
                )
            }
            StoreError::Database { path, what } => {
                format!("{}：{what}；请关闭 genjin 并移走此文件夹，它会由日志重建", path.display())
            }
            StoreError::Newer { path, found, known } => {
                format!(
                    "{}：由更新版本的 genjin 写入（格式 {found}，本程序只认到 {known}）；请升级 genjin",
                    path.display()
                )
            }
            StoreError::Io { path, source } => {
                format!("{}：{source}；{}", path.display(), self.system_advice(source))
            }
            StoreError::NotApplied { path, what } => {
                format!("{}：已写入日志但尚未显示（{what}）；请重新启动 genjin", path.display())
            }
            StoreError::Halted { path } => {
                format!("{}：先前出错后不再保存；请重新启动 genjin", path.display())
            }
            StoreError::ReadOnly { path } => {
                format!("{}：以只读方式打开，无法保存；请腾出空间或允许写入后重新启动 genjin", path.display())
            }
            StoreError::NoBackup { path } => {
                format!(
                    "{}：不是 genjin 写出的备份；未作任何改动，请指定 genjin backup 生成的文件或 backups 文件夹中的文件",
                    path.display()
                )
            }
            StoreError::NotEmpty { path } => {
                format!(
                    "{}：已有数据；请用 --data 指定空文件夹，或加 --set-aside 先把它移到一旁",
                    path.display()
                )
            }
            StoreError::Unfit { what } => format!("此改动无法保存：{what}"),
            StoreError::Panicked { what } => {
                format!("写入线程因内部错误停止（{what}）；请重新启动，已保存的数据是安全的")
            }
        }
    }

    pub fn store_notice(self, notice: &Notice) -> String {
        if !self.is_zh() {
            return notice.to_string();
        }
        self.system(&Self::store_notice_in_chinese(notice))
    }

    fn store_notice_in_chinese(notice: &Notice) -> String {
        match notice {
            Notice::TornTail { file, bytes, kept } => {
                let kept = kept.as_ref().map_or(String::new(), |kept| format!("，已存到 {}", kept.display()));
                format!("{}：截去了未写完的改动（{bytes} 字节）{kept}", file.display())
            }
            Notice::DatabaseSetAside { aside, why } => {
                format!("数据库无法使用（{why}），已移到 {}", aside.display())
            }
            Notice::Rebuilt { changes } => format!("数据库已由日志的 {changes} 次改动重建"),
            Notice::JournalRewritten { aside } => {
                let old =
                    aside.as_ref().map_or(String::new(), |aside| format!("；旧日志在 {}", aside.display()));
                format!("日志缺少已保存的改动，已由数据库重写{old}")
            }
            Notice::JournalDamaged { what } => format!("日志有一处无法读取，其余均已读取：{what}"),
            Notice::CheckpointDamaged { file, what } => {
                format!("{}：未使用此检查点：{what}", file.display())
            }
            Notice::ReadOnly { dir, why } => {
                format!("{}：以只读方式打开，不会保存任何内容（{why}）", dir.display())
            }
            Notice::UpkeepFailed { what } => format!("数据已保存，但未能做副本：{what}"),
        }
    }
}
