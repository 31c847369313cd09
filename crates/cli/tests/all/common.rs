//! The command as its tests run it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_latin-rectangles"));
    command.args(arguments);
    with_signals(&mut command);
    command
}

/// The words of a shell, in which `$0` is the command.
#[cfg(unix)]
pub fn shell(words: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", words, env!("CARGO_BIN_EXE_latin-rectangles")]);
    with_signals(&mut command);
    command
}

/// The tests may be run with signals ignored, as a shell's background jobs are.
fn with_signals(command: &mut Command) {
    #[cfg(unix)]
    // SAFETY: signal may be called between fork and exec.
    unsafe {
        std::os::unix::process::CommandExt::pre_exec(command, || {
            for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP] {
                libc::signal(signal, libc::SIG_DFL);
            }
            Ok(())
        });
    }
}

pub fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// What the command says that is interrupted, as by Ctrl-C, after some time; it may have ended before.
pub fn interrupt(arguments: &[&str], after: Duration) -> Output {
    let child = command(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    child.wait_with_output().unwrap()
}

pub fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).into_owned()
}

/// A folder of its own for each test.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
