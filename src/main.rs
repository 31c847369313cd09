//! The command `latin-rectangles`; see `latin-rectangles --help`.

fn main() -> std::process::ExitCode {
    latin_rectangles::cli::main()
}
