import { describe, expect, it } from 'vitest';
import { emWidth, grouped, groups, percent, ratio, signed } from './number';

describe('counts', () => {
  it('are grouped without losing a digit', () => {
    expect(grouped('2750892211809148994633229926400')).toBe('2,750,892,211,809,148,994,633,229,926,400');
    expect(groups('1128960')).toEqual(['1', '128', '960']);
    expect(grouped(0n)).toBe('0');
    expect(grouped('9007199254740993')).toBe('9,007,199,254,740,993');
  });

  it.each([
    ['23040', '+23,040'],
    ['-276480', '−276,480'],
    ['0', '0'],
  ])('%s carries its mark', (value, text) => expect(signed(value)).toBe(text));

  it.each([
    [1, 0.585],
    [7, 3.815],
    [14, 7.51],
    [31, 17.035],
  ])('%i digits are %f em wide', (digits, em) => expect(emWidth(digits)).toBeCloseTo(em, 3));
});

describe('shares', () => {
  it('come from exact numbers', () => {
    expect(ratio(23_040n, 552_960n)).toBeCloseTo(0.041667, 5);
    expect(ratio(10n ** 30n, 10n ** 31n)).toBe(0.1);
    expect(ratio(1n, 0n)).toBe(0);
  });

  it.each([
    [0.0416667, '4.2'],
    [0.0000326, '0.0033'],
    [0.5, '50'],
    [1, '100'],
    [0.05, '5'],
    [0.0996, '10'],
    [0, '0'],
  ])('%f is %s per cent', (share, text) => expect(percent(share)).toBe(text));
});
