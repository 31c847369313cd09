import { at } from './paths.mjs';
import { withOwnPolicy } from './policy.mjs';

/** The modules of www/ that the single file has others for, in www/single-file/. */
const INSTEAD = [
  'engine/first-worker.ts',
  'engine/start-worker.ts',
  'engine/start-message-worker.ts',
  'storage/site.ts',
  'offline.ts',
];
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

/** @type {Record<string, string>} */
const TYPES = { woff2: 'font/woff2', svg: 'image/svg+xml' };

/**
 * An asset as an address that needs no file; undefined for what no page refers to.
 * @param {import('rolldown').OutputAsset} asset
 */
function dataAddress({ fileName, source }) {
  const type = TYPES[fileName.replace(/^.*\./, '')];
  return type && `data:${type};base64,${Buffer.from(source).toString('base64')}`;
}

/**
 * Puts script, styles, fonts and icon into the page.
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
    const scripts = Object.values(bundle).filter((file) => file.type === 'chunk');
    const assets = Object.values(bundle).filter((file) => file.type === 'asset');
    const page = assets.find(({ fileName }) => fileName === 'index.html');
    const [script, ...more] = scripts;
    if (!page || !script || more.length > 0) return this.error('This is not one page with one script.');

    const styles = assets.filter(({ fileName }) => fileName.endsWith('.css')).map(({ source }) => source);
    let html = String(page.source)
      .replace(/<script type="module"[^>]*><\/script>/, '')
      .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${styles.join('')}</style>`);
    for (const asset of assets) {
      const address = dataAddress(asset);
      const name = asset.fileName.replace(/^.*\//, '');
      if (address) html = html.replaceAll(`./assets/${name}`, address).replaceAll(`./${name}`, address);
    }
    if (/(src|href)="\.\/|url\(["']?\.\//.test(html)) this.error('Something is left beside the file.');

    const code = script.code
      // What Vite would fetch for a view is here already.
      .replaceAll('__VITE_PRELOAD__', 'void 0')
      .replace(/<\/(script)/gi, '<\\/$1')
      .replace(/<!--/g, '<\\!--');
    html = html.replace('</head>', () => `<script type="module">${code}</script>\n  </head>`);
    for (const { fileName } of [...scripts, ...assets]) delete bundle[fileName];
    this.emitFile({ type: 'asset', fileName: 'latin-rectangles.html', source: withOwnPolicy(html) });
  },
});
