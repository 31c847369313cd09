import type { Signal } from '@preact/signals';
import { saveText } from '../../components/download';
import { EXACT } from '../../components/exact';
import { OpenFile } from '../../components/open-file';
import { CsvNote, SaveSpreadsheet } from '../../components/spreadsheet';
import { plural, timeText } from '../../format/units';
import { secondsOf } from '../../model/result';
import type { SavedResult } from '../../model/saved-result';
import { shapeName } from '../../model/shape';
import { formatFile } from '../../storage/result-file';
import { useApp } from '../app-context';
import { csvOf, latexOf, rowsOf } from './exports';
import { choices, type Filter, NO_FILTER, shapeKey } from './listing';

type Props = { listed: SavedResult[]; selected: SavedResult[] };

/** The number of results, their computing time, exports and import. */
export function ResultsHead({ listed, selected }: Props) {
  const { results, present } = useApp();
  const exported = selected.length > 0 ? selected : listed;

  function show() {
    present.value = true;
    scrollTo(0, 0);
  }

  return (
    <div class="results-head">
      <div>
        <h1>Results</h1>
        <p class="note" data-totals>
          {results.answered.value || results.list.value.length > 0
            ? totalsText(listed, results.list.value.length)
            : 'Not read yet.'}
        </p>
      </div>
      <p class="results-actions">
        {exported.length > 0 && (
          <>
            <button class="button" type="button" onClick={show}>
              Present
            </button>
            <span class="note">{selected.length > 0 ? 'Export selected' : 'Export'}</span>
            <ExportButton name="results.json" label="JSON" text={() => formatFile(exported)} />
            <ExportButton name="results.csv" label="CSV" text={() => csvOf(exported)} />
            <SaveSpreadsheet
              name="latin-rectangles-results.xlsx"
              sheet="Results"
              rows={() => rowsOf(exported)}
            />
            <ExportButton name="results.tex" label="LaTeX" text={() => latexOf(exported)} />
          </>
        )}
        <ImportButton />
        {exported.length > 0 && (
          <button class="link" type="button" onClick={() => window.print()}>
            Print
          </button>
        )}
        {exported.length > 0 && <CsvNote />}
      </p>
    </div>
  );
}

function totalsText(listed: SavedResult[], all: number): string {
  const which =
    listed.length === all ? plural(all, 'result') : `${listed.length} of ${plural(all, 'result')}`;
  return `${which}, ${timeText(secondsOf(listed))} of computing.`;
}

function ExportButton({ name, label, text }: { name: string; label: string; text: () => string }) {
  return (
    <button
      class="link"
      type="button"
      aria-label={`Export as ${label}`}
      onClick={() => saveText(`latin-rectangles-${name}`, text())}
    >
      {label}
    </button>
  );
}

function ImportButton() {
  const { results } = useApp();
  return (
    <OpenFile look="link" label="A file of results" open={results.open}>
      Import JSON
    </OpenFile>
  );
}

/** Choices that narrow the list. */
export function Filters({ filter }: { filter: Signal<Filter> }) {
  const { results } = useApp();
  const { shapes, engines } = choices(results.list.value);
  const set = (name: keyof Filter) => (event: { currentTarget: { value: string } }) => {
    filter.value = { ...filter.value, [name]: event.currentTarget.value };
  };
  const { shape, engine, from, to } = filter.value;
  return (
    <search class="results-filters" aria-label="Which results are listed">
      <label>
        Shape
        <select value={shape} onChange={set('shape')}>
          <option value="">all</option>
          {shapes.map((one) => (
            <option key={shapeKey(one)} value={shapeKey(one)} {...EXACT}>
              {shapeName(one)}
            </option>
          ))}
        </select>
      </label>
      <label>
        Engine
        <select value={engine} onChange={set('engine')}>
          <option value="">all</option>
          {engines.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        From
        <input type="date" value={from} max={to} onInput={set('from')} />
      </label>
      <label>
        To
        <input type="date" value={to} min={from} onInput={set('to')} />
      </label>
      {filter.value !== NO_FILTER && (
        <button
          class="link"
          type="button"
          onClick={() => {
            filter.value = NO_FILTER;
          }}
        >
          Clear filters
        </button>
      )}
    </search>
  );
}
