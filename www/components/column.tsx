import './column.css';
import { useMemo } from 'preact/hooks';
import { grouped } from '../format/number';
import { columnName } from '../model/shape';
import type { ColumnState } from '../store/progress';
import { EXACT } from './exact';
import { Num } from './number';
import { WorkerSquare, workerClass } from './worker';

type Props = { state: ColumnState; feet: 'counts' | 'worker' };

/** A first column: a stack of digits, filled by the worker that has or had it. */
export function ColumnStack({ state, feet }: Props) {
  // Of many columns few change from one reading to the next.
  return useMemo(() => <Stack state={state} feet={feet} />, [state, feet]);
}

function Stack({ state, feet }: Props) {
  const { column } = state;
  const only = onlyWorker(state);
  const colour = only === null ? 'shared' : workerClass(only);
  const kind = state.state === 'waiting' ? 'wait' : `${state.state} ${colour}`;
  const title = titleOf(state);
  return (
    <li class={`first-column ${kind}`} title={title}>
      <span class="visually-hidden">{title}</span>
      <span aria-hidden="true">
        <Cells column={column} layer={state.state === 'in-progress' ? 'base' : ''} />
        {state.state === 'in-progress' && <Cells column={column} layer="fill" share={state.share} />}
        <span class="foot">{feet === 'counts' ? <Counts state={state} /> : <Owner state={state} />}</span>
      </span>
    </li>
  );
}

function Cells({ column, layer, share }: { column: number[]; layer: string; share?: number }) {
  const style = share === undefined ? {} : { '--p': `${(share * 100).toFixed(1)}%` };
  return (
    <span class={`cells ${layer}`} style={style} {...EXACT}>
      {column.map((symbol) => (
        <b key={symbol}>{symbol}</b>
      ))}
    </span>
  );
}

/** The worker that had the whole column, in this run. */
function onlyWorker({ workers, earlier }: ColumnState): number | null {
  const [first] = workers;
  return first === undefined || workers.length > 1 || earlier ? null : first;
}

function Owner({ state }: { state: ColumnState }) {
  const only = onlyWorker(state);
  if (only !== null) return <>{only + 1}</>;
  return <>{state.workers.length > 0 ? '·' : '\u00a0'}</>;
}

function Counts({ state }: { state: ColumnState }) {
  const done = state.state === 'done';
  const only = onlyWorker(state);
  return (
    <>
      <span class="line">{done && <Num value={state.positive} tone="plus" mark />}</span>
      <span class="line">{done && <Num value={-state.negative} tone="minus" mark />}</span>
      <span class="line">{only === null ? sharedWord(state) : <WorkerSquare worker={only} />}</span>
    </>
  );
}

function sharedWord({ state, workers, earlier }: ColumnState): string {
  if (workers.length > 0) return 'shared';
  return state === 'done' ? (earlier ? 'earlier' : 'shared') : '';
}

function titleOf({ column, state, share, workers, earlier, positive, negative }: ColumnState): string {
  const names = workers.map((worker) => worker + 1);
  const who = names.length === 1 ? `worker ${names[0]}` : `workers ${names.join(', ')}`;
  const name = columnName(column);
  if (state === 'waiting') return `${name}, waiting`;
  if (state === 'in-progress') return `${name}, in progress, ${who}, ${Math.floor(share * 100)} per cent`;
  const here = names.length === 0 ? 'shared by several workers' : `counted by ${who}`;
  const by = earlier ? (names.length === 0 ? 'counted earlier' : `started earlier, ${here}`) : here;
  return `${name}, ${by}: ${grouped(positive)} even, ${grouped(negative)} odd`;
}
