//! Files that are written as a whole: replaced where possible, so that a reader finds the old text or the new one, and
//! never by a file of another kind.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::failure::Failure;

/// More links in a row than this count as a cycle.
const MOST_LINKS: usize = 40;

pub struct OutputFile {
    /// As it was given.
    name: PathBuf,
    /// The file itself, all links resolved.
    path: PathBuf,
}

impl OutputFile {
    /// A regular file, whether it exists or not; checks that it can be written.
    pub fn regular(name: &Path) -> Result<Self, Failure> {
        Self::new(name)
            .and_then(|file| match file.found()? {
                Some(found) if !found.is_file() => Err(not_a_regular_file()),
                found => file.tried(found.as_ref()),
            })
            .map_err(|error| Failure::BadInput(cannot_be_written(name, &error)))
    }

    /// The same, or a device or a pipe, which is written into.
    pub fn any(name: &Path) -> Result<Self, Failure> {
        Self::new(name)
            .and_then(|file| match file.found()? {
                Some(found) if found.is_dir() => Err(not_a_regular_file()),
                // opening a pipe and closing it again would end its reader
                Some(found) if !found.is_file() => Ok(file),
                found => file.tried(found.as_ref()),
            })
            .map_err(|error| Failure::BadInput(cannot_be_written(name, &error)))
    }

    fn new(name: &Path) -> io::Result<Self> {
        if name.as_os_str().as_encoded_bytes().ends_with(b"/") || name.file_name().is_none() {
            return Err(io::Error::other("it is not the name of a file"));
        }
        Ok(OutputFile {
            name: name.to_owned(),
            path: itself(name)?,
        })
    }

    pub fn name(&self) -> &Path {
        &self.name
    }

    /// The file itself, all links resolved.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is read again, and not a device or a pipe.
    pub fn is_regular(&self) -> bool {
        !matches!(self.found(), Ok(Some(found)) if !found.is_file())
    }

    /// Writes all of it; the error is a sentence with the name.
    pub fn write(&self, content: &Content<'_>) -> Result<(), String> {
        let found = self.found();
        let written = found.and_then(|found| match found {
            Some(found) if !found.is_file() => self.write_into(content),
            Some(found) if has_other_names(&found) => self.write_in_place(content),
            Some(found) => match self.replace(Some(&found), content) {
                Err(error) if only_in_place(&error) => self.write_in_place(content),
                replaced => replaced,
            },
            None => self.replace(None, content),
        });
        written.map_err(|error| cannot_be_written(&self.name, &error))
    }

    fn found(&self) -> io::Result<Option<Metadata>> {
        match fs::metadata(&self.path) {
            Ok(found) => Ok(Some(found)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Checks that it can be written, without changing it.
    fn tried(self, found: Option<&Metadata>) -> io::Result<Self> {
        match found {
            Some(_) => drop(self.to_write()?),
            None => drop(self.temporary()?),
        }
        Ok(self)
    }

    fn to_write(&self) -> io::Result<File> {
        OpenOptions::new().write(true).open(&self.path)
    }

    /// A new file next to it, with a unique name; deleted unless it replaces this one.
    fn temporary(&self) -> io::Result<NamedTempFile<File>> {
        let mut code = None;
        let create = |path: &Path| {
            let file = OpenOptions::new().write(true).create_new(true).open(path);
            file.inspect_err(|error| code = error.raw_os_error())
        };
        let made = tempfile::Builder::new()
            .prefix(".latin-rectangles-")
            .make_in(folder(&self.path), create);
        // the error contains the name of the temporary file
        made.map_err(|error| code.map_or(error, io::Error::from_raw_os_error))
    }

    fn replace(&self, found: Option<&Metadata>, content: &Content<'_>) -> io::Result<()> {
        let mut new = self.temporary()?;
        if let Some(found) = found {
            take_after(new.as_file(), found)?;
        }
        // through the file itself, whose errors do not name it
        write_all(new.as_file_mut(), content)?;
        new.as_file().sync_all()?;
        new.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }

    fn write_in_place(&self, content: &Content<'_>) -> io::Result<()> {
        let mut file = self.to_write()?;
        write_all(&mut file, content)?;
        let length = file.stream_position()?;
        file.set_len(length)?;
        file.sync_all()
    }

    fn write_into(&self, content: &Content<'_>) -> io::Result<()> {
        write_all(&mut self.to_write()?, content)
    }
}

/// Writes what a file is to hold, from its beginning; it may be asked to more than once.
pub type Content<'c> = dyn Fn(&mut dyn Write) -> io::Result<()> + 'c;

fn write_all(file: &mut File, content: &Content<'_>) -> io::Result<()> {
    let mut buffered = BufWriter::new(file);
    content(&mut buffered)?;
    buffered.flush()
}

pub fn cannot_be_written(name: &Path, error: &io::Error) -> String {
    format!("{} cannot be written: {error}", name.display())
}

fn not_a_regular_file() -> io::Error {
    io::Error::other("it is not a regular file")
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != "" => folder,
        _ => Path::new("."),
    }
}

/// Where links lead, whether there is a file or not.
fn itself(name: &Path) -> io::Result<PathBuf> {
    let mut path = name.to_owned();
    for _ in 0..MOST_LINKS {
        if is_descriptor(&path) {
            return match fs::metadata(&path) {
                Ok(found) if found.is_file() => Err(io::Error::other(
                    "it stands for an open file, which is to be given by its own name",
                )),
                _ => Ok(path),
            };
        }
        match fs::read_link(&path) {
            Ok(to) => path = folder(&path).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its links lead in a circle"))
}

/// Whether it is a name for what a process has open, as /dev/fd/3 is.
fn is_descriptor(path: &Path) -> bool {
    fs::canonicalize(folder(path))
        .is_ok_and(|folder| folder.starts_with("/proc") || folder.starts_with("/dev/fd"))
}

/// Whether a file that cannot be replaced may still be written in its place: a folder that is not ours, a file mounted
/// by itself. A full disk is no such case, as the old text would be lost.
fn only_in_place(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::ResourceBusy
            | ErrorKind::CrossesDevices
    )
}

#[cfg(unix)]
fn has_other_names(found: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(found) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Gives a new file the owner and the mode of the one that it replaces.
#[cfg(unix)]
fn take_after(new: &File, found: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let made = new.metadata()?;
    if (made.uid(), made.gid()) != (found.uid(), found.gid()) {
        fchown(new, Some(found.uid()), Some(found.gid()))?;
    }
    new.set_permissions(found.permissions())
}

#[cfg(not(unix))]
fn take_after(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}
