//! Errands outside: programs that open pages, files that are written. Each on a thread of its own, since nobody
//! knows how long a desktop or a disk takes; what came of it comes back as an event.

use super::{Incoming, opener, papers};
use crate::app::Event;
use crate::app::outgoing::{NotOpened, PaperTask};
use crate::lang::Words;
use std::cell::RefCell;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

/// What errands need.
pub struct Errands {
    dir: PathBuf,
    inbox: Sender<Incoming>,
    /// Papers that are being made, and what calls them off.
    papers: RefCell<Vec<JoinHandle<()>>>,
    stop: Arc<AtomicBool>,
}

impl Errands {
    /// For a data folder, with answers to that inbox.
    pub fn new(dir: PathBuf, inbox: Sender<Incoming>) -> Self {
        Self { dir, inbox, papers: RefCell::default(), stop: Arc::default() }
    }

    /// Opens a page, a draft or a file. Silence means that it was handed over.
    pub fn open(&self, target: String) -> io::Result<()> {
        self.send_off(move |_| {
            let trouble = opener::open(&target).err()?;
            Some(Event::NotOpened(NotOpened { target, trouble }))
        })
        .map(drop)
    }

    /// Makes a paper.
    pub fn make_paper(&self, task: PaperTask, words: Words) -> io::Result<()> {
        let stop = Arc::clone(&self.stop);
        let made = self.send_off(move |dir| {
            Some(match papers::make(dir, &task, None, words, &stop) {
                Ok(made) => Event::PaperMade(Box::new(made)),
                Err(reason) => Event::Failed(reason),
            })
        })?;
        let mut papers = self.papers.borrow_mut();
        papers.retain(|it| !it.is_finished());
        papers.push(made);
        Ok(())
    }

    fn send_off(
        &self,
        work: impl FnOnce(&std::path::Path) -> Option<Event> + Send + 'static,
    ) -> io::Result<JoinHandle<()>> {
        let (dir, inbox) = (self.dir.clone(), self.inbox.clone());
        let errand = move || {
            if let Some(event) = work(&dir) {
                // The program may have ended meanwhile.
                drop(inbox.send(Incoming::Told(event)));
            }
        };
        thread::Builder::new().name("genjin-errand".into()).spawn(errand)
    }
}

impl Drop for Errands {
    /// Calls off what is being printed, and waits until its browser and its folder are gone.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        for paper in self.papers.take() {
            drop(paper.join());
        }
    }
}
