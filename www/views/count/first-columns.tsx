import './first-columns.css';
import type { ComponentChildren } from 'preact';
import { ColumnStack } from '../../components/column';
import { grouped } from '../../format/number';
import type { ColumnsFinished } from '../../model/result';
import { sameShape } from '../../model/shape';
import { type ColumnState, columnStates } from '../../store/progress';
import type { Run } from '../../store/run';
import { useApp } from '../app-context';

const FEW = 10;
const TRACKS = 42;
/** Counts of more characters than this do not fit under columns that stand side by side. */
const FOOT_WIDTH = 9;

/** Every first column, in order: up to ten with their counts, more as one grid under the progress bar. */
export function FirstColumns({ columns, widest }: { columns: ColumnState[]; widest: number }) {
  if (columns.length <= FEW) {
    const counts = widest <= FOOT_WIDTH;
    const style = counts ? { '--cw': `${Math.max(3, widest * 0.5 + 0.25)}rem` } : {};
    return (
      <ol class="first-column-list few" style={style}>
        {columns.map((state, i) => (
          <ColumnStack key={i} state={state} feet={counts ? 'counts' : 'worker'} />
        ))}
      </ol>
    );
  }
  return (
    <ol
      class={columns.length > TRACKS ? 'first-column-list many rows' : 'first-column-list many'}
      style={{ '--all': String(Math.min(columns.length, TRACKS)) }}
    >
      {columns.map((state, i) => (
        <ColumnStack key={i} state={state} feet="worker" />
      ))}
    </ol>
  );
}

/** Characters of the widest count under a column, its mark included. */
export function widestFoot(positive: bigint, negative: bigint): number {
  return 1 + Math.max(grouped(positive).length, grouped(negative).length);
}

/** The first columns of a finished count, with what stands behind it beside or below. */
export function CountedColumns({
  result,
  children,
}: {
  result: ColumnsFinished;
  children: ComponentChildren;
}) {
  const { run } = useApp();
  // Of a result that is shown the run is over.
  const columns = countedColumns(result, run.peek());
  const widest = columns[0] ? widestFoot(columns[0].positive, columns[0].negative) : 0;
  const beside = columns.length <= 6 && widest <= 7;
  return (
    <section aria-labelledby="fc" class={beside ? 'columns-and-rest' : 'columns-and-rest apart'}>
      <div>
        <h3 id="fc">{columns.length === 1 ? 'The first column' : `The ${columns.length} first columns`}</h3>
        <p class="note under-head">{manner(result, columns.length <= FEW && widest <= FOOT_WIDTH)}</p>
        <FirstColumns columns={columns} widest={widest} />
      </div>
      {children}
    </section>
  );
}

function wholly(earlier: boolean, shared: boolean): string {
  if (earlier) return 'in this run or an earlier one';
  return shared ? 'in parts, by several workers' : 'whole, by one worker';
}

function manner({ before_seconds, per_column }: ColumnsFinished, counts: boolean): string {
  const shared = per_column.some(({ worker }) => worker === null);
  const who = wholly(before_seconds > 0, shared);
  const each = per_column.length === 1 ? 'Counted' : 'Each counted';
  return counts ? `${each} ${who}: even\u00a0+ and odd\u00a0−.` : `${each} ${who}.`;
}

/** Who had a shared column is told by the units, whose results came while it ran. */
function countedColumns(result: ColumnsFinished, run: Run): ColumnState[] {
  const job = run.state === 'done' && sameShape(run.job.shape, result) ? run.job : null;
  const plan = job?.plan?.by_column;
  const seen = plan && job ? columnStates(plan, job.finished, []) : [];
  return result.per_column.map(({ column, positive, negative, worker }, i) => ({
    column,
    state: 'done',
    share: 1,
    workers: worker === null ? (seen[i]?.workers ?? []) : [worker],
    earlier: worker === null && (seen[i]?.earlier ?? false),
    positive: BigInt(positive),
    negative: BigInt(negative),
  }));
}
