import type { JSX } from 'preact';
import { useInTurn } from '../../components/staggered';
import type { LabReport } from '../../model/generated';

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
