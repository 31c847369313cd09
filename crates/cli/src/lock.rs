//! One writer of a checkpoint at a time: a lock on a file beside it, since the checkpoint itself is replaced.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::console::Console;
use super::failure::Failure;
use super::output_file::OutputFile;

/// Held until it is dropped; the system releases it when the process ends, however it ends.
pub struct Lock {
    path: PathBuf,
    _file: File,
}

/// Locks a checkpoint file for the time of a count; warns where that is not possible.
///
/// # Errors
/// [`Failure::Failed`] names the process that holds it.
pub fn lock(file: &OutputFile, console: Console) -> Result<Option<Lock>, Failure> {
    let mut path = file.path().as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    match Lock::on(&path) {
        Ok(Ok(lock)) => Ok(Some(lock)),
        Ok(Err(holder)) => Err(Failure::Failed(format!(
            "{} is being written by {holder}; try again when that has ended",
            file.name().display()
        ))),
        Err(error) => {
            console.warn(format_args!(
                "{} cannot be locked ({error}): nothing else may write it while this count does",
                file.name().display()
            ));
            Ok(None)
        }
    }
}

impl Lock {
    /// The lock, or who holds it.
    fn on(path: &Path) -> io::Result<Result<Self, String>> {
        loop {
            let mut file = open(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let mut holder = String::new();
                    // the holder may not have written its name yet
                    let _ = file.read_to_string(&mut holder);
                    let holder = holder.trim();
                    return Ok(Err(if holder.is_empty() {
                        "another process".to_owned()
                    } else {
                        holder.to_owned()
                    }));
                }
                Err(TryLockError::Error(error)) => {
                    if file.metadata()?.len() == 0 {
                        let _ = fs::remove_file(path);
                    }
                    return Err(error);
                }
            }
            // the previous holder removes the file before it releases the lock: then this is no longer the file of that name
            if is_at(&file, path) {
                let host = gethostname::gethostname();
                let holder = format!("process {} on {}\n", std::process::id(), host.display());
                // only read by a process that finds it locked
                let _ = file.set_len(0).and_then(|()| file.write_all(holder.as_bytes()));
                return Ok(Ok(Lock {
                    path: path.to_owned(),
                    _file: file,
                }));
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Another user's file can only be opened for reading, which is enough to see that it is locked.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let opened = options
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path);
    match opened {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => File::open(path).map_err(|_| error),
        opened => opened,
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let same = || -> io::Result<bool> {
        let (one, other) = (file.metadata()?, fs::metadata(path)?);
        Ok((one.dev(), one.ino()) == (other.dev(), other.ino()))
    };
    same().unwrap_or(false)
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
