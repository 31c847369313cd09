import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { find } from './browsers.mjs';
import { at } from './paths.mjs';

/** Of a maskable icon only the middle four fifths are sure to be seen. */
const ICONS = [
  { name: 'icon-192', size: 192, share: 1 },
  { name: 'icon-512', size: 512, share: 1 },
  { name: 'icon-maskable-512', size: 512, share: 0.75 },
];

const executablePath = find('chromium');
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox', '--disable-gpu'],
});
const svg = readFileSync(at('www/icon.svg'), 'utf8');
for (const { name, size, share } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const style = `html{display:grid;height:100%;place-items:center;background:#fff}body{margin:0}
    svg{display:block;width:${size * share}px}`;
  await page.setContent(`<!doctype html><style>${style}</style>${svg}`);
  await page.screenshot({ path: at('www/public', `${name}.png`) });
}
await browser.close();
