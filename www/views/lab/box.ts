import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The room that a picture has, and the size of type there, in pixels. */
export type Box = { width: number; rem: number };

export function useBox(): [RefObject<HTMLDivElement | null>, Box] {
  const ref = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState<Box>({ width: 640, rem: 16 });
  useLayoutEffect(() => {
    const { current } = ref;
    if (!current) return;
    const look = () => {
      const width = current.clientWidth;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      if (width > 0) setBox((last) => (last.width === width && last.rem === rem ? last : { width, rem }));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [ref, box];
}
