//! The command line: thin calls of the same functions that the cockpit uses.
//!
//! Results go to standard output and nothing else does; with `--json` that is the data alone. Exit codes:
//! 0 done, 1 failed, 2 the command line was wrong.

mod add;
mod backup;
mod business;
mod calendar_file;
mod choice;
mod cockpit;
mod command_line;
mod deal;
mod document;
mod erase;
mod export;
mod find;
mod generate;
mod import;
mod json;
mod kept_calendar;
mod keys;
mod list;
mod log;
mod message;
mod out;
mod pipeline;
mod prices;
mod rates;
mod rebuild;
mod remind;
mod report;
mod resolve;
mod restore;
mod rules;
mod saved_files;
mod show;
mod target;
mod today;
mod trial;
mod verify;
mod workplace;

use crate::app::settings::{Language, ThemeName};
use crate::domain::Moment;
use crate::store::recount;
use crate::term::recounting;
use clap::{Parser, Subcommand, ValueEnum};
use deal::Deal;
use std::path::PathBuf;
use std::process::ExitCode;
use target::Over;
use workplace::Workplace;

/// genjin (跟进): whom to talk to today, in what order, why, through what, saying what.
///
/// Without a command the cockpit opens. Everything stays on this machine.
#[derive(Debug, Parser)]
#[command(version, about, long_about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What opens the cockpit, tried before [`Cli`]: to describe every command takes longer than the first screen does.
#[derive(Debug, Parser)]
#[command(disable_help_flag = true)]
struct Cockpit {
    #[command(flatten)]
    global: Global,
}

/// Options of every command.
#[derive(Clone, Debug, clap::Args)]
struct Global {
    /// Folder that holds everything; by default `GENJIN_DATA`, else the platform's data folder
    #[arg(long, global = true, display_order = 900, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Use sample data in a folder that is thrown away afterwards
    #[arg(long, global = true, display_order = 900, conflicts_with = "data")]
    demo: bool,
    /// Language of the program's words
    #[arg(long, global = true, display_order = 900, value_name = "LANG")]
    lang: Option<LanguageArg>,
    /// Colours; `NO_COLOR` in the environment means mono
    #[arg(long, global = true, display_order = 900, value_name = "NAME")]
    theme: Option<ThemeArg>,
    /// Pretend that it is this time, e.g. 2026-06-05T09:00:00+08:00
    #[arg(long, global = true, display_order = 900, value_name = "RFC3339", value_parser = read_moment)]
    now: Option<Moment>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LanguageArg {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeArg {
    Dark,
    Light,
    Mono,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Whom to talk to today, the most urgent first
    Today {
        /// Print stable JSON and nothing else
        #[arg(long)]
        json: bool,
    },
    /// Every customer
    List {
        /// Print stable JSON and nothing else
        #[arg(long)]
        json: bool,
    },
    /// Customers by name, person, address, phone, tag, country, pinyin, number of a record or product;
    /// with --notes what was said and written
    Find {
        /// One or several words; all of them have to fit
        #[arg(required = true, num_args = 1..)]
        text: Vec<String>,
        /// Look in the log, in business records and notes instead, the newest entries first
        #[arg(long)]
        notes: bool,
        /// Print stable JSON and nothing else
        #[arg(long)]
        json: bool,
    },
    /// A customer's card and timeline
    Show {
        /// An id, the beginning of one, or a name
        customer: String,
        /// Print stable JSON and nothing else
        #[arg(long)]
        json: bool,
    },
    /// Enter a new customer and print its id
    Add(add::Add),
    /// Log a contact in one line and print the entry's id
    ///
    /// The first word may be a channel, `<` behind it means that the customer wrote; then free text with
    /// #stage @person ~when >next-date action => goal anywhere in it:
    ///   genjin log "ABC Ltd." 'wa< asked CIF Lagos 5k pcs #quoted >+2d send CIF offer'
    #[command(verbatim_doc_comment)]
    Log {
        /// An id, the beginning of one, or a name
        customer: String,
        /// The line, in one or several words; options may stand before or behind it, -- in front of a text
        /// that begins with a hyphen
        #[arg(required = true, num_args = 1..)]
        text: Vec<String>,
    },
    /// Write down a quotation and print its id
    ///
    ///   genjin quote "ABC Ltd." FOB SHENZHEN USD 0.86/pc MOQ 5000 valid 30d
    #[command(verbatim_doc_comment)]
    Quote(deal::Quote),
    /// Write down a sample that was sent and print its id
    ///
    ///   genjin sample "ABC Ltd." DHL 562729 3 specs grey board
    #[command(verbatim_doc_comment)]
    Sample(deal::SampleArgs),
    /// Write down a proforma invoice and print its id
    ///
    ///   genjin pi "ABC Ltd." USD 4280 30/70 BL
    #[command(verbatim_doc_comment)]
    Pi(deal::Pi),
    /// Write down an order and print its id; amount and number come from the PI
    ///
    ///   genjin order "ABC Ltd." trial in production
    #[command(verbatim_doc_comment)]
    Order(deal::OrderArgs),
    /// Write down money that came in, or a refund, and print its id
    ///
    ///   genjin pay "ABC Ltd." USD 1284 fee 25 on 20 May
    #[command(verbatim_doc_comment)]
    Pay(deal::Pay),
    /// Write down a shipment and print its id
    ///
    ///   genjin ship "ABC Ltd." sea ETD 20 Jun 30 days BL MAEU123
    #[command(verbatim_doc_comment)]
    Ship(deal::Ship),
    /// Write down what a customer said of a sample or an order and print its id
    ///
    ///   genjin feedback "ABC Ltd." satisfied with the colour
    #[command(verbatim_doc_comment)]
    Feedback(deal::FeedbackArgs),
    /// What is under way over all customers: quotations, samples, PIs, orders, shipments, balances
    Business {
        /// quotations, samples, invoices, orders, shipments or balances; all of them by default
        list: Option<String>,
        /// The quotations of lost customers, which no list has otherwise
        #[arg(long, conflicts_with = "list")]
        lost: bool,
        /// Print stable JSON and nothing else
        #[arg(long)]
        json: bool,
    },
    /// Figures over everybody: funnel, contacts, orders, reply times, lost reasons, work ahead
    Report(report::Report),
    /// Make a quotation or a PI into a page to print or send, and print its path
    ///
    /// Its language is that of --lang, else `language` under [company] in settings.toml, else the customer's
    Document(document::Document),
    /// Print a message to a customer, filled in from its template
    ///
    /// Its language is that of --lang, else `language` under [company] in settings.toml, else the customer's
    Message(message::Message),
    /// How many customers stand in each stage, for how long, and what is open with them
    ///
    ///   genjin pipeline --country Germany --grade A
    #[command(verbatim_doc_comment)]
    Pipeline(pipeline::PipelineArgs),
    /// What a product was last quoted at, buyer by buyer, the latest first
    Prices {
        /// The product, or a part of its name
        #[arg(required = true, num_args = 1..)]
        product: Vec<String>,
        /// Print stable JSON and nothing else
        #[arg(long)]
        json: bool,
    },
    /// What other currencies are worth, for sums over several of them and for the grade
    Rates {
        #[command(subcommand)]
        action: rates::Action,
    },
    /// Bring in a spreadsheet saved as CSV (comma, semicolon or tab; UTF-8, UTF-16, GB18030 or Windows-1252)
    Import {
        /// A CSV file, or one that genjin export wrote
        file: PathBuf,
        /// Say what would happen, and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Fill an empty data folder with large test data
    Generate {
        /// How many customers
        #[arg(long, value_name = "N")]
        customers: u32,
        /// How many entries of the log
        #[arg(long, value_name = "M")]
        interactions: u32,
        /// What the random data are made from
        #[arg(long, value_name = "S", default_value_t = 1)]
        seed: u64,
    },
    /// Check a rule file, explain a customer, try other rules
    Rules {
        #[command(subcommand)]
        action: rules::Action,
    },
    /// Read everything that is kept, compare the copies, and say what is wrong
    Verify,
    /// Count the rows of the database, for a start that follows a crash
    #[command(name = recounting::COMMAND, hide = true)]
    Recount,
    /// Make the database anew from checkpoint and journal
    Rebuild,
    /// Write everything into one file and read it back
    Backup {
        /// The backup
        file: PathBuf,
        /// Write over a file that is there already
        #[arg(long)]
        force: bool,
    },
    /// Put a backup into an empty data folder
    Restore {
        /// The backup
        file: PathBuf,
        /// Move data that are there aside first
        #[arg(long)]
        set_aside: bool,
    },
    /// Write everything as open JSON Lines, which genjin import FILE brings back, or the follow-ups as a calendar
    Export {
        #[command(flatten)]
        what: Export,
        /// Write over a file that is there already
        #[arg(long)]
        force: bool,
    },
    /// Tell what is due, once each, through the desktop where it can: for cron and timers
    Remind,
    /// Erase a customer from data, journal, checkpoints and local backups, for ever
    Erase {
        /// An id, the beginning of one, or a name
        customer: String,
        /// Do it
        #[arg(long)]
        yes: bool,
    },
    /// Print the key table
    Keys,
}

impl Command {
    /// Whether what is due may be different afterwards.
    fn changes_follow_ups(&self) -> bool {
        matches!(
            self,
            Self::Add(_)
                | Self::Log { .. }
                | Self::Quote(_)
                | Self::Sample(_)
                | Self::Pi(_)
                | Self::Order(_)
                | Self::Pay(_)
                | Self::Ship(_)
                | Self::Feedback(_)
                | Self::Import { dry_run: false, .. }
                | Self::Erase { yes: true, .. }
        )
    }

    /// Whether everybody in short is all that it needs.
    fn only_looks(&self) -> bool {
        match self {
            Self::Today { .. }
            | Self::List { .. }
            | Self::Find { .. }
            | Self::Pipeline(_)
            | Self::Prices { .. }
            | Self::Rates { action: rates::Action::List { .. } }
            | Self::Remind
            | Self::Export { what: Export { ics: Some(_), .. }, .. } => true,
            Self::Rules { action } => !matches!(action, rules::Action::Check { .. }),
            _ => false,
        }
    }
}

/// What to write, and where: exactly one of them.
#[derive(Debug, clap::Args)]
#[group(id = "what", required = true, multiple = false)]
struct Export {
    /// A file, or a folder in which genjin.jsonl is written
    #[arg(long, value_name = "DIR|FILE")]
    json: Option<PathBuf>,
    /// A file for calendar programs, with every follow-up in it; - for standard output
    #[arg(long, value_name = "FILE")]
    ics: Option<PathBuf>,
}

fn read_moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).map_err(|error| format!("{error}; a time looks like 2026-06-05T09:00:00+08:00"))
}

impl Global {
    fn language(&self) -> Option<Language> {
        self.lang.map(|lang| match lang {
            LanguageArg::Zh => Language::Zh,
            LanguageArg::En => Language::En,
        })
    }

    fn theme(&self) -> Option<ThemeName> {
        self.theme.map(|theme| match theme {
            ThemeArg::Dark => ThemeName::Dark,
            ThemeArg::Light => ThemeName::Light,
            ThemeArg::Mono => ThemeName::Mono,
        })
    }
}

/// Runs the program and says how it ended.
pub fn run() -> ExitCode {
    let done = if let Ok(Cockpit { global }) = Cockpit::try_parse() {
        cockpit::run(&global)
    } else {
        let args: Vec<_> = std::env::args_os().collect();
        match command_line::read(&args, workplace::system_is_chinese) {
            Ok(cli) => dispatch(cli),
            Err(code) => return code,
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::complain(&error.to_string());
            let is_misuse = error.downcast_ref::<choice::Misuse>().is_some();
            if is_misuse { ExitCode::from(command_line::WRONG_LINE) } else { ExitCode::FAILURE }
        }
    }
}

fn dispatch(cli: Cli) -> anyhow::Result<()> {
    if let Some(Command::Keys) = cli.command {
        return out::print(&keys::markdown(workplace::words(&cli.global, None)));
    }
    if let Some(Command::Rules { action: rules::Action::Check { file, json } }) = &cli.command {
        return rules::check(&cli.global, file.as_deref(), *json);
    }
    if let Some(Command::Recount) = cli.command {
        recounting::end_with_parent()?;
        return Ok(recount::recount(&workplace::data_dir(&cli.global)?)?);
    }
    if let Some(Command::Restore { file, set_aside }) = &cli.command {
        return restore::run(&cli.global, file, *set_aside);
    }
    if cli.command.is_none() {
        return cockpit::run(&cli.global);
    }
    let mut place = match &cli.command {
        Some(command) if command.only_looks() => Workplace::look(&cli.global)?,
        _ => Workplace::open(&cli.global)?,
    };
    let is_to_keep = cli.command.as_ref().is_some_and(Command::changes_follow_ups);
    let result = match cli.command {
        Some(Command::Today { json }) => today::run(&place, json),
        Some(Command::List { json }) => list::run(&place, json),
        Some(Command::Find { text, notes: true, json }) => find::notes(&place, &text.join(" "), json),
        Some(Command::Find { text, notes: false, json }) => find::run(&place, &text.join(" "), json),
        Some(Command::Show { customer, json }) => show::run(&place, &customer, json),
        Some(Command::Add(add)) => add::run(&mut place, &add),
        Some(Command::Log { customer, text }) => log::run(&mut place, &customer, &text.join(" ")),
        Some(Command::Business { list, lost, json }) => business::run(&place, list.as_deref(), lost, json),
        Some(Command::Report(args)) => report::run(&place, &args),
        Some(Command::Pipeline(args)) => pipeline::run(&place, &args),
        Some(Command::Prices { product, json }) => prices::run(&place, &product.join(" "), json),
        Some(Command::Rates { action }) => rates::run(&mut place, &action),
        Some(Command::Quote(args)) => deal::run(&mut place, &Deal::Quote(args)),
        Some(Command::Sample(args)) => deal::run(&mut place, &Deal::Sample(args)),
        Some(Command::Pi(args)) => deal::run(&mut place, &Deal::Pi(args)),
        Some(Command::Order(args)) => deal::run(&mut place, &Deal::Order(args)),
        Some(Command::Pay(args)) => deal::run(&mut place, &Deal::Pay(args)),
        Some(Command::Ship(args)) => deal::run(&mut place, &Deal::Ship(args)),
        Some(Command::Feedback(args)) => deal::run(&mut place, &Deal::Feedback(args)),
        Some(Command::Document(args)) => document::run(&place, &cli.global, &args),
        Some(Command::Message(args)) => message::run(&place, &cli.global, &args),
        Some(Command::Verify) => verify::run(&mut place),
        Some(Command::Rebuild) => rebuild::run(&mut place),
        Some(Command::Backup { file, force }) => backup::run(&place, &file, Over::of(force)),
        Some(Command::Export { what: Export { json: Some(target), .. }, force }) => {
            export::run(&place, &target, Over::of(force))
        }
        Some(Command::Export { what: Export { ics: Some(file), .. }, force }) => {
            calendar_file::export(&place, &file, Over::of(force))
        }
        Some(Command::Remind) => remind::run(&place),
        Some(Command::Erase { customer, yes }) => erase::run(&mut place, &customer, yes),
        Some(Command::Import { file, dry_run }) if export::is_export(&file) => {
            export::import(&mut place, &file, dry_run)
        }
        Some(Command::Import { file, dry_run }) => import::run(&mut place, &file, dry_run),
        Some(Command::Generate { customers, interactions, seed }) => {
            generate::run(&mut place, customers, interactions, seed)
        }
        Some(Command::Rules { action: rules::Action::Explain { customer, json } }) => {
            rules::explain(&place, &customer, json)
        }
        Some(Command::Rules { action: rules::Action::Try { file, against, json } }) => {
            trial::run(&place, &file, against.as_deref(), json)
        }
        // These came before the data were opened, or do not get past the command line.
        None
        | Some(
            Command::Export { .. }
            | Command::Recount
            | Command::Restore { .. }
            | Command::Keys
            | Command::Rules { action: rules::Action::Check { .. } },
        ) => Ok(()),
    };
    // What was done is done; a calendar that cannot be written is told and fails nothing.
    if is_to_keep
        && result.is_ok()
        && let Err(error) = calendar_file::keep(&place)
    {
        out::complain(&error.to_string());
    }
    place.close()?;
    result
}
