import { useEffect, useState } from 'preact/hooks';

const APART_MS = 16;

/**
 * The last value whose turn, counted from 0, has come; null before the first. Parts that are drawn together take
 * turns, so that none keeps the page from answering.
 */
export function useInTurn<T>(value: T, turn: number): T | null {
  const [drawn, setDrawn] = useState<T | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setDrawn(value), turn * APART_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return drawn;
}
