//! What the system says when it refuses something, in Chinese.

use super::Words;
use std::io::{Error, ErrorKind};

/// In front of the number that the system gives an error.
const CODE: &str = "(os error ";

/// Errors that have words; others are told as the system tells them, in brackets.
const KINDS: [(ErrorKind, &str); 16] = [
    (ErrorKind::NotFound, "找不到文件或文件夹"),
    (ErrorKind::PermissionDenied, "没有权限"),
    (ErrorKind::StorageFull, "磁盘已满"),
    (ErrorKind::QuotaExceeded, "超出磁盘配额"),
    (ErrorKind::ReadOnlyFilesystem, "磁盘为只读"),
    (ErrorKind::AlreadyExists, "已存在"),
    (ErrorKind::NotADirectory, "不是文件夹"),
    (ErrorKind::IsADirectory, "是文件夹而不是文件"),
    (ErrorKind::DirectoryNotEmpty, "文件夹不为空"),
    (ErrorKind::FileTooLarge, "文件过大"),
    (ErrorKind::InvalidFilename, "文件名无效或过长"),
    (ErrorKind::ResourceBusy, "正被占用"),
    (ErrorKind::ConnectionRefused, "连接被拒绝"),
    (ErrorKind::BrokenPipe, "管道已关闭"),
    (ErrorKind::TimedOut, "超时"),
    (ErrorKind::OutOfMemory, "内存不足"),
];

impl Words {
    /// A text with what the system said in it in the language of the reader.
    pub fn system(self, text: &str) -> String {
        let mut told = text.to_owned();
        let mut from = 0;
        while let Some(found) = told.get(from..).filter(|_| self.is_zh()).and_then(|rest| rest.find(CODE)) {
            let at = from + found + CODE.len();
            from = at;
            let figures = told.get(at..).and_then(|rest| rest.split(')').next()).unwrap_or_default();
            if let Ok(code) = figures.parse() {
                let error = Error::from_raw_os_error(code);
                let (said, chinese) = (error.to_string(), in_chinese(&error));
                if told.contains(&said) {
                    told = told.replace(&said, &chinese);
                    from = 0;
                }
            }
        }
        told
    }

    /// What to do about an error of the file system.
    pub fn system_advice(self, error: &Error) -> &'static str {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory => "请检查路径",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "请允许读写后再试",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "请腾出磁盘空间后再试",
            _ => "请检查磁盘空间和写入权限后再试",
        }
    }
}

/// An error without its number, so that it is not looked for again.
fn in_chinese(error: &Error) -> String {
    let known = KINDS.iter().find(|(kind, _)| *kind == error.kind());
    known.map_or_else(
        || {
            let said = error.to_string();
            let bare = said.split(CODE).next().unwrap_or_default().trim_end();
            format!("系统错误（{bare}）")
        },
        |(_, chinese)| (*chinese).to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language;

    #[test]
    fn what_the_system_says_is_told_in_the_language_of_the_reader() {
        let check = |code: i32, expected: &str| {
            let said = format!("/a/b: {}; so", Error::from_raw_os_error(code));
            assert_eq!(Words(Language::Zh).system(&said), format!("/a/b: {expected}; so"));
            assert_eq!(Words(Language::En).system(&said), said);
        };
        check(2, "找不到文件或文件夹");
        check(13, "没有权限");
        check(28, "磁盘已满");
        let unknown = Words(Language::Zh).system(&Error::from_raw_os_error(86).to_string());
        assert!(unknown.starts_with("系统错误（") && !unknown.contains(CODE), "{unknown}");
        assert_eq!(Words(Language::Zh).system("(os error x)"), "(os error x)");
        let full = Error::from_raw_os_error(2);
        assert!(!Words(Language::Zh).system_advice(&full).contains("空间"));
    }
}
