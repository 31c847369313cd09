/** The chunk with the page's first dedicated worker. */
export const FIRST = 'first';

/**
 * Has the page run that chunk as soon as it is there, before the rest of its script.
 * @returns {import('vite').Plugin}
 */
export const firstScript = () => ({
  name: 'first-script',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      const first = Object.values(bundle ?? {}).find((file) => file.type === 'chunk' && file.name === FIRST);
      const main = '<script type="module"';
      if (!first || !html.includes(main)) throw new Error('The page has no first script.');
      const script = `<script type="module" async crossorigin src="./${first.fileName}"></script>`;
      return html.replace(main, () => `${script}\n    ${main}`);
    },
  },
});
