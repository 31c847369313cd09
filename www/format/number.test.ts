import { describe, expect, it } from 'vitest';
import {
  digitCount,
  emWidth,
  grouped,
  groups,
  isVeryLong,
  log10Of,
  numberText,
  percent,
  ratio,
  scientific,
  signed,
} from './number';

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

describe('very long numbers', () => {
  const nines = '9'.repeat(2568);

  it('are grouped however long they are', () => {
    expect(grouped(nines).replaceAll(',', '')).toBe(nines);
    expect(grouped('-12345')).toBe('-12,345');
    expect(grouped('')).toBe('');
  });

  it.each([
    ['8053233094062', 4, '8.053', 12],
    ['-99996', 4, '1.000', 5],
    ['99995', 4, '1.000', 5],
    ['7', 4, '7.000', 0],
    ['12345678', 3, '1.23', 7],
  ])('%s in %i figures is %s · 10^%i', (value, figures, mantissa, power) =>
    expect(scientific(value, figures)).toEqual({ mantissa, power }),
  );

  it('are told by a power of ten and their digits', () => {
    expect(isVeryLong('1'.repeat(60))).toBe(false);
    expect(isVeryLong(`-${'1'.repeat(61)}`)).toBe(true);
    expect(digitCount(nines)).toBe('2,568 digits');
    expect(digitCount('-7')).toBe('1 digit');
    expect(numberText('-1234')).toBe('-1,234');
    expect(numberText(nines)).toBe('about 1.000 · 10^2568 (2,568 digits)');
  });

  it('have a logarithm', () => {
    expect(log10Of('1000')).toBeCloseTo(3, 12);
    expect(log10Of(`-1${'0'.repeat(5000)}`)).toBeCloseTo(5000, 8);
    expect(log10Of('0')).toBe(Number.NEGATIVE_INFINITY);
  });
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
