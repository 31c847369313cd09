//! Counts a shape: `cargo run --release --example count -- 5 8`.

use std::env;
use std::error::Error;

use latin_rectangles::{Shape, count};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut number = |default: u32| arguments.next().map_or(Ok(default), |text| text.parse());
    let shape = Shape::new(number(5)?, number(6)?)?;
    let k = count(shape)?;
    println!(
        "{shape}: K = {}, K+ = {}, K- = {}",
        k.total(),
        k.positive,
        k.negative
    );
    Ok(())
}
