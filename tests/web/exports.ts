import type { Page } from '@playwright/test';
import { expect } from './page';

declare global {
  var saved: Blob[];
}

/** Captures downloads, which cannot be read back in every browser; call it before the page is opened. */
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

/** Presses a button, and returns the text that it downloads. */
export async function savedBy(page: Page, button: string): Promise<string> {
  const before = await page.evaluate(() => saved.length);
  await page.getByRole('button', { name: button }).click();
  await expect.poll(() => page.evaluate(() => saved.length)).toBe(before + 1);
  return (await page.evaluate(() => saved.at(-1)?.text())) ?? '';
}

/** The same for an export button. */
export const exported = (page: Page, format: string) => savedBy(page, `Export as ${format}`);
