//! Lists the rectangles of a small shape with their signs: `cargo run --example list -- 3 4`.

use std::env;
use std::error::Error;

use latin_rectangles::Shape;
use latin_rectangles::latin::Rectangles;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut number = |default: u32| arguments.next().map_or(Ok(default), |text| text.parse());
    for rectangle in Rectangles::of(Shape::new(number(3)?, number(4)?)?) {
        println!("{:+} {:?}", rectangle.sign().value(), rectangle.rows());
    }
    Ok(())
}
