//! The rules that the program comes with, as it reads them from their text: no start has to do that again.

use super::{DEFAULT_RULES, Rules, read};
use std::sync::LazyLock;

/// Made of [`DEFAULT_RULES`] by the test below, which tells when they differ.
const READ: &[u8] = include_bytes!("../../assets/rules.bin");

/// The rules of [`DEFAULT_RULES`].
pub(super) static BUILTIN: LazyLock<Rules> =
    LazyLock::new(|| postcard::from_bytes(READ).unwrap_or_else(|_| read::read(DEFAULT_RULES, None).0));

#[cfg(test)]
mod tests {
    use super::*;

    /// `GENJIN_WRITE_ASSETS=1 cargo test --lib builtin` writes the file anew.
    #[test]
    fn what_was_read_is_what_the_text_says() {
        let rules = Rules::parse(DEFAULT_RULES).unwrap();
        let read = postcard::to_allocvec(&rules).unwrap();
        if std::env::var_os("GENJIN_WRITE_ASSETS").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/rules.bin"), read).unwrap();
            return;
        }
        assert_eq!(
            postcard::from_bytes(READ),
            Ok(rules),
            "run GENJIN_WRITE_ASSETS=1 cargo test --lib builtin"
        );
        assert_eq!(READ, read, "run GENJIN_WRITE_ASSETS=1 cargo test --lib builtin");
    }
}
