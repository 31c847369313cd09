import { describe, expect, it } from 'vitest';
import {
  aboutCount,
  aboutTime,
  aboutTimeSentence,
  clock,
  perSecond,
  plural,
  rate,
  rateLegend,
  timeText,
} from './units';

describe('a rate', () => {
  it.each([
    [0, '0 /s'],
    [850, '850 /s'],
    [999.6, '1.00 k/s'],
    [11_200_000, '11.2 M/s'],
    [6_250_000_000, '6.25 G/s'],
    [999_600_000, '1.00 G/s'],
    [340_400, '340 k/s'],
    [9_996, '10.0 k/s'],
    [4.2e12, '4.20 T/s'],
  ])('of %f is %s', (perSecond, text) => {
    const { figure, unit } = rate(perSecond);
    expect(`${figure} ${unit}`).toBe(text);
  });

  it.each([
    [0, 0],
    [9408, 0],
    [9408, -0.001],
  ])('of %d in %d s is too short to measure', (count, seconds) => {
    expect(rate(perSecond(count, seconds))).toEqual({ figure: 'too short to measure here', unit: '' });
    expect(rateLegend([perSecond(count, seconds), 11e6])).toBe('M/s: million reduced rectangles a second');
    expect(rateLegend([perSecond(count, seconds)])).toBe('');
  });

  it('says what its unit counts', () => {
    expect(rateLegend([11e6, 12e6])).toBe('M/s: million reduced rectangles a second');
    expect(rateLegend([11e6, 1.2e9])).toBe('G/s: billion, M/s: million reduced rectangles a second');
    expect(rateLegend([3])).toBe('/s: reduced rectangles a second');
  });
});

describe('a time', () => {
  it.each([
    [0.0025, '2.5 ms'],
    [0.0004, '0.4 ms'],
    [0.34, '340 ms'],
    [1.2, '1.20 s'],
    [12.34, '12.3 s'],
    [78, '1:18 min'],
    [3725, '1:02:05 h'],
  ])('%f s is %s', (seconds, text) => expect(timeText(seconds)).toBe(text));

  it.each([
    [31, '0:31'],
    [0, '0:00'],
    [-1, '0:00'],
    [78.4, '1:18'],
    [7509, '2:05:09'],
  ])('%f s on the clock is %s', (seconds, text) => expect(clock(seconds)).toBe(text));

  it.each([
    [0.8, 'a second'],
    [3.2, '3 seconds'],
    [45, '45 seconds'],
    [58, 'a minute'],
    [78, 'a minute'],
    [118, '2 minutes'],
    [600, '10 minutes'],
    [4000, '67 minutes'],
    [25_200, '7 hours'],
    [604_800, '7 days'],
    [3.2e9, '100 years'],
    [1e15, '32 million years'],
  ])('%f s is about %s', (seconds, text) => expect(aboutTime(seconds)).toBe(text));

  it('is told before it starts', () => {
    expect(aboutTimeSentence(0.01)).toBe('Well under a second.');
    expect(aboutTimeSentence(25_200)).toBe('About 7 hours.');
  });
});

describe('an approximate number', () => {
  it.each([
    [1, '1'],
    [53, '53'],
    [265, '270'],
    [9408, '9.4 thousand'],
    [47_040, '47 thousand'],
    [999_999, '1 million'],
    [952_233_031_680, '950 billion'],
    [3.44e15, '3.4 × 10¹⁵'],
  ])('%f is about %s', (value, text) => expect(aboutCount(value)).toBe(text));
});

it('counts things', () => {
  expect(plural(1, 'first column')).toBe('1 first column');
  expect(plural(5, 'first column')).toBe('5 first columns');
});
