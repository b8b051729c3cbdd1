//! The stages that the program comes with, as it reads them from their text: no start has to do that again.

use super::{DEFAULT_STAGES, Stages};
use std::sync::LazyLock;

/// Made of [`DEFAULT_STAGES`] by the test below, which tells when they differ.
const READ: &[u8] = include_bytes!("../../../assets/stages.bin");

/// The stages of [`DEFAULT_STAGES`].
pub(super) static BUILTIN: LazyLock<Stages> = LazyLock::new(|| {
    postcard::from_bytes(READ).unwrap_or_else(|_| Stages::parse(DEFAULT_STAGES).unwrap_or_default())
});

#[cfg(test)]
mod tests {
    use super::*;

    /// `GENJIN_WRITE_ASSETS=1 cargo test --lib builtin` writes the file anew.
    #[test]
    fn what_was_read_is_what_the_text_says() {
        let stages = Stages::parse(DEFAULT_STAGES).unwrap();
        let read = postcard::to_allocvec(&stages).unwrap();
        if std::env::var_os("GENJIN_WRITE_ASSETS").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/stages.bin"), read).unwrap();
            return;
        }
        assert_eq!(
            postcard::from_bytes(READ),
            Ok(stages),
            "run GENJIN_WRITE_ASSETS=1 cargo test --lib builtin"
        );
        assert_eq!(READ, read, "run GENJIN_WRITE_ASSETS=1 cargo test --lib builtin");
    }
}
