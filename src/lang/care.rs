//! What is said about copies of the data: proving, building anew, backing up, erasing.

use super::{Words, phrases, words};
use crate::store::Finding;

words! {
    all_sound: "everything is whole and says the same", "全部完好，彼此一致";
    rebuilding: "building the database anew", "正在重建数据库";
    rebuild_hint: "genjin rebuild makes the database anew from checkpoint and journal; genjin restore FILE puts a backup into an empty folder", "genjin rebuild 由检查点和日志重建数据库；genjin restore 文件 可把备份恢复到空文件夹";
    erase_warning: "nothing can bring this back, undo neither; its quotations and PIs in the folder documents go too, and with them whatever was set aside (set-aside-*, sled.*, journal.*), everybody in it included; files elsewhere (backups, exports, tables, documents, mail) are not touched: delete those yourself", "此操作无法恢复，也无法撤销；documents 文件夹内该客户的报价单和 PI 一并删除，先前移到一旁的数据（set-aside-*、sled.*、journal.*）连同其中所有客户也一并删除；你另存到别处的文件（备份、导出、表格、单据、邮件）不受影响，请自行删除";
}

phrases! {
    verify_counts(records: u64, customers: u64, changes: u64, files: usize, checkpoints: usize, backups: usize; rows = records "record" "records", whom = customers "customer" "customers", done = changes "change" "changes", journal = files "file" "files", images = checkpoints "checkpoint" "checkpoints", copies = backups "backup" "backups"): "read {records} {rows} of {customers} {whom}, {changes} {done} in {files} journal {journal}, {checkpoints} {images}, {backups} {copies}", "已读取 {customers} 个客户的 {records} 条记录、{files} 个日志文件中的 {changes} 次改动、{checkpoints} 个检查点、{backups} 个备份";
    findings_count(count: usize; things = count "thing is not as it" "things are not as they"): "{count} {things} should be:", "有 {count} 处不对：";
    read_so_far(count: u64): "{count} read", "已读取 {count}";
    rebuilt(records: usize; rows = records "record" "records"): "the database was built anew and holds {records} {rows}", "数据库已重建，共 {records} 条记录";
    backed_up(file: &str, records: u64, changes: u64, bytes: u64; rows = records "record" "records", later = changes "change" "changes"): "{file}: {records} {rows} and {changes} later {later}, {bytes} bytes, read back and found whole", "{file}：{records} 条记录及其后 {changes} 次改动，{bytes} 字节，已回读核对无误";
    restored(dir: &str, records: usize; rows = records "record" "records"): "{dir} now holds {records} {rows}", "{dir} 现有 {records} 条记录";
    restore_set_aside(aside: &str): "the data that were there are now in {aside}", "原有数据已移到 {aside}";
    file_is_there(file: &str): "{file} is there already and was left as it is; take another name, or --force to write over it", "{file} 已存在，未作改动；请换个文件名，或加 --force 覆盖";
    exported(file: &str, count: u64; records = count "record" "records"): "{file}: {count} {records}", "{file}：{count} 条记录";
    lines_imported(count: u64, changed: usize; records = count "record" "records"): "{count} {records} read, {changed} of them new or different", "已读取 {count} 条记录，其中 {changed} 条为新增或有变化";
    would_erase(company: &str, records: usize; rows = records "record" "records"): "this erases {company} with {records} {rows}; add --yes to do it", "将彻底抹除 {company} 及其 {records} 条记录；确认请加 --yes";
    erased(company: &str): "{company} was erased from data, journal, checkpoints and local backups", "{company} 已从数据、日志、检查点和本地备份中抹除";
    backup_removed(file: &str): "{file}: could not be read and was removed, since it may have held what was erased", "{file}：无法读取，因可能含被抹除的内容，已删除";
    checkpoint_differs(file: &str, count: usize, example: &str; customers = count "customer" "customers"): "{file}: says something else than the journal about {count} {customers}, one is {example}", "{file}：有 {count} 个客户与日志不一致，例如 {example}";
    database_differs(count: usize, example: &str; customers = count "customer" "customers"): "the database says something else than the journal about {count} {customers}, one is {example}", "数据库有 {count} 个客户与日志不一致，例如 {example}";
    summaries_differ(count: usize, example: &str; customers = count "customer" "customers"): "the list rows of {count} {customers} do not follow from their records, one is {example}", "有 {count} 个客户的列表信息与其记录不符，例如 {example}";
    summary_file_wrong(file: &str): "{file}: shows something else than the database; it may be deleted and is made anew", "{file}：与数据库不一致；可以删除，会重新生成";
}

impl Words {
    pub fn finding(self, finding: &Finding) -> String {
        match finding {
            Finding::Journal(error)
            | Finding::Checkpoint(error)
            | Finding::Backup(error)
            | Finding::Database(error) => self.store_error(error),
            Finding::CheckpointDiffers { file, customers, example } => {
                self.checkpoint_differs(&file.display().to_string(), *customers, &example.to_string())
            }
            Finding::DatabaseDiffers { customers, example } => {
                self.database_differs(*customers, &example.to_string())
            }
            Finding::SummariesDiffer { customers, example } => {
                self.summaries_differ(*customers, &example.to_string())
            }
            Finding::SummaryFile { file } => self.summary_file_wrong(&file.display().to_string()),
        }
    }
}
