import { factorial } from '../model/factorial';
import { comparable, FIGURE_LETTERS, type SignedTotal, signsOf } from '../model/figures';
import type { Evidence, Published } from '../model/generated';
import type { Finished, LevelCheck } from '../model/result';
import type { OtherCount, SavedColumn, SavedResult } from '../model/saved-result';
import { agreement } from '../model/soundness';
import { DIFFERENCE_ALONE, NOT_COUNTED } from './messages';
import { grouped } from './number';
import { plural } from './units';

// The words and the layout are those of the command: latin-rectangles verify.

/** An answer with all that is known of it here. */
export type Transcribed = {
  result: Finished | SavedResult;
  /** null where none is known, undefined where that was not looked up */
  published: Published | null | undefined;
  /** a count of the same shape by the other method; null where none was made */
  other: Pick<OtherCount, 'engine' | 'total' | 'positive' | 'negative' | 'difference'> | null;
  /** of this page */
  version: string;
  /** the browser and its system */
  platform: string;
  processors: number;
};

type Outcome = 'agrees' | 'DISAGREES' | 'not checked';

type Check = { what: string; outcome: Outcome; found?: string; expected?: string; note?: string };

/** Characters of a line of sentences, at most. */
const WIDTH = 100;
const INDENT = ' '.repeat(15);

/** Plain text for people: what was counted, by what, and what it was checked against. */
export function transcriptOf(of: Transcribed): string {
  const { result, version, platform, processors } = of;
  const checks = checksOf(of);
  const wrong = checks.filter(({ outcome }) => outcome === 'DISAGREES').length;
  return [
    'Transcript of an answer',
    ...paragraph('Lines with * differ from machine to machine; all others follow from the answer.', ''),
    '',
    'Program',
    `  latin-rectangles ${version}, its page`,
    `* ${platform}, ${plural(processors, 'processor')}`,
    '',
    'Counted, as the page has it',
    `  ${countedLine(result)}`,
    '',
    'Figures',
    ...figures(result),
    '',
    'Checks',
    ...checks.flatMap(checkLines),
    '',
    'Certainty',
    ...certainty(result).flatMap((sentence) => paragraph(sentence, '  ')),
    '',
    'Conclusion',
    ...paragraph(conclusion(wrong, checks.length), '  '),
    '',
  ].join('\n');
}

/** The name of its file. */
export const transcriptName = ({ rows, columns }: { rows: number; columns: number }) =>
  `latin-rectangles-${rows}x${columns}-transcript.txt`;

const shapeOf = ({ rows, columns }: { rows: number; columns: number }) => `${rows} × ${columns}`;

function countedLine(result: Finished | SavedResult): string {
  const { engine, version, kernel, workers, elapsed_seconds, date } = result;
  return [
    `${shapeOf(result)} by ${engine}`,
    `version ${version}`,
    kernel,
    plural(workers, 'worker'),
    `${elapsed_seconds.toFixed(3)} s`,
    date,
  ].join(', ');
}

function figures(result: Finished | SavedResult): string[] {
  const { total, positive, negative, difference, reduced, all } = result;
  const lines = { 'K ': total, 'K+': positive, 'K-': negative, 'D ': difference, 'R ': reduced, 'L ': all };
  return [
    `  ${shapeOf(result)}`,
    ...Object.entries(lines).map(
      ([name, figure]) => `    ${name} = ${figure === null ? NOT_COUNTED : grouped(figure)}`,
    ),
  ];
}

/** In the order of the command. */
function checksOf(of: Transcribed): Check[] {
  const { result } = of;
  const levels = 'levels' in result ? result.levels : [];
  return [
    ...sums(result),
    ...('per_column' in result ? byColumn(result, result.per_column) : []),
    ...rules(result),
    ...published(of),
    otherCount(of),
    ...levels.map((level) => mass(result.columns, level)),
    ...('evidence' in result ? result.evidence.map(compared) : []),
  ];
}

function compare(what: string, found: bigint | string, expected: bigint | string, note?: string): Check {
  const [one, other] = [found, expected].map((value) => (typeof value === 'bigint' ? grouped(value) : value));
  const outcome = one === other ? 'agrees' : 'DISAGREES';
  return { what, outcome, found: one ?? '', expected: other ?? '', ...(note !== undefined && { note }) };
}

function sums(result: Finished | SavedResult): Check[] {
  const shape = shapeOf(result);
  const { total, difference, reduced, all } = result;
  const signs = signsOf(result);
  const sum = (what: string, found: bigint | null, expected: string | null): Check[] =>
    found === null || expected === null ? [] : [compare(`${shape}: ${what}`, found, BigInt(expected))];
  return [
    ...sum('K+ plus K- is K', signs && signs.positive + signs.negative, total),
    ...sum('K+ minus K- is D', signs && signs.positive - signs.negative, difference),
    ...sum('(n-1)!/(n-r)! times R is K', reduced === null ? null : BigInt(reduced) * weight(result), total),
    ...sum('n! times K is L', total === null ? null : factorial(result.columns) * BigInt(total), all),
    compare(
      `${shape}: number of sorted first columns`,
      String(result.first_columns),
      String(firstColumns(result)),
    ),
  ];
}

/** (n-1)!/(n-r)! */
function weight({ rows, columns }: { rows: number; columns: number }): bigint {
  let product = 1n;
  for (let k = columns - rows + 1; k < columns; k++) product *= BigInt(k);
  return product;
}

const firstColumns = (shape: { rows: number; columns: number }) => weight(shape) / factorial(shape.rows - 1);

const bySign = (positive: string | bigint, negative: string | bigint) =>
  `${grouped(positive)} + ${grouped(negative)}`;

function byColumn(result: Finished | SavedResult, columns: readonly SavedColumn[]): Check[] {
  const shape = shapeOf(result);
  const different = new Set(columns.map(({ column }) => column.join())).size;
  const groups = agreement([...columns]);
  const [first, second] = groups;
  const sum = (name: 'positive' | 'negative') =>
    factorial(result.rows - 1) * columns.reduce((all, one) => all + BigInt(one[name]), 0n);
  const what = `${shape}: reduced rectangles of every first column, even + odd`;
  const counts = groups.map(({ positive, negative }) => bySign(positive, negative));
  return [
    compare(
      `${shape}: first columns that are there, each once`,
      String(different),
      String(firstColumns(result)),
    ),
    columns.length === 1
      ? {
          what,
          outcome: 'not checked',
          found: counts[0] ?? '',
          note: 'there is one complete first column, and nothing to compare it with',
        }
      : compare(
          what,
          counts[second ? 1 : 0] ?? '',
          counts[0] ?? '',
          second && first
            ? `${columns.length - first.columns.length} of ${columns.length} complete ones differ`
            : `in ${columns.length} of ${columns.length} first columns, the complete ones`,
        ),
    compare(
      `${shape}: (r-1)! times the sum over first columns is K+ + K-`,
      bySign(sum('positive'), sum('negative')),
      bySign(result.positive ?? '', result.negative ?? ''),
    ),
  ];
}

function rules(result: Finished | SavedResult): Check[] {
  const shape = shapeOf(result);
  const by = weight(result);
  const [total, difference] = [result.total, result.difference].map((figure) =>
    figure === null ? null : BigInt(figure),
  ) as [bigint | null, bigint | null];
  const rest = (number: bigint | null, by: bigint, what: string): Check[] =>
    number === null
      ? []
      : [
          compare(
            `${shape}: ${what}, ${grouped(by)}`,
            `remainder ${((number % by) + by) % by}`,
            'remainder 0',
          ),
        ];
  return [
    ...rest(total, by, 'K is divisible by (n-1)!/(n-r)!'),
    ...rest(difference, by, 'D is divisible by (n-1)!/(n-r)!'),
    ...rest(
      total === null || difference === null ? null : total - difference,
      2n * by,
      'K minus D is divisible by 2 (n-1)!/(n-r)!',
    ),
  ];
}

function published({ result, published }: Transcribed): Check[] {
  const shape = shapeOf(result);
  const what = `${shape}: K is the published value`;
  if (!published) {
    const note = published === null ? 'no published value known' : 'not looked up for a saved result';
    return [{ what, outcome: 'not checked', note }];
  }
  const { signed } = published;
  const signs = `${shape}: D is the published value`;
  return [
    result.total === null
      ? { what, outcome: 'not checked', note: DIFFERENCE_ALONE }
      : compare(what, BigInt(result.total), BigInt(published.total), cited(published.sources)),
    signed && result.difference !== null
      ? compare(
          signs,
          BigInt(result.difference),
          BigInt(signed.positive) - BigInt(signed.negative),
          cited(published.signed_sources),
        )
      : { what: signs, outcome: 'not checked', note: 'no published split by sign known' },
  ];
}

const cited = (sources: Published['sources']) =>
  sources.map(({ text }) => text.replaceAll('⁺', '+').replaceAll('⁻', '-')).join(', ');

function otherCount({ result, other }: Transcribed): Check {
  const what = `${shapeOf(result)}: the count by the other engine`;
  const contradicted = 'contradicted_by' in result ? result.contradicted_by : null;
  const known = other ?? contradicted;
  if (known && comparable(result, known)) {
    const [one, other] = figuresOfBoth(result, known);
    return compare(what, one, other, `by ${known.engine}`);
  }
  const same = 'check' in result && result.check === 'checked';
  return { what, outcome: 'not checked', note: `${same ? 'the same' : 'none'}, as the page has noted` };
}

/** What two counts are compared by: both signs, or the figures that both have. */
function figuresOfBoth(a: SignedTotal, b: SignedTotal): [string, string] {
  const names = ['total', 'difference', 'positive', 'negative'] as const;
  const both = names.find((name) => a[name] !== null && b[name] !== null) ?? 'total';
  const text = (count: SignedTotal) =>
    signsOf(a) && signsOf(b)
      ? bySign(count.positive ?? '', count.negative ?? '')
      : `${FIGURE_LETTERS[both]} = ${grouped(count[both] ?? '')}`;
  return [text(a), text(b)];
}

/** The engine ends without figures where the two are not the same. */
function mass(columns: number, { degree, classes, graphs }: LevelCheck): Check {
  const what = `labelled graphs of the classes of degree ${degree} for n = ${columns}`;
  return compare(what, BigInt(graphs), BigInt(graphs), `in ${grouped(String(classes))} classes`);
}

/** The same of what a formula has compared. */
function compared({ what, count, things, found, expected }: Evidence): Check {
  return compare(what, found, expected, `in ${grouped(String(count))} ${things}`);
}

function certainty(result: Finished | SavedResult): string[] {
  const many = 'per_column' in result ? result.per_column.length : null;
  const listed = 'levels' in result && result.levels.length > 0;
  return [
    ...(many === null ? [] : [columnsSentence(many)]),
    ...(listed
      ? [
          'Lists of classes: the labelled graphs stated for each degree are as many as there are. That the classes found ' +
            'account for all of them is checked where they are listed.',
        ]
      : []),
    'Counted again: nothing. Whoever wants that exports the result as JSON, under Results, and gives the file to the ' +
      'command: latin-rectangles verify FILE',
  ];
}

function columnsSentence(columns: number): string {
  if (columns < 2)
    return 'First columns: fewer than two are complete, so that their sums are compared with nothing.';
  return (
    'First columns: every first column of a shape has the same count of each sign, which is proved. If the sum over one ' +
    `of these ${columns} is wrong, it is found for certain, unless all are wrong by the same. Errors that cancel in the ` +
    'sum of one first column are not found by this.'
  );
}

function conclusion(wrong: number, all: number): string {
  if (wrong === 0) return 'Everything that was checked agrees.';
  return `${wrong} of ${all} checks ${wrong === 1 ? 'disagrees' : 'disagree'}: this answer is wrong.`;
}

function checkLines({ what, outcome, found, expected, note }: Check): string[] {
  const figures =
    found !== undefined && found === expected
      ? [`found and expected ${found}`]
      : [
          ...(found === undefined ? [] : [`found    ${found}`]),
          ...(expected === undefined ? [] : [`expected ${expected}`]),
        ];
  return [
    `  ${outcome.padEnd(13)}${what}`,
    ...figures.map((line) => INDENT + line),
    ...(note === undefined ? [] : paragraph(note, INDENT)),
  ];
}

/** Sentences in lines, each after the indent. */
function paragraph(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, indent + line];
}
