import { Exact } from '../../components/exact';
import type { StripCells, TraceStep } from '../../model/generated';
import { hasBit, lastChosen, PARTS, partsOf } from './bits';

type Props = {
  strips: StripCells[];
  step: TraceStep;
  before: TraceStep | null;
  form: 'bits' | 'words';
};

type BitLine = { name: string; operation: string; words: string[] };

/** Bitset by bitset: what is struck out by each column, or what is left for each row. */
export function BitRows({ strips, step, before, form }: Props) {
  const strip = strips[step.row - 2];
  if (!strip) return null;
  const lines = step.kind === 'strike' ? strikeLines(strips, step, before) : rowLines(strips, step);
  return (
    <table class={`strip-bits ${form}`}>
      <caption class="visually-hidden">
        Bitsets: the even part first, then the odd part. The first candidate is the lowest bit.
      </caption>
      <thead>
        <tr>
          <th scope="col" colSpan={2}>
            {step.kind === 'strike' ? `row ${step.row}` : 'left'}
          </th>
          <th scope="col">
            {form === 'bits'
              ? 'a bit per candidate: even part, odd part'
              : 'words in hexadecimal: even part, odd part'}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, operation, words, strip: own }) => (
          <tr key={name} class={operation === '' ? '' : operation === '=' ? 'strip-result' : 'strip-operand'}>
            <td class="strip-operation">{operation}</td>
            <th scope="row">{name}</th>
            <td>
              {form === 'bits' ? <Bits strip={own} words={words} /> : <Words strip={own} words={words} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type OwnLine = BitLine & { strip: StripCells };

function strikeLines(strips: StripCells[], step: TraceStep, before: TraceStep | null): OwnLine[] {
  const place = step.row - 2;
  const strip = strips[place];
  const striking = lastChosen(strips, step);
  if (!strip || !striking) return [];
  return [
    { name: 'left before', operation: '', words: before?.left[place] ?? [], strip },
    // The first column keeps rows apart in column 1 from the start.
    ...striking.symbols.slice(1).map((symbol, at) => ({
      name: `${symbol} in column ${at + 2}`,
      operation: 'AND NOT',
      words: step.conflicts[at + 1] ?? [],
      strip,
    })),
    { name: 'left now', operation: '=', words: step.left[place] ?? [], strip },
  ];
}

function rowLines(strips: StripCells[], { left }: TraceStep): OwnLine[] {
  return strips.map((strip, place) => ({
    name: `row ${strip.row}`,
    operation: '',
    words: left[place] ?? [],
    strip,
  }));
}

type BitsProps = { strip: StripCells; words: string[] };

/** More bits than digits have room for. */
const MOST_DIGITS = 60;

function Bits({ strip, words }: BitsProps) {
  if (strip.candidates.length > MOST_DIGITS) return <Barcode strip={strip} words={words} />;
  return (
    <Exact>
      {partsOf(strip).map((candidates, part) => (
        <span key={part} class={`strip-digits ${PARTS[part]}`}>
          {candidates
            .map(({ bit }) => (hasBit(words, bit) ? '1' : '0'))
            .join('')
            .split(/(1+)/)
            .map((digits, i) => (i % 2 === 1 ? <b key={i}>{digits}</b> : digits))}
        </span>
      ))}
    </Exact>
  );
}

/** A line for each bit that is set. */
function Barcode({ strip, words }: BitsProps) {
  return (
    <span class="strip-barcodes">
      {partsOf(strip).map((candidates, part) => (
        <svg
          key={part}
          class={`strip-barcode ${PARTS[part]}`}
          viewBox={`0 0 ${Math.max(1, candidates.length)} 1`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Bits of the ${PARTS[part]} part; as words they can be read`}
        >
          <path d={candidates.map(({ bit }, i) => (hasBit(words, bit) ? `M${i} 0h1v1h-1z` : '')).join('')} />
        </svg>
      ))}
    </span>
  );
}

function Words({ strip, words }: BitsProps) {
  const parts = [words.slice(0, strip.even_words), words.slice(strip.even_words)];
  return (
    <Exact>
      {parts.map((part, i) => (
        <span key={i} class="strip-words">
          {part.join(' ')}
        </span>
      ))}
    </Exact>
  );
}
