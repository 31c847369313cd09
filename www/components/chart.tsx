import type { ScaleLinear } from 'd3-scale';
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The width available to a chart and the font size of the page, in pixels. */
export type Size = { width: number; rem: number };

/** For a chart that is not visible and so has no width. */
const UNSEEN: Size = { width: 640, rem: 16 };

/** A chart as wide as its container; it is drawn once the width is known, and again when it changes. */
export function Sized({ class: name, draw }: { class?: string; draw: (size: Size) => JSX.Element }) {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const { current } = ref;
    if (!current) return;
    const measure = () => {
      const width = current.clientWidth;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      setSize((last) => {
        if (width === 0) return last ?? UNSEEN;
        return last?.width === width && last.rem === rem ? last : { width, rem };
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={ref} class={name}>
      {size && draw(size)}
    </div>
  );
}

type ChartProps = { width: number; height: number; label: string; children: ComponentChildren };

/** The SVG element of a chart, which is one image to a screen reader. */
export function Chart({ width, height, label, children }: ChartProps) {
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
      {children}
    </svg>
  );
}

type GridProps = {
  y: ScaleLinear<number, number>;
  left: number;
  size: Size;
  /** what is written at a tick */
  text: (tick: number) => string;
};

/** Horizontal grid lines with their values at the left. */
export function Grid({ y, left, size: { width, rem }, text }: GridProps) {
  return (
    <>
      {y.ticks(3).map((tick) => (
        <g key={tick}>
          <path class="grid" d={`M${left} ${Math.round(y(tick)) + 0.5}H${width}`} />
          <text class="t-axis" x={left - 0.5 * rem} y={y(tick)} text-anchor="end" dominant-baseline="central">
            {text(tick)}
          </text>
        </g>
      ))}
    </>
  );
}
