import './search.css';
import { EXACT } from '../../components/exact';
import type { Shape } from '../../model/generated';
import { useApp } from '../app-context';
import { useAnswer } from './answer';
import { LoopPlayer } from './loop-player';
import { Missing, NothingToDo } from './parts';
import { useTraceStep } from './trace-place';

/** The loop over one first column, step by step: the request `trace` for the steps, `search` for the strips. */
export function SearchStep({ shape }: { shape: Shape }) {
  const { rows, columns } = shape;
  if (columns === 1)
    return (
      <NothingToDo>
        With one column there is one rectangle, and it has one cell: nothing is chosen.
      </NothingToDo>
    );
  if (rows === 1)
    return <NothingToDo>With one row there is nothing to choose: a normalised row is 1 2 … n.</NothingToDo>;
  if (rows === 2) return <TwoRows shape={shape} />;
  return <Loop shape={shape} />;
}

/** The rank of the chosen first column, from 0. */
function useRank(): number {
  return (useApp().learn.place.value.choices.column ?? 1) - 1;
}

/** Row 2 is the last row, so its whole strip is counted. */
function TwoRows({ shape }: { shape: Shape }) {
  const trace = useTraceStep({ shape, column: useRank(), secondRow: null }, 0);
  if (trace.state !== 'there') return <Missing of={trace} />;
  const [even, odd] = trace.answer.step.popcounts ?? [0, 0];
  return (
    <NothingToDo>
      With two rows no later row is left to strike candidates from. Row 2 is the last row, and one popcount of
      its strip is the count: <Popcount name="even" value={even} /> even and{' '}
      <Popcount name="odd" value={odd} /> odd. Choose three rows or more to see the loop.
    </NothingToDo>
  );
}

function Popcount({ name, value }: { name: 'even' | 'odd'; value: number }) {
  return (
    <span class="num" data-result={`popcount-${name}`} data-value={value} {...EXACT}>
      {value}
    </span>
  );
}

function Loop({ shape }: { shape: Shape }) {
  const rank = useRank();
  const search = useAnswer({ search: { ...shape, column: rank } });
  if (search.state !== 'there') return <Missing of={search} />;
  return <LoopPlayer key={rank} search={search.answer} shape={shape} rank={rank} />;
}
