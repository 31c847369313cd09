import { useSignal } from '@preact/signals';
import { Exact } from '../../components/exact';
import { grouped } from '../../format/number';
import type { ColumnsFinished } from '../../model/result';
import { MAX_COLUMNS } from '../../model/shape';
import { canBrowse } from '../../store/samples';
import { useApp } from '../app-context';
import { LazyPages } from './lazy-parts';

/** The rectangles of one first column, a page at a time, where they are few enough to look through. */
export function LookThrough({ result }: { result: ColumnsFinished }) {
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
    <section aria-labelledby="look" class="look">
      <div class="fig-head">
        <h3 id="look">Browse one first column</h3>
        {!open.value && (
          <button class="lnk" type="button" onClick={() => turnTo(first.column, 0)}>
            Show its <Exact>{grouped(result.reduced)}</Exact> reduced rectangles
          </button>
        )}
      </div>
      {open.value && listing && <LazyPages result={result} listing={listing} turnTo={turnTo} />}
    </section>
  );
}
