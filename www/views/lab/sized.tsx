import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The room that a picture has, and the size of type there, in pixels. */
export type Box = { width: number; rem: number };

/** For what has no room, because it is not seen. */
const UNSEEN: Box = { width: 640, rem: 16 };

/** A picture as wide as its place; it is drawn once that is known, and again when that changes. */
export function Boxed({ class: name, draw }: { class?: string; draw: (box: Box) => JSX.Element }) {
  const ref = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState<Box | null>(null);
  useLayoutEffect(() => {
    const { current } = ref;
    if (!current) return;
    const look = () => {
      const width = current.clientWidth;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      setBox((last) => {
        if (width === 0) return last ?? UNSEEN;
        return last?.width === width && last.rem === rem ? last : { width, rem };
      });
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={ref} class={name}>
      {box && draw(box)}
    </div>
  );
}
