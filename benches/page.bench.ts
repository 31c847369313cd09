import { expect, test } from '@playwright/test';
import { measures, repetitions } from './measures.mjs';

/** Counts through the page as a visitor does, and prints what the page says it took. */
for (const { rows, columns, workers } of measures) {
  test(`${rows} x ${columns} on ${workers}`, async ({ page, browser }, { project }) => {
    test.setTimeout(600_000);
    const seconds: number[] = [];
    await page.goto(`./?r=${rows}&n=${columns}&workers=${workers}`);
    const button = page.locator('form .go');
    for (let round = 0; round < repetitions; round++) {
      await expect(button).toBeEnabled();
      await button.click();
      const engine = page.locator('[data-elapsed]');
      await expect(engine).not.toHaveAttribute('data-elapsed', String(seconds.at(-1)), { timeout: 600_000 });
      seconds.push(Number(await engine.getAttribute('data-elapsed')));
    }
    const version = `${project.name} ${browser.version()}`;
    console.log(`measured ${JSON.stringify({ rows, columns, workers, where: version, seconds })}`);
  });
}
