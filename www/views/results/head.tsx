import { saveText } from '../../components/download';
import { OpenFile } from '../../components/open-file';
import { CsvNote, SaveSpreadsheet } from '../../components/spreadsheet';
import { plural, timeText } from '../../format/units';
import { secondsOf } from '../../model/result';
import type { SavedResult } from '../../model/saved-result';
import { formatFile } from '../../storage/result-file';
import { useApp } from '../app-context';
import { csvOf, rowsOf } from './csv';
import { latexOf } from './latex';

type Props = { listed: SavedResult[]; selected: SavedResult[] };

/** How many there are, what they took, and the ways in and out. */
export function ResultsHead({ listed, selected }: Props) {
  const { results, present } = useApp();
  const taken = selected.length > 0 ? selected : listed;

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
            ? totals(listed, results.list.value.length)
            : 'Not read yet.'}
        </p>
      </div>
      <p class="results-actions">
        {taken.length > 0 && (
          <>
            <button class="btn" type="button" onClick={show}>
              Present
            </button>
            <span class="note">{selected.length > 0 ? 'Export selected' : 'Export'}</span>
            <Save name="results.json" label="JSON" text={() => formatFile(taken)} />
            <Save name="results.csv" label="CSV" text={() => csvOf(taken)} />
            <SaveSpreadsheet
              name="latin-rectangles-results.xlsx"
              sheet="Results"
              rows={() => rowsOf(taken)}
            />
            <Save name="results.tex" label="LaTeX" text={() => latexOf(taken)} />
          </>
        )}
        <Import />
        {taken.length > 0 && (
          <button class="lnk" type="button" onClick={() => window.print()}>
            Print
          </button>
        )}
        {taken.length > 0 && <CsvNote />}
      </p>
    </div>
  );
}

function totals(listed: SavedResult[], all: number): string {
  const which =
    listed.length === all ? plural(all, 'result') : `${listed.length} of ${plural(all, 'result')}`;
  return `${which}, ${timeText(secondsOf(listed))} of computing.`;
}

function Save({ name, label, text }: { name: string; label: string; text: () => string }) {
  return (
    <button
      class="lnk"
      type="button"
      aria-label={`Export as ${label}`}
      onClick={() => saveText(`latin-rectangles-${name}`, text())}
    >
      {label}
    </button>
  );
}

function Import() {
  const { results } = useApp();
  return (
    <OpenFile look="lnk" label="A file of results" open={results.open}>
      Import JSON
    </OpenFile>
  );
}
