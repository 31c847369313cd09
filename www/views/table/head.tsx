import { saveText } from '../../components/download';
import { Segmented } from '../../components/segmented';
import { CsvNote, SaveSpreadsheet } from '../../components/spreadsheet';
import { type Cell, FIGURE_NAMES } from '../../model/table-cells';
import { useApp } from '../app-context';
import { counted, csvOf, jsonOf, latexOf, rowsOf } from './exports';
import { FigureLetter } from './figure-letter';
import { FIGURE_WORDS } from './labels';

/** What the cells show, and the ways out. */
export function TableHead() {
  return (
    <div class="table-head">
      <div>
        <h1>Every shape up to 10 columns</h1>
        <p class="note">Choose a quantity; select a cell for details.</p>
      </div>
      <ShownChoice />
      <Exports />
    </div>
  );
}

function ShownChoice() {
  const { shown } = useApp().table;
  return (
    <Segmented
      legend="What the cells show"
      name="shown"
      values={FIGURE_NAMES}
      chosen={shown.value}
      choose={(name) => {
        shown.value = name;
      }}
    >
      {(name) => (
        <>
          <FigureLetter name={name} />
          <span class="visually-hidden">, {FIGURE_WORDS[name]}</span>
        </>
      )}
    </Segmented>
  );
}

function Exports() {
  const { table } = useApp();
  const nothing = counted(table.cells.value).length === 0;
  const ways: [string, string, (cells: readonly Cell[]) => string][] = [
    ['CSV', 'csv', csvOf],
    ['JSON', 'json', jsonOf],
    ['LaTeX', 'tex', latexOf],
  ];
  return (
    <p class="export-actions">
      <span class="note">Export</span>
      {ways.map(([label, ending, textOf]) => (
        <button
          key={label}
          class="lnk"
          type="button"
          aria-label={`Export as ${label}`}
          disabled={nothing}
          onClick={() => saveText(`latin-rectangles-table.${ending}`, textOf(table.cells.value))}
        >
          {label}
        </button>
      ))}
      <SaveSpreadsheet
        name="latin-rectangles-table.xlsx"
        sheet="Table"
        disabled={nothing}
        rows={() => rowsOf(table.cells.value)}
      />
      <CsvNote />
    </p>
  );
}
