//! A command at the door: served in turn, told why not, and never let in when it is somebody else.

use super::*;
use crate::domain::{Cause, Edit};
use crate::store::tests::sample::{self, Seller};
use crate::store::{Opening, Reply, Store, StoreError, Worker};
use std::path::Path;
use std::sync::mpsc::{self, Receiver};

fn open(dir: &Path) -> (Worker, Door, Receiver<Reply>) {
    let (sender, replies) = mpsc::channel();
    let folder = dir.to_owned();
    let opening: Opening = Box::new(move |_| Store::open(&folder, sample::now(), 1));
    let worker = Worker::spawn(dir, opening, move |reply| drop(sender.send(reply))).unwrap();
    let door = Door::open(dir, worker.sender()).unwrap();
    (worker, door, replies)
}

fn check_serves(dir: &Path) {
    let mut seller = Seller::new();
    let card = seller.customer("Acme");
    let (worker, door, replies) = open(dir);
    let client = Client::knock(dir).unwrap().unwrap();
    assert_eq!(client.last_change, None);
    let added = seller.change(Cause::Added, vec![Edit::create(card.clone())]);
    let committed = client.commit(&added).unwrap();
    assert_eq!(committed.change, added.id);
    assert!(matches!(replies.recv().unwrap(), Reply::Opened { .. }));
    let Reply::CommittedElsewhere(told) = replies.recv().unwrap() else { panic!("the screen is told") };
    assert_eq!(told, committed);
    assert_eq!(client.overview().unwrap().summaries, committed.summaries);
    assert_eq!(client.dossier(card.id).unwrap().unwrap().customer, card);
    let again = seller.change(Cause::Added, vec![Edit::create(card.clone())]);
    assert!(matches!(client.commit(&again), Err(StoreError::Conflict { name, .. }) if name == "Acme"));
    assert_eq!(Client::knock(dir).unwrap().unwrap().last_change, Some(added.id));
    worker.stop();
    assert!(matches!(client.overview(), Err(StoreError::Gone { .. })));
    drop(door);
    assert!(Client::knock(dir).unwrap().is_none());
}

#[test]
fn a_command_reads_and_writes_through_the_program_that_has_the_data() {
    let dir = tempfile::tempdir().unwrap();
    check_serves(dir.path());
    assert!(!dir.path().join("door/socket").exists());
}

#[test]
fn a_folder_whose_path_is_too_long_for_a_socket_has_its_door_elsewhere() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("客户".repeat(30));
    std::fs::create_dir(&dir).unwrap();
    check_serves(&dir);
}

#[test]
fn what_a_killed_program_left_behind_is_no_door_and_does_not_stand_in_the_way() {
    let dir = tempfile::tempdir().unwrap();
    let (worker, door, _replies) = open(dir.path());
    std::mem::forget(door);
    worker.stop();
    // The socket is still there, but its listener answers for a writer that has gone.
    assert!(Client::knock(dir.path()).unwrap().is_none());
    check_serves(dir.path());
    std::fs::create_dir_all(dir.path().join("door")).unwrap();
    std::fs::write(dir.path().join("door/socket"), "no socket").unwrap();
    assert!(Client::knock(dir.path()).unwrap().is_none());
}

#[test]
fn another_version_is_told_so() {
    let dir = tempfile::tempdir().unwrap();
    let (_worker, _door, _replies) = open(dir.path());
    let mut stream = address::connect(dir.path()).unwrap();
    message::put(&mut stream, &Ask::Hello("0.0.1".into())).unwrap();
    let answer = message::hear(&mut stream).unwrap();
    assert!(matches!(answer, Some(Answer::OtherVersion(version)) if version == message::VERSION));
}

#[test]
fn nonsense_at_the_door_disturbs_nobody() {
    use std::io::Write;
    let dir = tempfile::tempdir().unwrap();
    let (_worker, _door, _replies) = open(dir.path());
    for nonsense in [&b"GET / HTTP/1.1\r\n\r\n"[..], &[0xff; 4], &[3, 0, 0, 0, 1, 2, 3]] {
        let mut stream = address::connect(dir.path()).unwrap();
        stream.write_all(nonsense).unwrap();
        drop(stream);
    }
    assert!(Client::knock(dir.path()).unwrap().is_some());
}

#[cfg(unix)]
#[test]
fn the_door_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let (_worker, _door, _replies) = open(dir.path());
    let mode = |name: &str| dir.path().join(name).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("door"), mode("door/socket")), (0o700, 0o600));
}
