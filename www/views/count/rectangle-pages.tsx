import './rectangle-pages.css';
import { saveText } from '../../components/download';
import { EXACT, Exact } from '../../components/exact';
import { LatinRectangle } from '../../components/rectangle';
import { grouped } from '../../format/number';
import type { ColumnReport } from '../../model/generated';
import type { ColumnsFinished } from '../../model/result';
import { columnName } from '../../model/shape';
import { type Listing, PAGE } from '../../store/samples';
import { useApp } from '../app-context';

type PagesProps = {
  result: ColumnsFinished;
  listing: Listing;
  turnTo(column: number[], offset: number): void;
};

/** The rectangles of one first column, a page at a time. */
export function Pages({ result, listing, turnTo }: PagesProps) {
  const { samples } = useApp();
  const { column, offset, rectangles, total } = listing;
  const index = result.per_column.findIndex((one) => one.column.join() === column.join());
  const own = result.per_column[index];
  const last = Math.min(offset + PAGE, total);

  async function download() {
    const name = `latin-rectangles-${result.rows}x${result.columns}-${column.join('-')}.txt`;
    const text = await samples.download(result, column);
    if (text !== null) saveText(name, text);
  }

  return (
    <>
      <div class="rectangle-browser-bar">
        <label>
          First column{' '}
          <select
            value={String(index)}
            onChange={(event) => {
              const chosen: ColumnReport | undefined = result.per_column[Number(event.currentTarget.value)];
              if (chosen) turnTo(chosen.column, 0);
            }}
          >
            {result.per_column.map((one, i) => (
              <option key={i} value={String(i)} {...EXACT}>
                {columnName(one.column)}
              </option>
            ))}
          </select>
        </label>
        <span class="rectangle-browser-pages">
          <button
            class="button"
            type="button"
            disabled={offset === 0}
            onClick={() => turnTo(column, offset - PAGE)}
          >
            Back
          </button>
          <span class="num" {...EXACT}>
            {grouped(String(offset + 1))} to {grouped(String(last))} of {grouped(String(total))}
          </span>
          <button class="button" type="button" disabled={last >= total} onClick={() => turnTo(column, last)}>
            Next
          </button>
        </span>
        <button class="link" type="button" onClick={() => void download()}>
          Download all
        </button>
      </div>
      <ol class="rectangle-list" start={offset + 1} style={{ '--across': String(result.columns) }}>
        {rectangles.map(({ rows, sign }, i) => (
          <li key={offset + i}>
            <LatinRectangle
              columns={result.columns}
              first={column}
              rows={rows}
              worker={own?.worker ?? null}
              small
            />
            <span class="note">
              <Exact>{grouped(String(offset + i + 1))}</Exact>{' '}
              <span class={sign > 0 ? 'plus' : 'minus'} {...EXACT}>
                {sign > 0 ? '+' : '−'}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
