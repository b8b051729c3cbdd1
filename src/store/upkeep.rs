//! What is done beside the work so that starts stay short: sealing, checkpoints, the summary file.
//!
//! Called when the data are closed, or by the writer when nobody waits for it. Nothing here is needed for
//! what was confirmed as saved to be safe.

use super::image::Head;
use super::journal::{self, segment};
use super::{Store, StoreError, checkpoint};

/// The journal may grow by so many bytes before there is a new checkpoint.
pub const TAIL: u64 = 16 << 20;

impl Store {
    /// Does what is due; cheap when nothing is.
    ///
    /// # Errors
    /// [`StoreError::Io`] and what sled says; nothing is lost by it, and it is tried again.
    pub fn tend(&mut self) -> Result<(), StoreError> {
        if self.journal.is_none() || self.is_halted || self.in_doubt.get() {
            return Ok(());
        }
        let folder = self.journal_folder();
        self.writable()?.roll()?;
        if segment::seal_closed(&folder)? > 0 {
            // The end of the journal has another look now, by which the file is known to be right.
            self.summary_file.add(&self.progress, &[], &[], None);
        }
        if journal::bytes_behind(&folder, self.checkpointed)? > self.tail_limit {
            self.write_checkpoint()?;
        }
        if !self.summary_file.is_good() {
            self.summary_file.write(&self.dir, &self.trees, &self.progress)?;
        }
        self.daily_backup()
    }

    /// Writes an image of everything.
    pub(super) fn write_checkpoint(&mut self) -> Result<(), StoreError> {
        checkpoint::write(&self.dir, &self.trees, &self.image_head())?;
        self.checkpointed = self.progress.end;
        Ok(())
    }

    pub(super) fn image_head(&self) -> Head {
        Head { device: self.device, at: self.at, progress: self.progress.clone() }
    }
}
