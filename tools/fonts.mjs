import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
// @ts-expect-error: the package has no types.
import subsetFont from 'subset-font';
import { at } from './paths.mjs';

/** The letters that stand in formulas, the only ones set in italics. */
const formulaLetters = 'DKLNRckmnr';

/** What anybody may type or name a file, and all that else stands in the page's own texts. */
function lettersOfThePage() {
  const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
  const sources = ['www', 'src'].flatMap((folder) =>
    readdirSync(at(folder), { recursive: true, withFileTypes: true })
      .filter(({ name }) => /\.(tsx?|html|rs)$/.test(name) && !/test/.test(name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  );
  return [...new Set([...ascii, ...sources.join('')])].join('');
}

/**
 * Cuts the fonts down to what is set in them, and puts their licence beside the site; the system's serif has the rest.
 * @returns {import('vite').Plugin}
 */
export const fonts = () => ({
  name: 'fonts',
  apply: 'build',
  async generateBundle(_, bundle) {
    const cuts = [
      { name: /-italic.*\.woff2$/, letters: formulaLetters },
      { name: /-normal.*\.woff2$/, letters: lettersOfThePage() },
    ];
    for (const { name, letters } of cuts) {
      const [font, ...others] = Object.values(bundle).filter(({ fileName }) => name.test(fileName));
      if (font?.type !== 'asset' || others.length > 0) this.error(`There is not one font ${name}.`);
      // Hints are for coarse screens, and are a third of the file.
      const manner = { targetFormat: 'woff2', noHinting: true };
      font.source = await subsetFont(Buffer.from(font.source), letters, manner);
    }
    const licence = readFileSync(at('node_modules/@fontsource/libertinus-serif/LICENSE'));
    this.emitFile({ type: 'asset', fileName: 'libertinus-serif-licence.txt', source: licence });
  },
});
