//! Signals that end the command: the first one only requests the end, where there is something to save.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::{flag, low_level};

/// Whether the next signal ends the program at once.
static AT_ONCE: AtomicBool = AtomicBool::new(true);
/// The first signal that has requested the end.
static SIGNAL: AtomicUsize = AtomicUsize::new(0);

/// The exit status after a signal.
pub fn status(signal: usize) -> u8 {
    (128 + signal) as u8
}

/// From now on the first signal only requests the end.
pub fn defer_first() {
    AT_ONCE.store(false, Ordering::SeqCst);
}

/// The signal that has requested the end of the program.
pub fn requested() -> Option<usize> {
    match SIGNAL.load(Ordering::SeqCst) {
        0 => None,
        signal => Some(signal),
    }
}

/// Listens to signals, but not to those that were ignored when the program started.
#[cfg(unix)]
pub fn watch() -> io::Result<()> {
    use std::ffi::c_int;
    use std::thread;
    use std::time::{Duration, Instant};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;

    /// `timeout` and closing terminals send their signal twice; so soon after the first it counts as the same.
    const SAME: Duration = Duration::from_millis(200);

    /// Set when a file may not grow; the signal would end the program, and the error of the write is enough.
    static FILE_TOO_LARGE: AtomicBool = AtomicBool::new(false);
    flag::register(SIGXFSZ, &FILE_TOO_LARGE)?;

    let wanted = [SIGINT, SIGTERM, SIGHUP];
    let mut signals = Signals::new(wanted.into_iter().filter(|&signal| !is_ignored(signal)))?;
    let listen = move || {
        let mut first: Option<Instant> = None;
        for signal in signals.forever() {
            if AT_ONCE.load(Ordering::SeqCst) || first.is_some_and(|first| first.elapsed() > SAME) {
                low_level::exit(status(signal as usize).into());
            }
            if first.is_none() {
                first = Some(Instant::now());
                SIGNAL.store(signal as usize, Ordering::SeqCst);
            }
        }
    };
    thread::Builder::new().spawn(listen)?;

    fn is_ignored(signal: c_int) -> bool {
        // SAFETY: without a new action the call only fills in the old one, of which all zeros are a value.
        unsafe {
            let mut old: libc::sigaction = std::mem::zeroed();
            libc::sigaction(signal, std::ptr::null(), &mut old) == 0 && old.sa_sigaction == libc::SIG_IGN
        }
    }
    Ok(())
}

/// Listens to interrupts.
#[cfg(not(unix))]
pub fn watch() -> io::Result<()> {
    use signal_hook::consts::SIGINT;

    flag::register_conditional_shutdown(SIGINT, status(SIGINT as usize).into(), &AT_ONCE)?;
    flag::register(SIGINT, &AT_ONCE)?;
    flag::register_usize(SIGINT, &SIGNAL, SIGINT as usize)?;
    Ok(())
}
