//! `bindgen MODULE.wasm FOLDER`: writes the JavaScript side of a wasm module, as
//! `wasm-bindgen --target web` does, without compiling the whole of that command.

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, folder] = arguments.as_slice() else {
        return Err("usage: bindgen MODULE.wasm FOLDER".into());
    };
    Bindgen::new()
        .input_path(module)
        .web(true)?
        .typescript(true)
        // Lets `init()` find the module beside the script.
        .omit_default_module_path(false)
        .generate(folder)?;
    Ok(())
}
