//! Signals that ask the command to end, and the progress that is saved then.

use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::common::{command, folder, run, shell, text};
use latin_rectangles::count::Checkpoint;
use latin_rectangles::engine::EngineName;

const LONG: &str = "count 5 9 --engine enumerate --format json";

/// A count of hours, once it has printed its first message, which it does when it is ready to be interrupted.
fn started(mut command: Command) -> Child {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stderr.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    child
}

fn long(more: &[&str]) -> Command {
    command(&LONG.split(' ').chain(more.iter().copied()).collect::<Vec<_>>())
}

fn send(child: &Child, signals: &[&str]) {
    for signal in signals {
        let sent = Command::new("kill")
            .args([signal, child.id().to_string().as_str()])
            .status();
        assert!(sent.unwrap().success());
    }
}

fn ends(child: Child, status: i32) -> Output {
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(status), "{output:?}");
    assert!(output.stdout.is_empty());
    output
}

fn checkpoint(path: &Path) -> Checkpoint {
    Checkpoint::read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn an_interrupt_ends_it_with_130() {
    for (signal, status) in [("-INT", 130), ("-TERM", 143), ("-HUP", 129)] {
        let child = started(long(&[]));
        send(&child, &[signal]);
        ends(child, status);
    }
}

#[test]
fn progress_is_saved_whichever_signal_asks() {
    for (signal, status) in [("-INT", 130), ("-TERM", 143), ("-HUP", 129)] {
        let folder = folder(&format!("signal{signal}"));
        let file = folder.join("count.json");
        let child = started(long(&["--checkpoint", file.to_str().unwrap()]));
        // as `timeout` does, and a terminal that closes
        send(&child, &[signal, signal]);
        let output = ends(child, status);
        assert!(
            text(&output.stderr).contains("units are done, and kept in"),
            "{output:?}"
        );
        assert_eq!(checkpoint(&file).request().engine, EngineName::Enumerate);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    }
}

#[test]
fn a_signal_that_was_ignored_stays_ignored() {
    let child = started(shell(&format!("trap '' HUP INT; exec \"$0\" {LONG}")));
    send(&child, &["-HUP", "-INT", "-TERM"]);
    ends(child, 143);
}

#[test]
fn a_second_interrupt_ends_it_at_once() {
    let folder = folder("second-interrupt");
    let file = folder.join("count.json");
    let count = [
        "count",
        "4",
        "6",
        "--engine",
        "enumerate",
        "--checkpoint",
        file.to_str().unwrap(),
    ];
    // nobody reads the pipe, and it is full: progress is saved, and then the command waits for ever
    let (_reader, mut full) = std::io::pipe().unwrap();
    let filling = full.try_clone().unwrap();
    let mut command = command(&count);
    // SAFETY: fcntl and write may be called between fork and exec.
    unsafe {
        command.pre_exec(move || {
            use std::os::fd::AsRawFd;
            let pipe = filling.as_raw_fd();
            libc::fcntl(pipe, libc::F_SETFL, libc::O_NONBLOCK);
            for length in [4096, 1] {
                while libc::write(pipe, [b' '; 4096].as_ptr().cast(), length) > 0 {}
            }
            libc::fcntl(pipe, libc::F_SETFL, 0);
            Ok(())
        });
    }
    let mut child = command
        .stdout(full.try_clone().unwrap())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    full.flush().unwrap();
    while !file.exists() {
        std::thread::yield_now();
    }
    send(&child, &["-INT"]);
    // a signal that follows sooner counts as the same one
    std::thread::sleep(Duration::from_millis(400));
    assert!(child.try_wait().unwrap().is_none());
    send(&child, &["-INT"]);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    // and the next one is not blocked by the lock that was left behind
    let again = run(&count);
    assert!(again.status.success(), "{again:?}");
    assert!(
        text(&again.stderr).contains("going on: 10 of 10 units are done"),
        "{again:?}"
    );
}
