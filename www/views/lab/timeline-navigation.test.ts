import { expect, it } from 'vitest';
import { moved, showing, zoomed } from './timeline-navigation';

it('keeps what is looked at where it was', () => {
  expect(zoomed({ from: 0, to: 8 }, 0.5, 2, 8)).toEqual({ from: 1, to: 5 });
});

it('never leaves the whole', () => {
  expect(zoomed({ from: 6, to: 8 }, 100, 7, 8)).toEqual({ from: 0, to: 8 });
  expect(moved({ from: 6, to: 8 }, 0.5, 8)).toEqual({ from: 6, to: 8 });
  expect(moved({ from: 1, to: 3 }, -1, 8)).toEqual({ from: 0, to: 2 });
});

it('moves only to what is out of sight', () => {
  const part = { from: 2, to: 4 };
  expect(showing(part, 3, 8)).toBe(part);
  expect(showing(part, 6, 8)).toEqual({ from: 5, to: 7 });
});
