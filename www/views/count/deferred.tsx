import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { useApp } from '../app-context';

/** Draws what stands in it after the rest of the page; until then what stood there before. */
export function Deferred({ children }: { children: ComponentChildren }) {
  const { drawing } = useApp();
  const [drawn, draw] = useState<ComponentChildren>(null);
  useLayoutEffect(() => drawing.after(() => draw(children)), [children]);
  return <>{drawn}</>;
}
