const LATER = "const pkg = await import('../../..');";

/**
 * Has the script of the pool's workers come with what it imports, in one file.
 * @returns {import('vite').Plugin}
 */
export const poolScript = () => ({
  name: 'pool-script',
  enforce: 'pre',
  transform(code, id) {
    if (!/workerHelpers\.js$/.test(id)) return null;
    if (!code.includes(LATER)) this.error('The pool imports the module in another way.');
    return { code: `import * as pkg from '../../..';\n${code.replace(LATER, '')}`, map: null };
  },
});
