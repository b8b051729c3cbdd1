//! `genjin message`: a message to a customer, filled in from its template.

use super::workplace::Workplace;
use super::{Global, document, out, resolve};
use crate::documents::{PaperLanguage, fields, fill};
use anyhow::{anyhow, bail};

#[derive(Debug, clap::Args)]
pub struct Message {
    /// An id, the beginning of one, or a name
    customer: String,
    /// The id of the message; the best fitting one by default
    #[arg(long, value_name = "ID")]
    template: Option<String>,
    /// List the messages instead, the best fitting first
    #[arg(long, conflicts_with = "template")]
    list: bool,
}

pub fn run(place: &Workplace, global: &Global, args: &Message) -> anyhow::Result<()> {
    let (ledger, words) = (place.ledger_of(&args.customer)?, place.words);
    let row = resolve::customer(&ledger, &args.customer, words)?;
    let dossier = place.dossier(row.summary.id)?;
    let dossier = dossier.ok_or_else(|| anyhow!(words.no_such_customer(&args.customer)))?;
    let today = ledger.today();
    let found =
        place.messages.for_customer(&place.rules, &row.summary, &place.stages, &place.calendar, today);
    if args.list {
        let width = found.iter().map(|(message, _)| message.id.len()).max().unwrap_or(0);
        let line = |(message, fits): &(&crate::rules::MessageTemplate, bool)| {
            let fits = if *fits { format!("  ({})", words.fits_today()) } else { String::new() };
            format!("{:width$}  {}{fits}\n", message.id, words.bilingual(&message.name))
        };
        return out::print(&found.iter().map(line).collect::<String>());
    }
    let chosen = match &args.template {
        None => found.first().map(|(message, _)| *message),
        Some(id) => found.iter().map(|(message, _)| *message).find(|message| message.id == *id),
    };
    let Some(message) = chosen else {
        let known: Vec<_> = found.iter().map(|(message, _)| message.id.as_str()).collect();
        match &args.template {
            Some(id) => bail!("{}", words.no_such_message(id, &known.join(" "))),
            None => bail!("{}", words.no_messages()),
        }
    };
    let company = &place.settings.company;
    let languages = document::languages(global, &company.language, &dossier.customer);
    let text = message.text(&languages).ok_or_else(|| anyhow!(words.no_messages()))?;
    let language = if text.language == "zh" { PaperLanguage::Zh } else { PaperLanguage::En };
    let known = fields(&dossier, company, &place.author, today, language);
    let filled = fill(&text.subject, &text.body, &known).map_err(|what| anyhow!(words.not_filled(&what)))?;
    if dossier.customer.do_not_contact {
        out::tell(words.do_not_contact());
    }
    if !filled.missing.is_empty() {
        out::tell(&words.gaps(&filled.missing));
    }
    let subject = match filled.subject.as_str() {
        "" => String::new(),
        subject => format!("{}\n\n", words.told(words.subject_label(), subject)),
    };
    out::print(&format!("{subject}{}\n", filled.body))
}
