import url from './pkg/latin_rectangles_bg.wasm?url';

/** The address of the module. */
export const moduleUrl = url;

/** The compiled module, which any worker can instantiate. */
export async function compileModule(): Promise<WebAssembly.Module> {
  const response = await fetch(moduleUrl);
  if (!response.ok) throw new Error(`the module was answered with ${response.status}`);
  // Streaming needs a host that serves the right type.
  if (response.headers.get('Content-Type') === 'application/wasm')
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
