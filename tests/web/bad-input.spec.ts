import { countShape, expect, expectNoFigure, expectState, figures, goButton, open, test, view } from './page';

type Wrong = { r?: string; n?: string; at: 'rows' | 'columns'; message: string };

const upToTen = 'Enter a whole number from 1 to 10.';
const upToSix = 'Enter a whole number from 1 to 6.';

const typed: Wrong[] = [
  { r: '7', n: '6', at: 'rows', message: 'At most 6: there cannot be more rows than columns.' },
  { r: '0', n: '6', at: 'rows', message: upToSix },
  { r: '-1', n: '6', at: 'rows', message: upToSix },
  { r: '', n: '6', at: 'rows', message: upToSix },
  { r: 'five', n: '6', at: 'rows', message: upToSix },
  { r: '2.5', n: '6', at: 'rows', message: upToSix },
  { r: '1e1', n: '6', at: 'rows', message: upToSix },
  { r: '99999999999999999999', n: '6', at: 'rows', message: upToSix },
  { r: '2', n: '1', at: 'rows', message: 'At most 1: there cannot be more rows than columns.' },
  { r: '7', n: '0', at: 'columns', message: upToTen },
  { r: '7', n: '11', at: 'columns', message: upToTen },
  { r: '5', n: '4001', at: 'columns', message: 'Enter a whole number from 1 to 4,000.' },
  { r: '3', n: '10001', at: 'columns', message: 'Enter a whole number from 1 to 10,000.' },
  { r: '7', n: '-6', at: 'columns', message: upToTen },
  { r: '7', n: '', at: 'columns', message: upToTen },
  { r: '7', n: 'six', at: 'columns', message: upToTen },
  { r: '7', n: '6,5', at: 'columns', message: upToTen },
  { r: '7', n: '1/2', at: 'columns', message: upToTen },
  { r: '7', n: '100000000000000000000000000', at: 'columns', message: upToTen },
];

test('a wrong value shows at its field what is allowed, and nothing starts', async ({ page }) => {
  await open(page, 'r=5&n=6');
  for (const { r = '', n = '', at, message } of typed) {
    await test.step(`r = '${r}', n = '${n}'`, async () => {
      await page.locator('#rows').fill(r);
      await page.locator('#columns').fill(n);
      const field = page.locator(`#${at}`);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(message);
      await page.locator('#columns').press('Enter');
      await expect(field).toBeFocused();
      await expectState(page, 'idle');
      await expect(page.locator('[data-value]')).toHaveCount(0);
    });
  }
  await goButton(page).click();
  await expect(page.locator('#columns')).toBeFocused();
  await expect(page.getByText(upToTen, { exact: true })).toBeVisible();

  await countShape(page, 3, 4);
  await expect(page.locator('[aria-invalid=true]')).toHaveCount(0);
});

test('a wrong range shows what is allowed, and nothing starts', { tag: '@quick' }, async ({ page }) => {
  await open(page, 'n=4-6');
  for (const { from, to, at, message } of [
    { from: '0', to: '6', at: 'from', message: upToTen },
    { from: '4', to: '11', at: 'to', message: 'Enter a whole number from 4 to 10.' },
    { from: '5', to: '4', at: 'to', message: 'Enter a whole number from 5 to 10.' },
    { from: 'a', to: '4', at: 'from', message: upToTen },
    { from: '4', to: '', at: 'to', message: 'Enter a whole number from 4 to 10.' },
  ]) {
    await test.step(`from '${from}' to '${to}'`, async () => {
      await page.locator('#from').fill(from);
      await page.locator('#to').fill(to);
      const field = page.locator(`#${at}`);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(message);
      await field.press('Enter');
      await expect(field).toBeFocused();
      await expectState(page, 'idle');
    });
  }
});

test('steps never leave what is allowed', async ({ page }) => {
  await open(page, 'r=6&n=6');
  const button = (name: string) => page.getByRole('button', { name });
  await expect(button('One row more')).toBeDisabled();
  await button('One column fewer').click();
  await expect(page.locator('#rows')).toHaveValue('5');
  await page.locator('#columns').press('ArrowUp');
  await expect(page.locator('#columns')).toHaveValue('6');
  for (const [rows, most] of [
    ['7', '10'],
    ['6', '3000'],
    ['5', '4000'],
    ['4', '10000'],
  ] as const) {
    await page.locator('#rows').fill(rows);
    await page.locator('#columns').fill(most);
    await page.locator('#columns').press('ArrowUp');
    await expect(page.locator('#columns')).toHaveValue(most);
    await expect(button('One column more')).toBeDisabled();
    await expect(button('One row more')).toBeEnabled({ enabled: rows === '7' });
  }
  await page.locator('#rows').fill('1');
  await page.locator('#rows').press('ArrowDown');
  await expect(page.locator('#rows')).toHaveValue('1');
  await expect(button('One row fewer')).toBeDisabled();
});

// Every kind of garbage is in www/model/address.test.ts; these show that the page handles it.
test('garbage in the address gives the usual page and a quiet notice', { tag: '@quick' }, async ({
  page,
}) => {
  for (const { query, leftOut } of [
    { query: 'r=5&n=6&schedule=sometimes&popcount=fast', leftOut: 'schedule=sometimes, popcount=fast' },
    { query: '%E0%A4%A&<script>alert(1)</script>&&&=', leftOut: '<script>alert(1)</script>' },
  ]) {
    await test.step(query, async () => {
      await open(page, `${query}&run`);
      const notice = page.getByText('Ignored in the address: ');
      await expect(notice).toContainText(leftOut);
      await expectState(page, 'done');
      expect((await figures(view(page))).total).toBe('1128960');
    });
  }
});

test('an address of a shape that cannot be counted shows why, and no figure', async ({ page }) => {
  for (const { query, message } of [
    { query: 'r=7&n=11', message: '7 × 11 is more than this page or the command can count' },
    { query: 'r=five&n=', message: 'Nothing is counted' },
  ]) {
    await test.step(query, async () => {
      await open(page, `${query}&run`);
      await expect(page.getByRole('alert').filter({ hasText: message })).toBeVisible();
      await expectState(page, 'idle');
      await expectNoFigure(page);
    });
  }
});
