import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LabReport } from '../../engine/generated';

const APART_MS = 16;

/**
 * The last value whose turn, counted from 0, has come; null before the first. What is drawn of one report takes turns,
 * so that no part keeps the page from answering.
 */
export function useInTurn<T>(value: T, turn: number): T | null {
  const [drawn, setDrawn] = useState<T | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setDrawn(value), turn * APART_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return drawn;
}

type Props = {
  report: LabReport;
  /** from 0 */
  turn: number;
  /** until it is drawn for the first time */
  before: JSX.Element | null;
  draw: (report: LabReport) => JSX.Element;
};

/** A part of a report, drawn when its turn has come. */
export function InTurn({ report, turn, before, draw }: Props) {
  const drawn = useInTurn(report, turn);
  return drawn ? draw(drawn) : before;
}
