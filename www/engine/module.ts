import url from './pkg/latin_rectangles_bg.wasm?url';

/** Where the module is. */
export const moduleUrl = url;

/** That module, to be instantiated here and by others. */
export async function compileModule(): Promise<WebAssembly.Module> {
  const response = await fetch(moduleUrl);
  if (!response.ok) throw new Error(`the module was answered with ${response.status}`);
  // The stream wants a host that knows the type of such files.
  if (response.headers.get('Content-Type') === 'application/wasm')
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
