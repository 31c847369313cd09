import type { Page } from '@playwright/test';
import { expect } from './page';

export const figure = (page: Page, name: string) => page.locator(`[data-result="${name}"]`);
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const choose = (page: Page, name: string) =>
  page.getByRole('radio', { name, exact: true }).check({ force: true });

/** Opens a step of the walk, in place where a page is open already: a new one would start the engine again. */
export async function openStep(
  page: Page,
  step: number,
  rows: number,
  columns: number,
  others = '',
): Promise<void> {
  const search = `?view=learn&step=${step}&r=${rows}&n=${columns}${others}`;
  if (page.url() === 'about:blank') await page.goto(`./${search}`);
  else
    await page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, search);
  await expect(page.locator(`[data-step="${step}"]`)).toBeVisible({ timeout: 15_000 });
  await expect(page.locator('.learn-waiting')).toHaveCount(0, { timeout: 15_000 });
}
