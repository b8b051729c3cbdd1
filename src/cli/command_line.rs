//! The command line as its user reads it: help and mistakes in English as clap tells them, or in Chinese.
//!
//! Nothing of the Chinese is made before help or a mistake is to be shown.

use super::Cli;
use crate::lang::help::{LineMistake, in_chinese};
use clap::builder::Resettable;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Command, CommandFactory, Error, Parser};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::process::ExitCode;

/// Reads a command line, or shows help or what is wrong with it.
///
/// # Errors
/// How the program ends where there is nothing to do.
pub fn read(args: &[OsString], is_chinese: impl FnOnce() -> bool) -> Result<Cli, ExitCode> {
    Cli::try_parse_from(args).map_err(|error| {
        if !named_chinese(args).unwrap_or_else(is_chinese) {
            error.exit();
        }
        show(args)
    })
}

/// What `--lang` says, before the whole line can be read.
fn named_chinese(args: &[OsString]) -> Option<bool> {
    let mut args = args.iter().filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--");
    let value = args.find_map(|arg| match arg.strip_prefix("--lang") {
        Some("") => Some(None),
        Some(rest) => rest.strip_prefix('=').map(Some),
        None => None,
    })?;
    match value.or_else(|| args.next()) {
        Some("zh") => Some(true),
        Some("en") => Some(false),
        _ => None,
    }
}

fn show(args: &[OsString]) -> ExitCode {
    let Err(error) = translated().try_get_matches_from_mut(args) else { return ExitCode::SUCCESS };
    if !is_mistake(error.kind()) {
        let help = error.render();
        if error.use_stderr() {
            super::out::tell(plain(&help.to_string()).trim_end());
            return ExitCode::from(WRONG_LINE);
        }
        let on_screen = std::io::stdout().is_terminal();
        let help = if on_screen { help.ansi().to_string() } else { help.to_string() };
        let is_shown = super::out::print(&plain(&help)).is_ok();
        return if is_shown { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    super::out::complain(&told(&error));
    ExitCode::from(WRONG_LINE)
}

/// How the program ends where the command line is wrong.
pub const WRONG_LINE: u8 = 2;

fn is_mistake(kind: ErrorKind) -> bool {
    !matches!(
        kind,
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    )
}

/// What stays English in clap's own words.
fn plain(help: &str) -> String {
    const WORDS: [(&str, &str); 6] = [
        ("[OPTIONS]", "[选项]"),
        ("[COMMAND]", "[命令]"),
        ("<COMMAND>", "<命令>"),
        ("命令:", "命令："),
        ("参数:", "参数："),
        ("选项:", "选项："),
    ];
    WORDS.iter().fold(help.to_owned(), |help, (from, to)| help.replace(from, to))
}

/// The mistake, how the command is used, and where to read more.
fn told(error: &Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    let usage = if usage.is_empty() { String::new() } else { format!("\n\n用法：{}", plain(usage)) };
    format!("{}{usage}\n\n--help 显示说明。", mistake(error).in_chinese())
}

fn mistake(error: &Error) -> LineMistake {
    let texts = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    let text = |kind: ContextKind| texts(kind).into_iter().next().unwrap_or_default();
    let (option, typed) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let allowed = texts(ContextKind::ValidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            LineMistake::UnknownOption { typed: option, like: texts(ContextKind::SuggestedArg).pop() }
        }
        ErrorKind::InvalidSubcommand => LineMistake::UnknownCommand {
            typed: text(ContextKind::InvalidSubcommand),
            like: texts(ContextKind::SuggestedSubcommand),
        },
        ErrorKind::InvalidValue if typed.is_empty() => LineMistake::NoValue { option, allowed },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            LineMistake::WrongValue { option, typed, allowed }
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            LineMistake::NoValue { option, allowed }
        }
        ErrorKind::TooManyValues => LineMistake::TooMany { option },
        ErrorKind::ArgumentConflict => {
            let with = texts(ContextKind::PriorArg);
            if with.contains(&option) {
                LineMistake::TooMany { option }
            } else {
                LineMistake::NotTogether { option, with }
            }
        }
        ErrorKind::MissingRequiredArgument => LineMistake::Missing(texts(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => LineMistake::NoCommand { known: texts(ContextKind::ValidSubcommand) },
        ErrorKind::InvalidUtf8 => LineMistake::NoUtf8,
        _ => LineMistake::Other(error.to_string()),
    }
}

/// Every command with its help in Chinese.
fn translated() -> Command {
    let mut command = Cli::command();
    // Only then help and version are options like all others.
    command.build();
    translate(command, "")
}

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

fn translate(command: Command, path: &str) -> Command {
    let text = in_chinese(path, None).unwrap_or_default();
    let (short, is_long) = text.split_once("\n\n").map_or((text, false), |(short, _)| (short, true));
    command
        .about(short)
        .long_about(if is_long { Resettable::Value(text.into()) } else { Resettable::Reset })
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .mut_args(|arg| {
            let text = in_chinese(path, Some(arg.get_id().as_str())).unwrap_or_default();
            let is_flag =
                matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::Help | ArgAction::Version);
            let heading = if arg.is_positional() { "参数" } else { "选项" };
            let arg = arg.help(text).long_help(Resettable::Reset).help_heading(heading);
            if is_flag { arg } else { arg.hide_possible_values(true).hide_default_value(true) }
        })
        .mut_subcommands(|sub| {
            let name = sub.get_name().to_owned();
            match name.as_str() {
                "help" => sub.about(in_chinese("help", None).unwrap_or_default()),
                _ if path.is_empty() => translate(sub, &name),
                _ => translate(sub, &format!("{path} {name}")),
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::help::HELP;
    use std::collections::BTreeSet;

    /// Every command and option with its path, its English help, and the key of its Chinese one.
    fn all(command: &Command, path: &str, found: &mut Vec<(String, String, Option<String>)>) {
        let text =
            |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string).unwrap_or_default();
        found.push((path.to_owned(), text(command.get_about()), None));
        for arg in command.get_arguments() {
            found.push((path.to_owned(), text(arg.get_help()), Some(arg.get_id().to_string())));
        }
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            all(sub, format!("{path} {}", sub.get_name()).trim_start(), found);
        }
    }

    #[test]
    fn every_command_and_option_has_help_in_both_languages() {
        let mut command = Cli::command();
        command.build();
        let (mut found, mut used) = (Vec::new(), BTreeSet::from(["help".to_owned()]));
        all(&command, "", &mut found);
        for (path, english, option) in &found {
            let chinese = in_chinese(path, option.as_deref()).unwrap_or_default();
            assert!(!english.is_empty(), "{path} {option:?} has no help in English");
            assert!(chinese.chars().any(|c| c > '\u{3000}'), "{path} {option:?} has no help in Chinese");
            let own = option.as_ref().map_or(path.clone(), |option| format!("{path}.{option}"));
            let common = option.as_ref().map_or(String::new(), |option| format!(".{option}"));
            let is_own = HELP.iter().any(|(key, _)| *key == own);
            used.insert(if is_own { own } else { common });
        }
        let unused: Vec<_> = HELP.iter().filter(|(key, _)| !used.contains(*key)).collect();
        assert!(unused.is_empty(), "{unused:?}");
        let keys: BTreeSet<_> = HELP.iter().map(|(key, _)| key).collect();
        assert_eq!(keys.len(), HELP.len(), "a key stands twice");
    }

    #[test]
    fn a_mistake_on_the_line_is_told_in_chinese() {
        let check = |line: &str, expected: &str| {
            let args = std::iter::once("genjin").chain(line.split_whitespace());
            let error = translated().try_get_matches_from(args).unwrap_err();
            assert!(is_mistake(error.kind()), "{line}");
            assert_eq!(mistake(&error).in_chinese(), expected, "{line}");
        };
        check("find", "还缺少：<TEXT>...");
        check("todya", "没有命令 todya；是否指 today");
        check("today --jsn", "没有参数或选项 --jsn；是否指 --json");
        check("today x", "没有参数或选项 x");
        check("today --theme red", "--theme <NAME> 的值“red”不对；可用 dark、light、mono");
        check("today --theme", "--theme <NAME> 后面需要写值；可用 dark、light、mono");
        check("today --now noon", "--now <RFC3339> 的值“noon”不对");
        check("today --demo --data x", "--demo 不能与 --data <DIR> 同时使用");
        check("add A --city B --city C", "--city <CITY> 写了多次或值过多");
        check("rates --demo", "还缺少命令；可用 set、list、import、help");
        check("export --json a --ics b", "--json <DIR|FILE> 不能与 --ics <FILE> 同时使用");
    }

    #[test]
    fn the_language_is_read_off_a_line_that_is_wrong() {
        let check = |line: &str, expected: Option<bool>| {
            let args: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
            assert_eq!(named_chinese(&args), expected, "{line}");
        };
        check("genjin --lang zh nonsense", Some(true));
        check("genjin nonsense --lang=en", Some(false));
        check("genjin nonsense --lang", None);
        check("genjin log ABC -- --lang zh", None);
        check("genjin nonsense", None);
    }
}
