import { expect, it } from 'vitest';
import { plainDigits, typedWhole } from './digits';

it.each([
  ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
  ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
  ['०१२३४५६७८९', '0123456789'],
  ['０１２３４５６７８９', '0123456789'],
  ['𝟎𝟏𝟗 𝟘𝟙𝟡 𝟶𝟷𝟿', '019 019 019'],
  ['\u200f٥\u200f', '5'],
  ['r=5-6', 'r=5-6'],
])('%s is %s', (text, digits) => {
  expect(plainDigits(text)).toBe(digits);
});

it('only decimal digits make a number', () => {
  expect(typedWhole(' ٣ ')).toBe(3);
  for (const text of ['', '²', '½', 'Ⅴ', '三', '+5', '5.0', '1234567890'])
    expect(typedWhole(text)).toBeNull();
});
