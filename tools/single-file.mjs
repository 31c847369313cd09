import { at } from './root.mjs';

/** The modules of www/ that the single file has others for, in www/single-file/. */
const INSTEAD = ['engine/start-worker.ts', 'engine/start-hand.ts', 'offline.ts'];
const GLUE = /pkg\/latin_rectangles\.js$/;
/** What the glue would fetch by itself: the page tells it where the module is. */
const OWN_MODULE = "new URL('latin_rectangles_bg.wasm', import.meta.url)";

/**
 * What a file has no place for, left out or done in another way.
 * @returns {import('vite').Plugin}
 */
export const instead = () => ({
  name: 'instead',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (/workerHelpers\.js$/.test(source)) return at('www/single-file/no-pool.ts');
    if (importer?.startsWith(at('www/single-file'))) return null;
    const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
    const name = INSTEAD.find((path) => resolved?.id === at('www', path));
    return name ? at('www/single-file', name.replace(/^.*\//, '')) : null;
  },
  transform(code, id) {
    if (!GLUE.test(id)) return null;
    if (!code.includes(OWN_MODULE)) this.error('The glue names its module in another way.');
    return { code: code.replace(OWN_MODULE, "''"), map: null };
  },
});

/** @param {string | Uint8Array} source */
const base64 = (source) => Buffer.from(source).toString('base64');

/**
 * Puts script, styles and fonts into the page.
 * @returns {import('vite').Plugin}
 */
export const singleFile = () => ({
  name: 'single-file',
  enforce: 'post',
  transformIndexHtml: {
    order: 'pre',
    // Nothing is installed from a file.
    handler: (html) => html.replace(/ *<link rel="(manifest|apple-touch-icon)"[^>]*>\n/g, ''),
  },
  generateBundle(_, bundle) {
    const files = Object.values(bundle);
    const [page, ...otherPages] = files.filter(({ fileName }) => fileName.endsWith('.html'));
    const [script, ...otherScripts] = files.filter((file) => file.type === 'chunk');
    if (page?.type !== 'asset' || script?.type !== 'chunk' || otherPages.length + otherScripts.length > 0)
      return this.error('This is not one page with one script.');

    let styles = '';
    for (const file of files)
      if (file.type === 'asset' && file.fileName.endsWith('.css')) styles += file.source;
    for (const file of files) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.woff2')) continue;
      const address = `data:font/woff2;base64,${base64(file.source)}`;
      styles = styles.replaceAll(`./${file.fileName.replace(/^.*\//, '')}`, address);
    }
    const code = script.code.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
    const html = String(page.source)
      .replace(/ *<link rel="stylesheet"[^>]*>\n?/, () => `    <style>${styles}</style>\n`)
      .replace(/<script type="module"[^>]*><\/script>/, () => `<script type="module">${code}</script>`);
    if (/(src|href)="\.\/|url\(["']?\.\//.test(html.replace(code, '')))
      this.error('Something is left beside the file.');
    for (const { fileName } of files) delete bundle[fileName];
    this.emitFile({ type: 'asset', fileName: 'latin-rectangles.html', source: html });
  },
});
