import { useLayoutEffect, useState } from 'preact/hooks';

const USUAL = 16;

/** The font size of the page, in pixels; it changes with the projector size. */
export function useRem(): number {
  const [rem, setRem] = useState(USUAL);
  useLayoutEffect(() => {
    const measure = () =>
      setRem(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || USUAL);
    measure();
    const observer = new MutationObserver(measure);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-size'] });
    return () => observer.disconnect();
  }, []);
  return rem;
}
