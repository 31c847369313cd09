//! Runs units on workers. Nothing here knows what is counted: work is a number of units, each run by number.

mod messages;
mod meter;
mod pool;
mod remote_queue;
mod schedule;
mod watch;
mod watchdog;

pub use messages::Refused;
pub use meter::{Meter, MeterField, WORDS_A_WORKER, WorkerMeter};
pub use pool::{Executor, Finished, Run, State, Timing, Work};
pub use schedule::{Schedule, ScheduleError};
pub use watch::{Report, Stopped, Unwatched, Watch};
pub use watchdog::Watchdog;
