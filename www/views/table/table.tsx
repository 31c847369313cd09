import './table.css';
import './triangle.css';
import { useEffect } from 'preact/hooks';
import { ClassRates } from '../../components/class-rates';
import { saveText } from '../../components/download';
import { Segmented } from '../../components/segmented';
import { SignNote } from '../../components/sign-note';
import { CsvNote, SaveSpreadsheet } from '../../components/spreadsheet';
import { FIGURE_NAMES } from '../../model/figures';
import { type Cell, SHAPES } from '../../model/table-cells';
import { AddressNotes } from '../address-notes';
import { useApp } from '../app-context';
import { Detail } from './detail';
import { OtherConflicts } from './evidence';
import { counted, csvOf, jsonOf, latexOf, rowsOf } from './exports';
import { FIGURE_TEXT, FigureLetter } from './figures';
import { Picker, PrintList } from './lists';
import { Observed } from './observed';
import { CountAll } from './run';
import { Triangle, TriangleLegend } from './triangle';

/** The triangle of all shapes, with what is known of each here. */
export function TableView() {
  const { results, table } = useApp();
  useEffect(() => void results.refresh(), []);
  useEffect(() => table.answers.load(), []);
  return (
    <div data-table-state={table.run.value.state}>
      <AddressNotes />
      <TableHead />
      <CountAll />
      <OtherConflicts />
      <div class="table-view">
        <div class="table-triangle">
          <Triangle />
          <TriangleLegend />
          <SignNote shapes={SHAPES} />
        </div>
        <div class="table-detail">
          <Picker />
          <Detail />
        </div>
        <div class="table-below">
          <PrintList />
          <Observed />
          <ClassRates workers={table.workers.value} heading="h2" />
        </div>
      </div>
    </div>
  );
}

/** The choice of what the cells show, and the exports. */
function TableHead() {
  return (
    <div class="table-head">
      <div>
        <h1>Every shape up to 10 columns</h1>
        <p class="note">Choose a quantity; select a cell for details.</p>
      </div>
      <FigureChoice />
      <ExportButtons />
    </div>
  );
}

function FigureChoice() {
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
          <span class="visually-hidden">, {FIGURE_TEXT[name]}</span>
        </>
      )}
    </Segmented>
  );
}

function ExportButtons() {
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
          class="link"
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
