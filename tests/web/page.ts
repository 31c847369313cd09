import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { guard, violation } from './guard';
import { serveWatched, type WatchedSite, type WorkerKind } from './watched-site';

export { expect };

type Fixtures = {
  /** whether the site is served with the headers that let workers share memory */
  isolated: boolean;
  site: WatchedSite;
  /** what the page or a worker did that it must never do; a test fails if there is any */
  complaints: string[];
  /** Puts a script before that of a worker; call it before the page is opened. */
  inWorker: (script: () => void, kind?: WorkerKind) => void;
};

/** Every test has a guarded page: it fails on what a page must never do. */
export const test = base.extend<Fixtures, { sites: Record<'isolated' | 'plain', WatchedSite> }>({
  sites: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from a pattern.
    async ({}, use) => {
      const sites = { isolated: await serveWatched(true), plain: await serveWatched(false) };
      await use(sites);
      await Promise.all([sites.isolated.stop(), sites.plain.stop()]);
    },
    { scope: 'worker' },
  ],
  isolated: [true, { option: true }],
  site: async ({ sites, isolated }, use) => use(isolated ? sites.isolated : sites.plain),
  baseURL: async ({ site }, use) => use(site.url),
  complaints: async ({ site }, use) => {
    const complaints: string[] = [];
    site.onPost = (report) => complaints.push(violation(report));
    await use(complaints);
  },
  page: async ({ page, site, complaints }, use) => {
    await guard(page, new URL(site.url).origin, complaints);
    await use(page);
    expect(complaints).toEqual([]);
  },
  inWorker: async ({ site }, use) => {
    await use((script, kind = 'engine') => site.putBefore(kind, `(${script})();`));
    site.putNothingBefore();
  },
});

export type State = 'idle' | 'running' | 'done' | 'cancelled' | 'failed';

/** Opens the page with what stands after its ?, ready to count. */
export async function open(page: Page, query: string): Promise<void> {
  await page.goto(query === '' ? './' : `./?${query}`);
  await expect(view(page)).toHaveAttribute('data-engine-state', 'ready', { timeout: 15_000 });
}

export const view = (page: Page) => page.locator('[data-state]');

export const expectState = (page: Page, state: State, timeout = 15_000) =>
  expect(view(page)).toHaveAttribute('data-state', state, { timeout });

/** The one button of the form: Count, and Cancel while a count runs. */
export const goButton = (page: Page) => page.locator('form .go');

/** Types a shape, presses Enter and waits for its result. */
export async function countShape(page: Page, rows: number, columns: number): Promise<void> {
  await typeShape(page, rows, columns);
  await page.locator('#columns').press('Enter');
  await expectResultOf(page, rows, columns);
}

export async function typeShape(page: Page, rows: number | string, columns: number | string): Promise<void> {
  await page.locator('#rows').fill(String(rows));
  await page.locator('#columns').fill(String(columns));
}

export async function expectResultOf(page: Page, rows: number, columns: number): Promise<void> {
  const result = page.getByRole('region', { name: 'Result', exact: true });
  await expect(result.getByRole('heading', { level: 2 })).toHaveText(`K(${rows}, ${columns})`);
  await expect(result.locator('[data-result=total][data-value]')).toBeVisible({ timeout: 15_000 });
  await expectState(page, 'done');
}

export type Figures = Record<'total' | 'positive' | 'negative' | 'difference' | 'reduced', string | null>;

/** The exact digits of every figure in a part of the page; null where none is final. */
export async function figures(within: Locator): Promise<Figures> {
  const [only] = await figuresOfAll(within, 1);
  if (!only) throw new Error('there are no figures');
  return only;
}

/** The same of so many parts, in their order; what draws them may be fetched later than the count is done. */
export async function figuresOfAll(parts: Locator, count: number): Promise<Figures[]> {
  await expect(parts).toHaveCount(count);
  return parts.evaluateAll((elements) =>
    elements.map((element) => {
      const digits = (name: string) =>
        element.querySelector(`[data-result=${name}][data-value]`)?.getAttribute('data-value') ?? null;
      return {
        total: digits('total'),
        positive: digits('positive'),
        negative: digits('negative'),
        difference: digits('difference'),
        reduced: digits('reduced'),
      };
    }),
  );
}

/** Each of two workers has counted some of the result that is shown. */
export async function expectBothWorked(page: Page): Promise<void> {
  const rows = page.getByRole('region', { name: 'The 2 workers' }).locator('tbody tr:not(.sum)');
  await expect(rows).toHaveCount(2);
  for (const row of await rows.all()) await expect(row.locator('td').first()).toHaveText(/^[1-9]/);
}

/** Starts a long count of first columns, whether or not the page asks about it first, and waits until it shows figures. */
export async function startLong(page: Page, rows = 5, columns = 8): Promise<void> {
  await typeShape(page, rows, columns);
  // Left to itself, the page would count such a shape by classes.
  if (!page.url().includes('engine=enumerate'))
    await page.getByRole('button', { name: 'Enumerate instead' }).click();
  await page.locator('#columns').press('Enter');
  await confirmLong(page);
  await expectState(page, 'running');
  await expect(soFar(page)).toBeVisible();
}

/** Says yes to a long count, if the page asks. */
export async function confirmLong(page: Page): Promise<void> {
  const yes = page.getByRole('button', { name: 'Count anyway' });
  await expect(yes.or(page.locator('[data-state=running]')).first()).toBeVisible({ timeout: 15_000 });
  if (await yes.isVisible()) await yes.click();
}

/** The total while it grows. */
export const soFar = (page: Page) => page.locator('.main [data-result=total][data-so-far]');

export const digitsSoFar = async (page: Page) => BigInt((await soFar(page).getAttribute('data-so-far')) ?? 0);

/** No figure on the page may pass for a result. */
export async function expectNoFigure(page: Page): Promise<void> {
  await expect(page.locator('[data-value]')).toHaveCount(0);
}

/** Opens the view of saved results, once they are read. */
export async function openResults(page: Page, query = ''): Promise<void> {
  await page.goto(`./?view=results${query}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Results' })).toBeVisible();
}

/** The rows of the saved results, in the order in which they are listed. */
export const savedRows = (page: Page) =>
  page.getByRole('table', { name: 'Saved results' }).locator('tbody').getByRole('row');
