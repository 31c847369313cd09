import type { Page } from '@playwright/test';
import { getDocumentProxy } from 'unpdf';
import { expect } from './page';

export const FORMATS = ['A4', 'Letter'] as const;

/** The text of a page on paper, without spaces; nothing may be beyond the edge. */
export async function onPaper(page: Page, format: (typeof FORMATS)[number]): Promise<string> {
  const paper = await getDocumentProxy(new Uint8Array(await page.pdf({ format })));
  const beyond: string[] = [];
  let content = '';
  for (let number = 1; number <= paper.numPages; number++) {
    const sheet = await paper.getPage(number);
    const { width } = sheet.getViewport({ scale: 1 });
    const { items } = await sheet.getTextContent();
    for (const item of items) {
      if (!('str' in item)) continue;
      content += item.str;
      const from = Number(item.transform[4]);
      // As the letters of a font are cut, the last may stand over by a hair.
      if (item.str.trim() && (from < 0 || from + item.width > width + 1)) beyond.push(item.str);
    }
  }
  expect(beyond).toEqual([]);
  return bare(content);
}

/** Where spaces and lines end differs from font to font. */
export const bare = (text: string) => text.replaceAll(/[\s\u200b]/g, '');

/** On paper there are all these texts, the day and the address, and no controls. */
export async function expectOnPaper(page: Page, texts: string[], controls: string[]): Promise<void> {
  const { origin } = new URL(page.url());
  for (const format of FORMATS) {
    const text = await onPaper(page, format);
    for (const words of [...texts, `printed ${await today(page)}`, `${origin}/?`])
      expect(text, format).toContain(bare(words));
    for (const words of ['Projector size', ...controls]) expect(text, format).not.toContain(bare(words));
  }
}

/** As the page writes it. */
const today = (page: Page) =>
  page.evaluate(() =>
    new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date()),
  );
