//! `genjin document`: a quotation or a proforma invoice to print or to send.

use super::choice::{self, misuse};
use super::workplace::Workplace;
use super::{Global, out, resolve};
use crate::app::outgoing::{Made, PaperTask};
use crate::documents::{Form, Paper, PaperKind, PaperLanguage};
use crate::domain::deal::find_record;
use crate::domain::language::languages_of;
use crate::domain::record::RecordKind;
use crate::domain::{Customer, Dossier, Record};
use crate::lang::Words;
use crate::term::papers;
use anyhow::{anyhow, bail};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

#[derive(Debug, clap::Args)]
pub struct Document {
    /// An id, the beginning of one, or a name
    customer: String,
    /// quotation or pi
    kind: String,
    /// Number or id of the record; the latest one by default
    #[arg(long, value_name = "TEXT")]
    record: Option<String>,
    /// The file to write, - for standard output; a new one in the folder documents of the data by default
    #[arg(long, value_name = "FILE", conflicts_with_all = ["text", "pdf"])]
    html: Option<PathBuf>,
    /// Have an installed browser print it to a PDF: to this file, to - where standard output is piped, or beside its page in the
    /// folder documents
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
        conflicts_with = "text"
    )]
    pdf: Option<String>,
    /// Print it as plain text for a chat
    #[arg(long)]
    text: bool,
}

pub fn run(place: &Workplace, global: &Global, args: &Document) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger_of(&args.customer)?, place.words);
    let names = |it: Words, kind| vec![it.paper_kind(kind).to_owned()];
    let kind = choice::read(&args.kind, ("", PaperKind::ALL), PaperKind::id, names, words)?;
    let row = resolve::customer(&ledger, &args.customer, words)?;
    let dossier = place.dossier(row.summary.id)?;
    let dossier = dossier.ok_or_else(|| anyhow!(words.no_such_customer(&args.customer)))?;
    let record = record(&dossier, kind, args.record.as_deref(), words)?;
    let company = &place.settings.company;
    let language = match languages(global, &company.language, &dossier.customer).first() {
        Some(&"zh") => PaperLanguage::Zh,
        _ => PaperLanguage::En,
    };
    let Some(paper) = Paper::of(&dossier, record, company, language) else {
        bail!("{}", words.not_a_paper(&args.kind));
    };
    for missing in paper.missing() {
        out::tell(&words.told(words.not_known(), words.lacks(missing)));
    }
    let (form, target) = match &args.pdf {
        Some(target) => (Form::Pdf, Some(PathBuf::from(target)).filter(|_| !target.is_empty())),
        None => (if args.text { Form::Text } else { Form::Html }, args.html.clone()),
    };
    // The bytes of a PDF would spoil a terminal; they go aside first, since a browser prints to a file.
    let is_piped = form == Form::Pdf && target.as_deref() == Some(Path::new(papers::STANDARD_OUTPUT));
    if is_piped && std::io::stdout().is_terminal() {
        return Err(misuse(words.no_pdf_on_a_terminal()));
    }
    let aside = is_piped.then(tempfile::NamedTempFile::new).transpose()?;
    let target = aside.as_ref().map(|file| file.path().to_owned()).or(target);
    let browser = place.settings.pdf_browser.clone();
    let task = PaperTask { paper, form, logo: company.logo.clone(), browser };
    let goes_on = AtomicBool::new(false);
    let made = papers::make(&place.dir, &task, target.as_deref(), words, &goes_on);
    let made = made.map_err(|error| anyhow!(error))?;
    if let Some(mistake) = made.mistake {
        out::tell(&mistake);
    }
    match made.what {
        Made::Text(text) => out::print(&text),
        Made::File(path) if is_piped => out::print_bytes(&std::fs::read(path)?),
        Made::File(path) => out::print(&format!("{path}\n")),
        Made::PageAlone { page, why } => bail!("{why} {}", words.only_page(&page)),
    }
}

fn record<'d>(
    dossier: &'d Dossier,
    kind: PaperKind,
    wanted: Option<&str>,
    words: Words,
) -> anyhow::Result<&'d Record> {
    let (of_kind, command) = match kind {
        PaperKind::Quotation => (RecordKind::Quotation, "quote"),
        PaperKind::Invoice => (RecordKind::Invoice, "pi"),
    };
    match wanted {
        Some(typed) => {
            find_record(dossier, of_kind, typed).ok_or_else(|| anyhow!(words.no_such_paper(typed)))
        }
        None => dossier
            .timeline()
            .iter()
            .find(|record| record.id().kind == of_kind)
            .ok_or_else(|| anyhow!(words.no_paper_yet(words.paper_kind(kind), command))),
    }
}

/// The languages to write in, the best first: as asked for, as set, as the customer speaks.
pub fn languages(global: &Global, set: &str, card: &Customer) -> Vec<&'static str> {
    let asked = global.lang.map(|lang| match lang {
        super::LanguageArg::Zh => "zh",
        super::LanguageArg::En => "en",
    });
    let set = crate::domain::language::LANGUAGES.into_iter().find(|it| *it == set);
    asked.into_iter().chain(set).chain(languages_of(card)).collect()
}
