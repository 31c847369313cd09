import { expect, expectResultOf, expectState, goButton, open, startLong, test } from './page';

test('Enter starts and Escape cancels, and the focus stays where one can go on', async ({ page }) => {
  await open(page, 'r=5&n=6');
  await page.locator('#rows').focus();
  await page.keyboard.press('Enter');
  await expectResultOf(page, 5, 6);
  await expect(page.locator('#rows')).toBeFocused();

  await startLong(page, 6, 8);
  await expect(goButton(page)).toBeFocused();
  await expect(goButton(page)).toHaveText('Cancel');
  await page.keyboard.press('Escape');
  await expectState(page, 'cancelled');
  await expect(goButton(page)).toBeFocused();
  await expect(goButton(page)).toHaveText('Count 6 × 8');

  await page.locator('#columns').fill('7');
  await goButton(page).focus();
  await page.keyboard.press('Space');
  await expectResultOf(page, 6, 7);
});

test('the Tab key goes through the controls in the order in which they stand, and all have names', {
  tag: ['@firefox', '@quick'],
}, async ({ page }) => {
  await open(page, 'r=5&n=6&workers=2');
  const order: string[] = [];
  for (let i = 0; i < 21 && order.at(-1) !== 'Count 5 × 6'; i++) {
    await page.keyboard.press('Tab');
    order.push(
      await page.evaluate(() => {
        const focused = document.activeElement;
        const label = focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : null;
        return (focused?.getAttribute('aria-label') ?? label ?? focused?.textContent ?? '').trim();
      }),
    );
  }
  expect(order).toEqual([
    'Skip to the content',
    'Latin Rectangles',
    'Count',
    'Lab',
    'Table',
    'Sequences',
    'Results',
    'How it works',
    'Projector size',
    'One row fewer',
    'Rows r',
    'One row more',
    'One column fewer',
    'Columns n',
    'One column more',
    '2 workers',
    'This shape',
    'n from',
    'n to',
    'More',
    'Count 5 × 6',
  ]);

  // Radios that are not chosen are reached by the arrow keys; they need names all the same.
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const named = (role: 'textbox' | 'radio', name: string | RegExp) =>
    expect(page.getByRole(role, { name, exact: true })).toHaveCount(1);
  await named('radio', '1 worker');
  await named('radio', 'All r for n = 6');
  await named('radio', /^Static/);
  await named('textbox', 'n from');
  await named('textbox', 'n to');
});
