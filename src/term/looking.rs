//! Looking for words in everything that was written, on a thread of its own. It reads the checkpoint and the journal, so
//! that neither the writer nor what sled holds in memory hears of it, and needs no data to be open.

use super::Incoming;
use crate::app::Event;
use crate::domain::Record;
use crate::lang::Words;
use crate::search::{Hits, Keep, Query, Sieve};
use crate::store::{Reading, StoreError, read_through};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::Duration;

/// So long after the last key nobody is typing any more.
const REST: Duration = Duration::from_millis(120);
/// So many records are looked at between two words about it.
const STEP: u32 = 20_000;
/// So many records are looked at between two looks at what is asked.
const GLANCE: u32 = 64;

/// A question with its number, by which its answers are known; nothing to look for ends the one before.
pub(super) struct Question {
    pub number: u64,
    pub query: Option<Query>,
    pub most: usize,
    /// To tell what went wrong.
    pub words: Words,
}

/// The way to the thread, which begins with the first question.
pub(super) struct Looker {
    dir: PathBuf,
    inbox: Sender<Incoming>,
    questions: Option<Sender<Question>>,
}

impl Looker {
    pub fn new(dir: PathBuf, inbox: Sender<Incoming>) -> Self {
        Self { dir, inbox, questions: None }
    }

    /// Asks something new, which ends what was asked before.
    pub fn ask(&mut self, question: Question) -> io::Result<()> {
        let questions = match self.questions.take() {
            Some(questions) => questions,
            None => begin(self.dir.clone(), self.inbox.clone())?,
        };
        // The thread ends with the loop alone.
        drop(questions.send(question));
        self.questions = Some(questions);
        Ok(())
    }
}

fn begin(dir: PathBuf, inbox: Sender<Incoming>) -> io::Result<Sender<Question>> {
    let (sender, questions) = mpsc::channel();
    let work = move || {
        let mut next: Option<Question> = None;
        while let Some(question) = next.take().or_else(|| questions.recv().ok()) {
            next = match questions.recv_timeout(REST) {
                Ok(newer) => Some(newer),
                Err(RecvTimeoutError::Timeout) => answer(&dir, &question, &questions, &inbox),
                Err(RecvTimeoutError::Disconnected) => return,
            };
        }
    };
    thread::Builder::new().name("genjin-look".into()).spawn(work)?;
    Ok(sender)
}

/// Answers a question, unless another one comes, which is then handed back.
fn answer(
    dir: &Path,
    question: &Question,
    questions: &Receiver<Question>,
    inbox: &Sender<Incoming>,
) -> Option<Question> {
    let number = question.number;
    let query = question.query.as_ref()?;
    let (mut newer, mut has_ended, mut told) = (None, false, 0);
    let tell = |event| drop(inbox.send(Incoming::Told(event)));
    let hits = Hits::new(Keep::LatestOfEach, question.most);
    let looked = look_through(dir, query, hits, &mut |records, hits| {
        if records.is_multiple_of(STEP) && hits.entries > told {
            told = hits.entries;
            tell(Event::Found { number, hits: Box::new(hits.clone()), is_all: false });
        }
        if records.is_multiple_of(GLANCE) {
            match questions.try_recv() {
                Ok(question) => newer = Some(question),
                Err(TryRecvError::Disconnected) => has_ended = true,
                Err(TryRecvError::Empty) => {}
            }
        }
        newer.is_none() && !has_ended
    });
    match looked {
        Ok(_) if newer.is_some() || has_ended => {}
        Ok(hits) => tell(Event::Found { number, hits: Box::new(hits), is_all: true }),
        Err(error) => tell(Event::LookFailed { number, reason: question.words.store_error(&error) }),
    }
    newer
}

/// Looks through everything that is written in a data folder; `goes_on` is asked before each record, with how many were
/// looked at and what was found so far.
///
/// # Errors
/// When checkpoint and journal cannot be read.
pub fn look_through(
    dir: &Path,
    query: &Query,
    hits: Hits,
    goes_on: &mut dyn FnMut(u32, &Hits) -> bool,
) -> Result<Hits, StoreError> {
    let mut look = Look { query, sieve: query.sieve(), hits, records: 0, goes_on };
    read_through(dir, &mut look)?;
    Ok(look.hits)
}

struct Look<'a> {
    query: &'a Query,
    sieve: Sieve<'a>,
    hits: Hits,
    records: u32,
    goes_on: &'a mut dyn FnMut(u32, &Hits) -> bool,
}

impl Reading for Look<'_> {
    fn goes_on(&mut self) -> bool {
        self.records += 1;
        (self.goes_on)(self.records, &self.hits)
    }

    fn may_want(&mut self, bytes: &[u8]) -> bool {
        self.sieve.may_hold(bytes)
    }

    fn wants(&mut self, record: &Record) -> bool {
        self.query.is_in_record(record)
    }

    fn take(&mut self, record: Record) {
        self.hits.take(self.query, &record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Language;
    use crate::domain::{Cause, Change, ChangeId, Customer, CustomerId, Edit, IdMint, Moment};
    use crate::store::Store;
    use tempfile::TempDir;

    fn question(number: u64, typed: &str) -> Question {
        Question { number, query: Query::parse(typed), most: 50, words: Words(Language::En) }
    }

    /// A folder with two customers whose notes speak of samples.
    fn folder() -> TempDir {
        let dir = tempfile::tempdir().unwrap();
        let (now, mut mint) = (Moment::from_unix_ms(1_780_000_000_000, 480), IdMint::new(5));
        let (mut store, _) = Store::open(dir.path(), now, 1).unwrap();
        let mut edits = Vec::new();
        for note in ["sample sent by DHL", "asked for samples"] {
            let mut card = Customer::new(CustomerId(mint.mint(now)), now, "ABC");
            card.note = note.into();
            edits.push(Edit::create(card));
        }
        let id = ChangeId(mint.mint(now));
        store.commit(&Change { id, at: now, author: "lina".into(), cause: Cause::Added, edits }).unwrap();
        dir
    }

    #[test]
    fn the_last_question_is_answered_and_those_before_it_are_not() {
        let dir = folder();
        let (sender, inbox) = mpsc::channel();
        let mut looker = Looker::new(dir.path().to_owned(), sender);
        for (number, typed) in [(1, "sa"), (2, "sam"), (3, ""), (4, "sample dhl")] {
            looker.ask(question(number, typed)).unwrap();
        }
        let Ok(Incoming::Told(Event::Found { number, hits, is_all })) = inbox.recv() else {
            panic!("no answer")
        };
        assert_eq!((number, is_all, hits.entries), (4, true, 1));
        drop(looker);
        assert!(inbox.recv().is_err(), "the thread ends, and there is no other answer");
    }

    #[test]
    fn whoever_stops_hears_no_more() {
        let dir = folder();
        let query = Query::parse("sample").unwrap();
        let hits = || Hits::new(Keep::Every, 50);
        let all = look_through(dir.path(), &query, hits(), &mut |_, _| true).unwrap();
        let none = look_through(dir.path(), &query, hits(), &mut |_, _| false).unwrap();
        assert_eq!((all.entries, none.entries), (2, 0));
    }
}
