//! Files that the command writes: permissions, locations, and what happens to existing files.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use crate::common::{command, folder, shell, text};
use latin_rectangles::count::{Checkpoint, Session};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        Folder(folder(name))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = command(&arguments.split(' ').collect::<Vec<_>>());
        command.current_dir(&self.0);
        command
    }

    fn run(&self, arguments: &str, status: i32) -> Output {
        let output = self.command(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments} {output:?}");
        output
    }

    /// Runs a shell command with it.
    fn shell(&self, words: &str, status: i32) -> Output {
        let output = shell(words).current_dir(&self.0).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{words} {output:?}");
        output
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> = names
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Units done, of all.
    fn done(&self, name: &str) -> (usize, usize) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        Checkpoint::read(&text)
            .unwrap()
            .done(&Session::default())
            .unwrap()
    }
}

const SHARE: &str = "count 4 6 --engine enumerate --checkpoint c.json --units";

#[test]
fn one_checkpoint_has_one_writer_at_a_time() {
    let folder = Folder::new("one-writer");
    let mut first = folder
        .command("count 5 9 --engine enumerate --checkpoint c.json")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(first.stderr.take().unwrap());
    said.read_line(&mut String::new()).unwrap();
    symlink("c.json", folder.path("link.json")).unwrap();
    for file in ["c.json", "link.json"] {
        let second = folder.run(&format!("count 5 9 --units 0..3 --checkpoint {file}"), 1);
        let wanted = format!("error: {file} is being written by process {} on ", first.id());
        assert!(text(&second.stderr).contains(&wanted), "{second:?}");
    }
    folder.run("count 4 6 --engine enumerate --checkpoint other.json", 0);
    folder.run("merge other.json --output c.json", 1);
    let sent = Command::new("kill")
        .args(["-TERM", &first.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
    assert_eq!(first.wait().unwrap().code(), Some(143));
    assert_eq!(folder.names(), ["c.json", "link.json", "other.json"]);
    Checkpoint::read(&fs::read_to_string(folder.path("c.json")).unwrap()).unwrap();
}

#[test]
fn shares_in_one_checkpoint_are_merged() {
    let folder = Folder::new("one-checkpoint");
    folder.run(&format!("{SHARE} 0..4"), 0);
    let output = folder.run(&format!("{SHARE} 6..9"), 0);
    assert!(
        text(&output.stdout).contains("7 of 10 units are done"),
        "{output:?}"
    );
    // a process that finds it locked tries again
    std::thread::scope(|scope| {
        for share in ["4..5", "5..6", "9..10"] {
            let mut count = folder.command(&format!("{SHARE} {share}"));
            scope.spawn(move || while count.output().unwrap().status.code() == Some(1) {});
        }
    });
    assert_eq!(folder.done("c.json"), (10, 10));
    assert_eq!(folder.names(), ["c.json"]);
}

#[test]
fn where_nothing_can_be_locked_that_is_said() {
    let folder = Folder::new("no-lock");
    fs::create_dir(folder.path("c.json.lock")).unwrap();
    let output = folder.run(&format!("{SHARE} 0..4"), 0);
    assert!(
        text(&output.stderr).contains("c.json cannot be locked ("),
        "{output:?}"
    );
    assert_eq!(folder.done("c.json"), (4, 10));
}

#[test]
fn what_cannot_be_written_is_refused_by_its_name_before_anything_is_counted() {
    let folder = Folder::new("refused-files");
    folder.run("count 4 6 --engine enumerate --checkpoint c.json", 0);
    fs::create_dir(folder.path("folder")).unwrap();
    symlink("circle", folder.path("circle")).unwrap();
    let names = folder.names();
    for file in [
        "missing/x.json",
        "c.json/x.json",
        "folder",
        "new/",
        "folder/",
        "..",
        "circle",
        "/proc/x.json",
    ] {
        for arguments in [
            format!("count 5 9 --checkpoint {file}"),
            format!("merge c.json --output {file}"),
        ] {
            let output = folder.run(&arguments, 2);
            let said = text(&output.stderr);
            assert!(
                said.starts_with(&format!("error: {file} cannot be written: ")),
                "{arguments} {said}"
            );
            assert!(output.stdout.is_empty() && !said.contains(".latin"), "{said}");
        }
    }
    // the attempt leaves nothing behind, and changes nothing
    let before = fs::metadata(folder.path("c.json")).unwrap();
    folder.run("count 4 7 --checkpoint c.json", 2);
    folder.run("count 4 6 --checkpoint new.json --units 5..99", 2);
    let after = fs::metadata(folder.path("c.json")).unwrap();
    assert_eq!(
        (before.ino(), before.mtime_nsec()),
        (after.ino(), after.mtime_nsec())
    );
    assert_eq!(folder.names(), names);
}

#[test]
fn a_result_that_cannot_be_saved_is_printed_all_the_same() {
    let folder = Folder::new("not-saved");
    folder.run(&format!("{SHARE} 0..4"), 0);
    let before = fs::read(folder.path("c.json")).unwrap();
    for (arguments, figure) in [
        ("count 4 6 --engine enumerate --checkpoint c.json", "393,120"),
        ("count 4 6 --engine enumerate --checkpoint new.json", "393,120"),
        ("count 4 8 --engine classes --checkpoint t.json", "88,390,995,840"),
    ] {
        // no file may grow
        let output = folder.shell(&format!("ulimit -f 0; exec \"$0\" {arguments}"), 3);
        assert!(text(&output.stdout).contains(figure), "{output:?}");
        let said = text(&output.stderr);
        let file = arguments.rsplit(' ').next().unwrap();
        assert!(
            said.contains(&format!("error: {file} cannot be written: File too large"))
                && !said.contains(".latin"),
            "{said}"
        );
    }
    let share = folder.shell(&format!("ulimit -f 0; exec \"$0\" {SHARE} 4..6"), 3);
    assert!(share.stdout.is_empty());
    assert_eq!(fs::read(folder.path("c.json")).unwrap(), before);
    assert_eq!(folder.names(), ["c.json"]);
    folder.run("count 4 6 --engine enumerate --checkpoint c.json", 0);
    let merged = folder.shell("ulimit -f 0; exec \"$0\" merge c.json --output m.json", 3);
    assert!(text(&merged.stdout).contains("393,120"), "{merged:?}");
}

#[test]
fn links_and_modes_stay() {
    let folder = Folder::new("links");
    fs::create_dir(folder.path("real")).unwrap();
    symlink("real/c.json", folder.path("c.json")).unwrap();
    folder.run(&format!("{SHARE} 0..4"), 0);
    let real = folder.path("real/c.json");
    fs::set_permissions(&real, PermissionsExt::from_mode(0o640)).unwrap();
    folder.run(&format!("{SHARE} 4..6"), 0);
    assert!(fs::symlink_metadata(folder.path("c.json")).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().mode() & 0o7777, 0o640);
    // two names of one file stay two names of one file
    fs::hard_link(&real, folder.path("other.json")).unwrap();
    folder.run(&format!("{SHARE} 6..10"), 0);
    assert_eq!(folder.done("other.json"), (10, 10));
    assert_eq!(fs::read_dir(folder.path("real")).unwrap().count(), 1);
    folder.shell("umask 027; exec \"$0\" merge c.json --output new.json", 0);
    assert_eq!(
        fs::metadata(folder.path("new.json")).unwrap().mode() & 0o7777,
        0o640
    );
}

#[test]
fn what_is_no_regular_file_is_written_into_or_refused_and_never_replaced() {
    let folder = Folder::new("no-files");
    folder.run("count 4 6 --engine enumerate --checkpoint c.json", 0);
    let good = fs::read_to_string(folder.path("c.json")).unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(folder.path("pipe"))
            .status()
            .unwrap()
            .success()
    );
    symlink("/dev/null", folder.path("null")).unwrap();
    for file in ["pipe", "null"] {
        let output = folder.run(&format!("count 4 6 --checkpoint {file}"), 2);
        let wanted = format!("{file} cannot be written: it is not a regular file");
        assert!(text(&output.stderr).contains(&wanted), "{output:?}");
    }
    folder.run("merge c.json --output null", 0);
    assert!(
        fs::metadata(folder.path("null"))
            .unwrap()
            .file_type()
            .is_char_device()
    );

    let pipe = folder.path("pipe");
    let reading = std::thread::spawn(move || fs::read_to_string(pipe).unwrap());
    folder.run("merge c.json --output pipe", 0);
    assert_eq!(reading.join().unwrap(), good);
    assert!(fs::metadata(folder.path("pipe")).unwrap().file_type().is_fifo());

    let descriptor = folder.shell("exec 3>&1; exec \"$0\" merge c.json --output /dev/fd/3", 0);
    assert!(text(&descriptor.stdout).starts_with(&good), "{descriptor:?}");
    for file in ["/dev/fd/3", "/dev/fd/9"] {
        let output = folder.shell(
            &format!("exec 3>open; exec \"$0\" merge c.json --output {file}"),
            2,
        );
        assert!(
            text(&output.stderr).starts_with(&format!("error: {file} cannot be written: ")),
            "{output:?}"
        );
    }
    let names = ["c.json", "null", "open", "pipe"];
    assert_eq!(folder.names(), names);
}

#[test]
fn the_same_json_written_otherwise_is_the_same_file() {
    let folder = Folder::new("otherwise");
    folder.run("count 4 6 --engine enumerate --checkpoint e.json", 0);
    folder.run("count 4 8 --engine classes --checkpoint c.json", 0);
    for (file, arguments) in [("e.json", "count 4 6"), ("c.json", "count 4 8")] {
        let good = fs::read_to_string(folder.path(file)).unwrap();
        let expected = folder
            .run(&format!("{arguments} --checkpoint {file} --format csv"), 0)
            .stdout;
        let value: serde_json::Value = serde_json::from_str(&good).unwrap();
        let wide = |of: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("\u{feff}{good}").encode_utf16().flat_map(of).collect()
        };
        for bytes in [
            serde_json::to_vec_pretty(&value).unwrap(),
            format!("\u{feff}{good}\r\n").into_bytes(),
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
        ] {
            fs::write(folder.path("d.json"), bytes).unwrap();
            folder.run("merge d.json", 0);
            let output = folder
                .run(&format!("{arguments} --checkpoint d.json --format csv"), 0)
                .stdout;
            let figures = |csv: &[u8]| text(csv).rsplit_once(',').unwrap().0.to_owned();
            assert_eq!(figures(&output), figures(&expected));
        }
    }
    for (bytes, reason) in [
        (&b""[..], "it is empty"),
        (b"{\"format\":1,", "it is cut off"),
        (b"\x00\xff\x1f", "it is not text"),
        (b"{\"format\":7}", "has format 7, of a newer version"),
    ] {
        fs::File::create(folder.path("bad.json"))
            .unwrap()
            .write_all(bytes)
            .unwrap();
        let output = folder.run("merge bad.json", 2);
        assert!(text(&output.stderr).contains(reason), "{output:?}");
    }
}
