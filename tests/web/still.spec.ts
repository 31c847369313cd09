import type { Page } from '@playwright/test';
import { confirmLong, expect, expectState, open, soFar, test } from './page';

test.describe.configure({ lock: 'processors' });

/** Everything that would move by itself when it changes. */
const moving = (page: Page) =>
  page.evaluate(() => {
    const nameOf = (element: Element) => `${element.localName}.${element.getAttribute('class')}`;
    return (
      [...document.querySelectorAll('body *')]
        // A button changes its colour under the mouse.
        .filter((element) => !element.matches('.button'))
        .filter((element) =>
          [null, '::before', '::after'].some((part) => {
            const { transitionDuration, animationName } = getComputedStyle(element, part);
            return /[1-9]/.test(transitionDuration) || animationName !== 'none';
          }),
        )
        .map(nameOf)
    );
  });

/** How far apart so many changes of the page came, in milliseconds, and whatever moved by itself meanwhile. */
const changes = (page: Page, wanted: number) =>
  page.evaluate(
    (most) =>
      new Promise<{ apart: number[]; moved: number }>((resolve) => {
        const times: number[] = [];
        let moved = 0;
        const sample = () => {
          moved += document
            .getAnimations()
            .filter(
              ({ effect }) => !(effect instanceof KeyframeEffect && effect.target?.matches('.button')),
            ).length;
          if (times.length <= most) requestAnimationFrame(sample);
        };
        requestAnimationFrame(sample);
        // What is announced follows what is drawn a moment later, and is not seen.
        const unseen = ({ target }: MutationRecord) =>
          (target instanceof Element ? target : target.parentElement)?.closest('.visually-hidden') != null;
        const observer = new MutationObserver((records) => {
          if (records.every(unseen)) return;
          times.push(performance.now());
          if (times.length <= most) return;
          observer.disconnect();
          resolve({ apart: times.slice(1).map((at, i) => at - (times[i] ?? 0)), moved });
        });
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
      }),
    wanted,
  );

/** Any four changes that follow one another take a second or more: timers may be late, but are never early. */
async function expectStill(page: Page): Promise<void> {
  expect(await moving(page)).toEqual([]);
  const { apart, moved } = await changes(page, 8);
  expect(moved).toBe(0);
  for (let i = 0; i + 4 <= apart.length; i++)
    expect(apart.slice(i, i + 4).reduce((sum, one) => sum + one)).toBeGreaterThanOrEqual(999);
}

test('while first columns are counted, nothing moves between two readings', async ({ page }) => {
  await open(page, 'r=5&n=8&workers=2&engine=enumerate&run');
  await confirmLong(page);
  await expect(soFar(page)).toBeVisible();
  await expectStill(page);
});

test('while classes are counted, nothing moves between two readings', async ({ page }) => {
  await open(page, 'r=9&n=10&workers=2&engine=classes&run');
  await confirmLong(page);
  await expectState(page, 'running');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expectStill(page);
});

test('while the lab measures, nothing moves between two readings', async ({ page }) => {
  await page.goto('./?view=lab');
  await page.getByRole('button', { name: 'Measure this machine' }).click();
  await expect(page.getByRole('progressbar', { name: 'Measured' })).toBeVisible();
  await expectStill(page);
});

test('while the table counts, nothing moves between two readings', async ({ page }) => {
  await page.goto('./?view=table&workers=2&r=10&n=10');
  await page.getByRole('button', { name: 'Count 10 × 10 by classes' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expectStill(page);
});

test('a changed digit lays out its own cell only', async ({ page }) => {
  await open(page, 'r=5&n=8&workers=2&engine=enumerate&run');
  await confirmLong(page);
  await expect(soFar(page)).toBeVisible();
  const loose = await page.evaluate(() => {
    const cells =
      '.hero, .progress, .figures-table .num, .undrawn, .live-worker-rate, .live-worker-share, .live-worker .rectangle > b, .first-column .visually-hidden, .status-in';
    return [...document.querySelectorAll(cells)]
      .filter((cell) => {
        const { contain } = getComputedStyle(cell);
        const { display } = getComputedStyle(cell.parentElement ?? cell);
        // What is an item of a grid or a flexbox takes all of it along.
        return !/layout/.test(contain) || !/size/.test(contain) || /grid|flex/.test(display);
      })
      .map((cell) => cell.getAttribute('class'));
  });
  expect(loose).toEqual([]);
});
