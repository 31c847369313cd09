import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** Rows drawn above and below those in view. */
const OVERSCAN = 8;

type Options = {
  count: number;
  scroller: RefObject<HTMLElement | null>;
  /** of every row, in pixels */
  rowHeight: number;
  /** a row that is drawn even when it is out of view, because it has the focus */
  kept: number;
};

/** The rows of a long list that are in view, and one that is kept. */
export function useVirtualList({ count, scroller, rowHeight, kept }: Options) {
  const [, redraw] = useReducer((n: number, _: undefined) => n + 1, 0);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(undefined),
    // Before the list is measured, as on a page that is printed.
    initialRect: { width: 0, height: 20 * rowHeight },
  };
  const ref = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null);
  ref.current ??= new Virtualizer(options);
  const virtualizer = ref.current;
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const rows = virtualizer.getVirtualItems().map(({ index }) => index);
  if (kept >= 0 && kept < count && !rows.includes(kept)) rows.push(kept);
  return {
    rows: rows.toSorted((a, b) => a - b),
    height: count * rowHeight,
    scrollTo: (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
