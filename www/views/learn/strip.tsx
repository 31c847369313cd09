import './strip.css';
import { EXACT } from '../../components/exact';
import type { StripCells, TraceStep } from '../../model/generated';
import type { PaneOf } from '../../model/learn';
import { BitRows } from './bit-rows';
import { hasBit, lastChosen, PARTS, partsOf, type StripCandidate } from './bits';

/** How the candidates are drawn. */
export type StripForm = PaneOf<5>;

type PictureProps = {
  strips: StripCells[];
  step: TraceStep;
  before: TraceStep | null;
  form: StripForm;
  /** squares instead of symbols */
  small: boolean;
};

/** What a step does to the candidates of its row. */
export function StripPicture({ strips, step, before, form, small }: PictureProps) {
  const strip = strips[step.row - 2];
  if (!strip) return null;
  if (form !== 'cells') return <BitRows strips={strips} step={step} before={before} form={form} />;
  const marks = marksOf(strip, strips, step);
  return small ? <Squares strip={strip} marks={marks} /> : <Cells strip={strip} marks={marks} />;
}

/** What is to be seen of a strip. */
type Marks = {
  /** the row that strikes out, and its number */
  striking: { row: number; symbols: number[] } | null;
  /** whether a candidate repeats the striking row in a column, from 0 */
  hit(candidate: StripCandidate, column: number): boolean;
  left(candidate: StripCandidate): boolean;
  chosen: number | null;
};

function marksOf({ row }: StripCells, strips: StripCells[], step: TraceStep): Marks {
  const words = step.left[row - 2] ?? [];
  return {
    striking: step.kind === 'strike' ? lastChosen(strips, step) : null,
    hit: ({ bit }, column) => hasBit(step.conflicts[column] ?? [], bit),
    left: ({ bit }) => hasBit(words, bit),
    chosen: step.kind === 'choose' ? (step.chosen.at(-1) ?? null) : null,
  };
}

type StripProps = { strip: StripCells; marks: Marks };

function Cells({ strip, marks }: StripProps) {
  const stacked = strip.candidates.length > 12;
  return (
    <div class={`strip-cells${stacked ? ' stacked' : ''}`}>
      {partsOf(strip).map((candidates, part) => (
        <PartCells
          key={part}
          row={strip.row}
          part={PARTS[part] ?? 'odd'}
          candidates={candidates}
          marks={marks}
          headed={part === 0 || stacked}
        />
      ))}
    </div>
  );
}

type PartProps = {
  row: number;
  part: 'even' | 'odd';
  candidates: StripCandidate[];
  marks: Marks;
  /** with the row that strikes out at its left */
  headed: boolean;
};

/** The candidates of one sign side by side; their symbols go downwards. */
function PartCells({ row, part, candidates, marks, headed }: PartProps) {
  const [first] = candidates;
  if (!first) return null;
  const { striking } = marks;
  return (
    <table class="strip-part" {...EXACT}>
      <caption>
        {part} candidates for row {row}
      </caption>
      <tbody>
        {first.symbols.map((_, column) => (
          <tr key={column}>
            {headed && (
              <th scope="row" class={striking ? 'strip-striking' : ''}>
                <span class="visually-hidden">
                  column {column + 1}
                  {striking && `, row ${striking.row} has `}
                </span>
                {striking?.symbols[column]}
              </th>
            )}
            {candidates.map((candidate) => (
              <td key={candidate.index} class={cellClass(candidate, column, marks)}>
                {candidate.symbols[column]}
              </td>
            ))}
          </tr>
        ))}
        <tr class="strip-left">
          {headed && <th scope="row">left</th>}
          {candidates.map((candidate) => (
            <td key={candidate.index} class={marks.left(candidate) ? `strip-on ${part}` : 'strip-off'}>
              {marks.left(candidate) ? 1 : 0}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function cellClass(candidate: StripCandidate, column: number, marks: Marks): string {
  if (marks.chosen === candidate.index) return 'strip-chosen';
  if (marks.striking && marks.hit(candidate, column)) return 'strip-hit';
  return marks.left(candidate) ? '' : 'strip-dead';
}

/** A square for each candidate, a line for each word. */
function Squares({ strip, marks }: StripProps) {
  const size = 12;
  const across = Math.min(64, Math.max(...partsOf(strip).map(({ length }) => length), 24));
  return (
    <div class="strip-squares">
      {partsOf(strip).map((candidates, part) => {
        const name = PARTS[part] ?? 'odd';
        const lines = Math.ceil(candidates.length / across);
        const label = `The ${name} candidates for row ${strip.row} as squares; the list below has those that are left`;
        return (
          <figure key={name}>
            <figcaption>
              {name} candidates for row {strip.row}
            </figcaption>
            <svg viewBox={`0 0 ${across * size} ${Math.max(1, lines) * size}`} role="img" aria-label={label}>
              {candidates.map((candidate, place) => (
                <rect
                  key={candidate.index}
                  class={squareClass(candidate, name, marks)}
                  x={(place % across) * size + 1}
                  y={Math.floor(place / across) * size + 1}
                  width={size - 2}
                  height={size - 2}
                />
              ))}
            </svg>
          </figure>
        );
      })}
    </div>
  );
}

function squareClass(candidate: StripCandidate, part: string, marks: Marks): string {
  if (marks.chosen === candidate.index) return 'square-chosen';
  if (marks.left(candidate)) return `square-left ${part}`;
  const hit = marks.striking?.symbols.some((_, column) => marks.hit(candidate, column));
  return hit ? 'square-hit' : 'square-dead';
}

/** The candidates left for a row, to be read one by one. */
export function LeftList({ strip, step }: { strip: StripCells; step: TraceStep }) {
  const words = step.left[strip.row - 2] ?? [];
  const left = partsOf(strip).map((part) => part.filter(({ bit }) => hasBit(words, bit)));
  return (
    <dl class="strip-list">
      {left.map((candidates, part) => (
        <div key={part}>
          <dt>
            {PARTS[part]}, left for row {strip.row}
          </dt>
          <dd {...EXACT}>
            {candidates.length === 0 ? 'none' : candidates.map(({ symbols }) => symbols.join(' ')).join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  );
}
