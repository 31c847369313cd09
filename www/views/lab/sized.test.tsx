// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { type Box, Boxed } from './sized';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** The boxes that a picture was drawn for, in a place so wide. */
function drawnFor(width: number): Box[] {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width);
  const boxes: Box[] = [];
  const draw = (box: Box) => {
    boxes.push(box);
    return <svg width={box.width} />;
  };
  act(() => void render(<Boxed draw={draw} />));
  return boxes;
}

it('draws once, as wide as the place', () => {
  expect(drawnFor(500)).toEqual([{ width: 500, rem: 16 }]);
});

it('draws what has no place yet', () => {
  expect(drawnFor(0)).toEqual([{ width: 640, rem: 16 }]);
});
