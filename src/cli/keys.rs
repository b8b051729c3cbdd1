//! `genjin keys`: the key table as Markdown, which is also docs/KEYS.md.

use crate::app::keymap::{BINDINGS, Context};
use crate::lang::Words;

pub fn markdown(words: Words) -> String {
    let mut text = format!("# {}\n", words.help_title());
    for context in Context::ALL {
        text.push_str(&format!(
            "\n## {}\n\n| {} | {} | id |\n|---|---|---|\n",
            words.context(*context),
            words.keys(),
            words.what()
        ));
        for row in BINDINGS.iter().filter(|row| row.context == *context) {
            let keys: Vec<_> = row.keys.iter().map(|key| format!("`{}`", words.key(key))).collect();
            text.push_str(&format!(
                "| {} | {} | {} |\n",
                keys.join(" "),
                words.action_in(row.context, row.action),
                row.id
            ));
        }
    }
    text
}
