import { countShape, expect, expectResultOf, expectState, figures, open, test, view } from './page';
import { publishedFigures } from './published';

test('an address opens ready, and with &run it starts', { tag: '@quick' }, async ({ page }) => {
  await open(page, 'r=4&n=7&workers=1&engine=enumerate');
  await expectState(page, 'idle');
  await expect(page.locator('#rows')).toHaveValue('4');
  await expect(page.locator('#columns')).toHaveValue('7');
  await expect(page.getByRole('radio', { name: '1 worker' })).toBeChecked();
  await expect(page.getByText('4 × 7 is ready: press Count.')).toBeVisible();
  await expect(page.locator('main')).not.toContainText('Not understood in the address');

  await open(page, 'r=4&n=7&workers=1&engine=enumerate&run');
  await expectResultOf(page, 4, 7);
  expect(await figures(view(page))).toEqual(publishedFigures(4, 7));
});

test('a popcount in the address is used, kept in the address, and shown', async ({ page }) => {
  const engine = page.locator('.facts > div', { hasText: 'Engine' });
  await open(page, 'r=4&n=7&popcount=vertical&run');
  await expectResultOf(page, 4, 7);
  expect(await figures(view(page))).toEqual(publishedFigures(4, 7));
  await expect(engine).toContainText('Popcountvertical counters');

  await page.getByRole('radio', { name: /^Bytes/ }).check({ force: true });
  await expect(page).toHaveURL(/\?r=4&n=7&popcount=bytes$/);
  await countShape(page, 5, 6);
  await expect(engine).toContainText('Popcountthis shape has no leaves');
});

test('the address follows the form, and restores it', { tag: '@quick' }, async ({ page }) => {
  await open(page, 'r=5&n=6');
  await page.locator('#rows').fill('3');
  await expect(page).toHaveURL(/\?r=3&n=6$/);
  await page.getByText('More', { exact: true }).click();
  await page.getByRole('radio', { name: /^Split/ }).check({ force: true });
  await page.locator('input[name=workers][value="1"]').check({ force: true });
  await page.getByRole('radio', { name: 'All r for n = 6' }).check({ force: true });
  await expect(page).toHaveURL(/\?r=all&n=6&workers=1&schedule=split$/);
  await page.locator('#columns').fill('99');
  await expect(page).toHaveURL(/\?r=all&n=6&workers=1&schedule=split$/);

  await page.reload();
  await expect(page.getByRole('radio', { name: 'All r for n = 6' })).toBeChecked();
  await expect(page.getByRole('radio', { name: /^Split/ })).toBeChecked();
  await expect(page.getByRole('radio', { name: '1 worker' })).toBeChecked();
  await page.locator('#from').fill('2');
  await expect(page).toHaveURL(/\?n=2-6&workers=1&schedule=split$/);
});

test('projector size is kept in the address and in copied links', async ({ page }) => {
  await open(page, 'r=3&n=5&run');
  await expectState(page, 'done');
  const size = () =>
    page.locator('.hero').evaluate((hero) => Number.parseFloat(getComputedStyle(hero).fontSize));
  const usual = await size();
  const button = page.getByRole('button', { name: 'Projector size' });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/size=projector/);
  expect(await size()).toBeGreaterThan(usual);

  await open(page, 'r=3&n=5&size=projector');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('html')).toHaveAttribute('data-size', 'projector');
  await button.click();
  await expect(page).toHaveURL(/\?r=3&n=5$/);
});

test('Back and Forward restore shape, engine and view', async ({ page }) => {
  await open(page, 'r=4&n=7&engine=classes');
  await page.getByRole('link', { name: 'Table', exact: true }).click();
  await page.locator('[data-cell="6,8"]').click();
  await expect(page).toHaveURL(/\?view=table&r=6&n=8&engine=classes$/);
  await page.getByRole('link', { name: 'Count', exact: true }).click();
  await page.locator('#rows').fill('3');
  await page.getByRole('radio', { name: /^Automatic enumeration/ }).check({ force: true });
  await expect(page).toHaveURL(/\?r=3&n=7$/);

  await page.goBack();
  await expect(page.getByRole('region', { name: '6 × 8' })).toBeVisible();
  await page.goBack();
  await expect(page.locator('#rows')).toHaveValue('4');
  await expect(page.getByRole('radio', { name: /^Classes/ })).toBeChecked();
  await expect(page).toHaveURL(/\?r=4&n=7&engine=classes$/);
  await page.goForward();
  await expect(page.getByRole('region', { name: '6 × 8' })).toBeVisible();
  await page.goForward();
  await expect(page.locator('#rows')).toHaveValue('3');
  await expect(page).toHaveURL(/\?r=3&n=7$/);
});
