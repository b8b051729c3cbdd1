//! What the documents say is what the program does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test fails loudly"
)]

use std::path::Path;
use std::process::Command;

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// `GENJIN_WRITE_DOCS=1 cargo test --test docs` writes the page anew.
#[test]
fn the_page_of_keys_is_the_key_table() {
    let output = Command::new(env!("CARGO_BIN_EXE_genjin")).args(["keys", "--lang", "en"]).output().unwrap();
    let keys = String::from_utf8(output.stdout).unwrap();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/KEYS.md");
    if std::env::var_os("GENJIN_WRITE_DOCS").is_some() {
        std::fs::write(&page, &keys).unwrap();
    }
    assert_eq!(read("docs/KEYS.md"), keys, "run GENJIN_WRITE_DOCS=1 cargo test --test docs");
}

#[test]
fn every_command_and_option_of_the_help_is_in_the_readme() {
    let output = Command::new(env!("CARGO_BIN_EXE_genjin")).args(["--help"]).output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let readme = read("README.md");
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let names: Vec<_> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() >= 8, "{help}");
    for name in names.into_iter().filter(|name| *name != "help") {
        assert!(readme.contains(&format!("genjin {name}")), "README.md lacks genjin {name}");
    }
    for option in ["--data", "--lang", "--theme", "--now", "--demo"] {
        assert!(help.contains(option) && readme.contains(option), "{option}");
    }
}

#[test]
fn every_room_is_on_the_map() {
    let map = read("docs/ARCHITECTURE.md");
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(room) = name.strip_suffix(".rs").filter(|room| !matches!(*room, "lib" | "main")) {
            assert!(map.contains(&format!("`{room}`")), "docs/ARCHITECTURE.md lacks the room `{room}`");
        }
    }
}

#[test]
fn the_page_of_templates_has_every_field_and_its_examples_are_right() {
    use genjin::documents::{FIELDS, TEMPLATE_NAMES, variables};
    use genjin::domain::Stages;
    use genjin::domain::language::LANGUAGES;
    use genjin::domain::stage::DEFAULT_STAGES;
    use genjin::rules::{DEFAULT_MESSAGES, FieldCheck, Messages, Rules};
    use genjin::settings::Settings;

    let page = read("docs/TEMPLATES.md");
    let (rules, stages) = (Rules::builtin(), Stages::parse(DEFAULT_STAGES).unwrap());
    let check = FieldCheck { fields: &FIELDS, asked: &variables };
    let messages = |text: &str| Messages::parse_over_builtin(text, &rules, &stages, &check);
    let blocks = toml_blocks(&page);
    let [company, browser, own_messages] = blocks[..] else { panic!("{} examples", blocks.len()) };
    Settings::parse(company).unwrap();
    assert!(!Settings::parse(browser).unwrap().pdf_browser.is_empty());
    messages(own_messages).unwrap();
    // The built-in messages keep to the same rules.
    messages(DEFAULT_MESSAGES).unwrap();
    let table = page.split("| field | what it is |").nth(1).unwrap().lines().skip(2);
    let explained: Vec<_> =
        table.take_while(|line| line.starts_with('|')).map(|line| line.split('`').nth(1).unwrap()).collect();
    assert_eq!(explained, FIELDS);
    for name in LANGUAGES.iter().chain(&TEMPLATE_NAMES) {
        assert!(page.contains(&format!("`{name}`")), "docs/TEMPLATES.md lacks {name}");
    }
}

/// The parts of a page that stand between three backticks and the word `toml`.
fn toml_blocks(page: &str) -> Vec<&str> {
    let after = page.split("```toml\n").skip(1);
    after.map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn the_page_of_rules_has_every_word_of_a_condition_and_its_examples_are_right() {
    use genjin::domain::Stages;
    use genjin::domain::stage::DEFAULT_STAGES;
    use genjin::rules::Rules;

    let page = read("docs/RULES.md");
    let stages = Stages::parse(DEFAULT_STAGES).unwrap();
    let is_right = |text: &str| Rules::parse_for(text, &stages).map_err(|error| format!("{error}\n{text}"));
    for block in toml_blocks(&page) {
        is_right(block).unwrap();
    }
    let table = page.split("| word | example |").nth(1).unwrap().lines().skip(2);
    let mut explained = Vec::new();
    for row in table.take_while(|line| line.starts_with('|')) {
        let mut cells = row.trim_matches('|').split(" | ").map(|cell| cell.trim().trim_matches('`'));
        let (word, example) = (cells.next().unwrap(), cells.next().unwrap());
        assert!(example.contains(&format!("{word} = ")), "{row}");
        let name = "name = { zh = \"甲\", en = \"A\" }";
        let flag =
            format!("[[flag]]\nid = \"a\"\n{name}\ncolour = \"hot\"\npriority = 1\nwhen = {{ {example} }}");
        is_right(&flag).unwrap();
        explained.push(word);
    }
    let mut words: Vec<_> = Rules::condition_words().collect();
    words.sort_unstable();
    explained.sort_unstable();
    assert_eq!(explained, words, "docs/RULES.md and the vocabulary differ");
}

#[test]
fn chinese_sentences_have_chinese_punctuation() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let words = std::fs::read_dir(root.join("src/lang")).unwrap().map(|entry| entry.unwrap().path());
    let mut wrong = Vec::new();
    for path in words.chain([root.join("src/lang.rs"), root.join("assets/messages.toml")]) {
        let text = std::fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate() {
            let letters: Vec<char> = line.chars().collect();
            let is_wrong = |pair: &[char]| matches!(pair, ['\u{4e00}'..='\u{9fff}', ',' | ';' | ':']);
            if letters.windows(2).any(is_wrong) {
                wrong.push(format!("{}:{}: {line}", path.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
