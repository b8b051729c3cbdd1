//! A file system of a few megabytes over a folder, to fill up or to write-protect. Needs the right to mount.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct SmallDisk {
    at: PathBuf,
}

impl SmallDisk {
    /// Nothing where this machine lets nobody mount; the test that asked for it then says so and ends.
    #[expect(clippy::print_stdout, reason = "a test that could not run has to say so")]
    pub fn over(at: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let is_mounted = mount(&["-t", "tmpfs", "-o", &format!("size={size},mode=700"), "none"], at);
        if !is_mounted {
            println!("skipped: a small file system cannot be mounted here");
        }
        is_mounted.then(|| Self { at: at.to_owned() })
    }

    /// Takes all room that is left.
    pub fn fill(&self) {
        let mut file = File::create(self.at.join("filler")).unwrap();
        for size in [1 << 16, 1 << 12, 1] {
            let block = vec![b'x'; size];
            while file.write_all(&block).is_ok() {}
        }
        assert!(fs::write(self.at.join("one more"), "x".repeat(5000)).is_err(), "the disk is full");
        drop(fs::remove_file(self.at.join("one more")));
    }

    pub fn make_room(&self) {
        fs::remove_file(self.at.join("filler")).unwrap();
    }

    pub fn protect(&self) {
        assert!(mount(&["-o", "remount,ro"], &self.at));
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily, since a program that a failed test left behind may still be there.
        drop(Command::new("umount").arg("-l").arg(&self.at).status());
    }
}

fn mount(args: &[&str], at: &Path) -> bool {
    let run = Command::new("mount").args(args).arg(at).output();
    run.is_ok_and(|done| done.status.success())
}
