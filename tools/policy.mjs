import { createHash } from 'node:crypto';
import { contentSecurityPolicy } from './headers.mjs';

/** @param {string} content */
const meta = (content) => `<meta http-equiv="Content-Security-Policy" content="${content}">`;

/**
 * Puts the policy into the page, for hosts that do not send one.
 * @returns {import('vite').Plugin}
 */
export const policy = () => ({
  name: 'policy',
  apply: 'build',
  transformIndexHtml: { order: 'post', handler: (html) => withPolicy(html, contentSecurityPolicy) },
});

/**
 * The first thing in the head but the encoding, which has to be near the start.
 * @param {string} html
 * @param {string} content
 */
export function withPolicy(html, content) {
  const encoding = '<meta charset="utf-8">';
  if (!html.includes(encoding)) throw new Error('The page names no encoding.');
  return html.replace(encoding, () => `${encoding}\n    ${meta(content)}`);
}

/**
 * The policy of the page in one file: only its own script and styles, and no requests.
 * @param {string} html
 */
export function withOwnPolicy(html) {
  const hashes = (/** @type {RegExp} */ element) =>
    [...html.matchAll(element)].map(
      ([, text]) => `'sha256-${createHash('sha256').update(String(text)).digest('base64')}'`,
    );
  const scripts = hashes(/<script[^>]*>([\s\S]*?)<\/script>/g);
  const styles = hashes(/<style[^>]*>([\s\S]*?)<\/style>/g);
  const directives = [
    "default-src 'none'",
    `script-src ${scripts.join(' ')} 'wasm-unsafe-eval'`,
    `style-src ${styles.join(' ')}`,
    'worker-src blob:',
    'connect-src data:',
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return withPolicy(html, directives.join('; '));
}
