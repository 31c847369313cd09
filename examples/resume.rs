//! Interrupts a count, saves its progress as text and resumes it from there: `cargo run --release --example resume`.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use latin_rectangles::Shape;
use latin_rectangles::count::{Checkpoint, Count, Request, Resumed, Session};
use latin_rectangles::engine::EngineName;
use latin_rectangles::run::{Executor, State};

fn main() -> Result<(), Box<dyn Error>> {
    let session = Session::default();
    let executor = Arc::new(Executor::pool(2)?);
    let request = Request {
        saved: true,
        ..Request::of(Shape::new(5, 7)?, EngineName::Enumerate)
    };

    let mut count = Count::start(request.clone(), &session, executor.clone())?;
    count.wait(Duration::from_millis(5));
    count.cancel();
    while count.wait(Duration::from_secs(1)) == State::Running {}
    let text = count.checkpoint().text();
    let (done, units) = count.saved();
    println!("interrupted after {done} of {units} units");

    let resumed = Resumed {
        checkpoint: Some(Checkpoint::read(&text)?),
        ..Resumed::default()
    };
    let mut count = Count::resume(request, resumed, &session, executor)?;
    while count.wait(Duration::from_secs(1)) == State::Running {}
    for figures in count.answer()?.figures {
        println!("{}: {:?}", figures.shape, figures.signed());
    }
    Ok(())
}
