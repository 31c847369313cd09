// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import { rate } from '../../format/units';
import { type BarRow, Bars } from './bars';

it('a rate that was too short to measure has no bar, and leaves the others theirs', () => {
  const row = (name: string, value: number): BarRow => ({ name, value, ...rate(value) });
  const root = document.createElement('div');
  const rows = [row('a', Number.POSITIVE_INFINITY), row('b', Number.NaN), row('c', 2e6)];
  render(<Bars name="rates" of="the picture" caption="rates" rows={rows} />, root);
  expect(root.textContent).toContain('too short to measure here');
  const drawn = [...root.querySelectorAll('i')].map((bar) => bar.getAttribute('style'));
  expect(drawn.map((style) => style?.match(/[\d.]+/)?.[0])).toEqual(['0.00', '0.00', '100.00']);
  expect(root.innerHTML).not.toMatch(/NaN|Infinity/);
});
