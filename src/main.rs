fn main() {
    println!("{}", latin_rectangles::ones_below(1 << 22));
}
