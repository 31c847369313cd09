import type { Gain, Spread } from '../../model/generated';
import { shapeName } from '../../model/shape';
import { durationText, times } from './figures';
import { FigureTable } from './table';

/** Every shape that was counted both ways, by size. */
export function BreakEvenTable({ gain, timer }: { gain: Gain; timer: number }) {
  const text = ({ median }: Spread) => durationText(median, timer);
  return (
    <FigureTable
      caption="Shapes by the sequential code and by the ready pool"
      heads={['Shape', 'Sequential', 'Pool', 'Speed-up']}
      rows={gain.break_even.shapes.map(({ shape, sequential, parallel }) => [
        shapeName(shape),
        text(sequential),
        text(parallel),
        times(sequential.median / parallel.median),
      ])}
    />
  );
}
