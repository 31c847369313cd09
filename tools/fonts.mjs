import { readFileSync } from 'node:fs';
// @ts-expect-error: the package has no types.
import subsetFont from 'subset-font';
import { at } from './root.mjs';

/** The letters that stand in formulas, the only ones set in italics. */
const formulaLetters = 'DKLNRckmnr';

/**
 * Cuts the italic down to the letters of formulas, and puts the font's licence beside the site.
 * @returns {import('vite').Plugin}
 */
export const fonts = () => ({
  name: 'fonts',
  apply: 'build',
  async generateBundle(_, bundle) {
    const italics = Object.values(bundle).filter(
      (file) => file.type === 'asset' && /italic.*\.woff2$/.test(file.fileName),
    );
    if (italics.length !== 1) this.error(`There are ${italics.length} italic fonts instead of one.`);
    for (const italic of italics) {
      if (italic.type !== 'asset') continue;
      italic.source = await subsetFont(Buffer.from(italic.source), formulaLetters, { targetFormat: 'woff2' });
    }
    const licence = readFileSync(at('node_modules/@fontsource/libertinus-serif/LICENSE'));
    this.emitFile({ type: 'asset', fileName: 'libertinus-serif-licence.txt', source: licence });
  },
});
