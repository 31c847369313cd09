// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { type Size, Sized } from './chart';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** The sizes that a chart was drawn for in a container of this width. */
function drawnFor(width: number): Size[] {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width);
  const sizes: Size[] = [];
  const draw = (size: Size) => {
    sizes.push(size);
    return <svg width={size.width} />;
  };
  act(() => void render(<Sized draw={draw} />));
  return sizes;
}

it('draws once, as wide as the place', () => {
  expect(drawnFor(500)).toEqual([{ width: 500, rem: 16 }]);
});

it('draws what has no place yet', () => {
  expect(drawnFor(0)).toEqual([{ width: 640, rem: 16 }]);
});
