import type { Page } from '@playwright/test';
import { expect } from './page';

declare global {
  var saved: Blob[];
}

/** Keeps what the page saves, because a download cannot be read back in every browser; to be called before it is opened. */
export function captureDownloads(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    globalThis.saved = [];
    const address = URL.createObjectURL;
    URL.createObjectURL = (blob: Blob) => {
      saved.push(blob);
      return address.call(URL, blob);
    };
  });
}

/** Presses a button, and gives the text that is saved. */
export async function savedBy(page: Page, button: string): Promise<string> {
  const before = await page.evaluate(() => saved.length);
  await page.getByRole('button', { name: button }).click();
  await expect.poll(() => page.evaluate(() => saved.length)).toBe(before + 1);
  return (await page.evaluate(() => saved.at(-1)?.text())) ?? '';
}

/** The same of a format's button. */
export const exported = (page: Page, format: string) => savedBy(page, `Export as ${format}`);
