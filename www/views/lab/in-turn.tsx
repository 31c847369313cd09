import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LabReport } from '../../engine/generated';

const APART_MS = 16;

type Props = {
  report: LabReport;
  /** from 0 */
  turn: number;
  /** until it is drawn for the first time */
  before: JSX.Element | null;
  draw: (report: LabReport) => JSX.Element;
};

/** Parts of a report are drawn one after another, so that none keeps the page from answering. */
export function InTurn({ report, turn, before, draw }: Props) {
  const [drawn, setDrawn] = useState<LabReport | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setDrawn(report), turn * APART_MS);
    return () => clearTimeout(timer);
  }, [report]);
  return drawn ? draw(drawn) : before;
}
