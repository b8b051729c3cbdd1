//! The writer thread: order, coalesced sessions, faults.

use super::*;
use crate::domain::{Cause, Edit};
use crate::store::tests::sample::{self, Seller};
use std::path::Path;

fn store(dir: &Path) -> Store {
    Store::open(dir, sample::now(), 1).unwrap().0
}

/// A worker and its answers.
fn worker(dir: &Path) -> (Worker, Receiver<Reply>) {
    let (sender, replies) = mpsc::channel();
    let folder = dir.to_owned();
    let opening: Opening = Box::new(move |_| Store::open(&folder, sample::now(), 1));
    let worker = Worker::spawn(dir, opening, move |reply| drop(sender.send(reply))).unwrap();
    assert!(matches!(replies.recv().unwrap(), Reply::Opened { .. }));
    (worker, replies)
}

#[test]
fn requests_are_answered_in_their_order() {
    let dir = tempfile::tempdir().unwrap();
    let mut seller = Seller::new();
    let card = seller.customer("Acme");
    let added = seller.change(Cause::Added, vec![Edit::create(card.clone())]);
    let again = seller.change(Cause::Added, vec![Edit::create(card.clone())]);
    let mut call = || (seller.change_id(), sample::now(), "me".to_owned());
    let mut undo = || {
        let (id, at, author) = call();
        Request::Undo { id, at, author }
    };
    let (worker, replies) = worker(dir.path());
    let requests = [
        undo(),
        Request::Commit { change: added.clone(), session: None },
        Request::Commit { change: again.clone(), session: None },
        Request::Load(card.id),
        undo(),
        Request::Load(card.id),
    ];
    for request in requests {
        worker.send(request).unwrap();
    }
    let (id, at, author) = call();
    worker.send(Request::Redo { id, at, author: author.clone() }).unwrap();
    worker.send(Request::Redo { id, at, author }).unwrap();
    worker.stop();

    let replies: Vec<_> = replies.iter().collect();
    let [
        Reply::NothingToUndo,
        Reply::Committed(first),
        Reply::CommitFailed { change, error: StoreError::Conflict { .. } },
        Reply::Loaded(_, Some(dossier)),
        Reply::Committed(undone),
        Reply::Loaded(_, None),
        Reply::Committed(redone),
        Reply::NothingToRedo,
    ] = replies.as_slice()
    else {
        panic!("{replies:?}")
    };
    assert_eq!((first.change, change, &dossier.customer), (added.id, &again, &card));
    assert_eq!((&undone.cause, &redone.cause), (&Cause::Undid(added.id), &Cause::Redid(added.id)));
}

#[test]
fn stopping_writes_the_newest_session_and_frees_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let (worker, replies) = worker(dir.path());
    for number in 0..500 {
        worker.send(Request::SaveSession(number.to_string())).unwrap();
    }
    worker.stop();
    assert!(replies.iter().next().is_none());
    assert_eq!(store(dir.path()).load_session().unwrap().as_deref(), Some("499"));
}

#[test]
fn a_session_does_not_wait_for_an_idle_moment() {
    let dir = tempfile::tempdir().unwrap();
    let (worker, replies) = worker(dir.path());
    let nobody = CustomerId(Seller::new().uuid());
    worker.send(Request::SaveSession("typed".into())).unwrap();
    for _ in 0..=SLICES {
        worker.send(Request::Load(nobody)).unwrap();
    }
    for _ in 0..=SLICES {
        assert!(matches!(replies.recv().unwrap(), Reply::Loaded(_, None)));
    }
    assert_eq!(std::fs::read_to_string(dir.path().join("session.json")).unwrap(), "typed");
    worker.stop();
}

#[test]
fn a_pending_session_is_written_without_further_requests() {
    let dir = tempfile::tempdir().unwrap();
    let (sender, inbox) = mpsc::channel::<Request>();
    let mut desk = Desk { store: store(dir.path()), reply: &|reply| panic!("{reply:?}"), has_changed: false };
    let mut session = PendingSession { text: Some("typed".into()), waited: 0 };
    // Only once the text is written does the desk wait for the sender, who is gone by then.
    let waiting = thread::spawn(move || {
        thread::park_timeout(SLICE * (SLICES + 2));
        drop(sender);
    });
    assert!(desk.next(&inbox, &mut session).is_none());
    assert_eq!((session.text, desk.store.load_session().unwrap().as_deref()), (None, Some("typed")));
    waiting.join().unwrap();
}

#[test]
fn a_fault_becomes_an_answer_and_stops_further_changes() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk { store: store(dir.path()), reply: &|reply| panic!("{reply:?}"), has_changed: false };
    let fault = desk.guarded(|_| -> Result<(), StoreError> { panic!("a fault for the test") });
    assert!(matches!(fault, Err(StoreError::Panicked { what }) if what == "a fault for the test"));
    let mut seller = Seller::new();
    let card = seller.customer("Acme");
    let change = seller.change(Cause::Added, vec![Edit::create(card)]);
    assert!(matches!(desk.guarded(|store| store.commit(&change)), Err(StoreError::Halted { .. })));
    // Unfinished work is still kept.
    desk.guarded(|store| store.save_session("typed")).unwrap();
}

#[test]
fn a_request_to_a_stopped_worker_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let (worker, replies) = worker(dir.path());
    worker.send(Request::Stop).unwrap();
    assert!(replies.recv().is_err());
    // The thread has said its last word; its inbox is gone at the latest when it has ended.
    let send = || worker.send(Request::SaveSession("typed".into()));
    let unsent = std::iter::repeat_with(send).find_map(Result::err).unwrap();
    assert!(matches!(*unsent, Request::SaveSession(text) if text == "typed"));
}
