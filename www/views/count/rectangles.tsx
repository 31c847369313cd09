import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Exact } from '../../components/exact';
import { Num } from '../../components/number';
import { LatinRectangle } from '../../components/rectangle';
import { grouped } from '../../format/number';
import { type ColumnsFinished, type Finished, isByColumns } from '../../model/result';
import { MAX_COLUMNS, numberWord } from '../../model/shape';
import { canBrowse } from '../../store/samples';
import { useApp } from '../app-context';
import { LazyRectanglePages } from './lazy-parts';

/** The rectangles of one first column, a page at a time, where they are few enough to look through. */
export function RectangleBrowser({ result }: { result: ColumnsFinished }) {
  const { samples } = useApp();
  const open = useSignal(false);
  if (!canBrowse(result) || result.columns > MAX_COLUMNS) return null;
  const [first] = result.per_column;
  if (!first) return null;

  function turnTo(column: number[], offset: number) {
    open.value = true;
    void samples.turnTo(result, column, offset);
  }

  const listing = samples.listing.value;
  return (
    <section aria-labelledby="look" class="rectangle-browser">
      <div class="section-head">
        <h3 id="look">Browse one first column</h3>
        {!open.value && (
          <button class="link" type="button" onClick={() => turnTo(first.column, 0)}>
            Show its <Exact>{grouped(result.reduced ?? '')}</Exact> reduced rectangles
          </button>
        )}
      </div>
      {open.value && listing && <LazyRectanglePages result={result} listing={listing} turnTo={turnTo} />}
    </section>
  );
}

/** One rectangle of those that were counted, chosen at random. */
export function Sample({ result }: { result: Finished }) {
  const { samples } = useApp();
  const { rows, columns, total } = result;
  useEffect(() => {
    samples.rectangle.value = null;
    void samples.another(result);
  }, [result]);
  const rectangle = samples.rectangle.value;
  const first = rectangle?.rows.map((row) => row[0] ?? 0) ?? Array.from({ length: rows }, () => null);
  const only = total === '1';
  return (
    <aside class="sample" aria-labelledby="what">
      <h3 id="what">
        {only ? (
          'The only one'
        ) : (
          <>One of the {total !== null && <Num value={total} long={total.length > 15} />}</>
        )}
      </h3>
      <LatinRectangle
        columns={columns}
        first={first}
        rows={rectangle?.rows ?? []}
        worker={owner(result, first)}
      />
      <p class="text">
        Every row is a permutation of 1 to {columns} and no column repeats a symbol. {columnWords(result)}
      </p>
      <p class="note">{rectangle ? `Its sign is ${rectangle.sign > 0 ? '+, even' : '−, odd'}.` : ' '}</p>
      {samples.trouble.value && (
        <p class="wrong" role="alert">
          {samples.trouble.value}
        </p>
      )}
      {!only && (
        <p class="ways">
          <button class="button" type="button" onClick={() => void samples.another(result)}>
            Show another
          </button>
        </p>
      )}
    </aside>
  );
}

/** Who counted the rectangle: the worker of its first column, sorted. */
function owner(result: Finished, first: (number | null)[]): number | null {
  if (!isByColumns(result)) return null;
  const sorted = [...first].sort((a, b) => (a ?? 0) - (b ?? 0)).join();
  return result.per_column.find(({ column }) => column.join() === sorted)?.worker ?? null;
}

function columnWords(result: Finished): string {
  const { rows, first_columns, workers } = result;
  if (rows === 1) return 'The one row is fixed.';
  if (first_columns === 1) return 'The first row is fixed.';
  if (!isByColumns(result)) return 'The first row is fixed.';
  const sorted = rows > 2 ? 'sorted, ' : '';
  return `The first row is fixed; ${sorted}the coloured first column is one of the ${numberWord(first_columns)} first columns ${workers > 1 ? 'that were divided among the workers' : 'that were counted'}.`;
}
