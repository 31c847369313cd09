import { factorial } from '../model/factorial';
import type { Published } from '../model/generated';
import type { Finished, LevelCheck } from '../model/result';
import type { OtherCount, SavedColumn, SavedResult } from '../model/saved-result';
import { agreement } from '../model/soundness';
import { grouped } from './number';
import { plural } from './units';

// The words and the layout are those of the command: latin-rectangles verify.

/** An answer with all that is known of it here. */
export type Transcribed = {
  result: Finished | SavedResult;
  /** null where none is known, undefined where that was not looked up */
  published: Published | null | undefined;
  /** a count of the same shape by the other method; null where none was made */
  other: Pick<OtherCount, 'engine' | 'positive' | 'negative'> | null;
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
    ...Object.entries(lines).map(([name, figure]) => `    ${name} = ${grouped(figure)}`),
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
  ];
}

function compare(what: string, found: bigint | string, expected: bigint | string, note?: string): Check {
  const [one, other] = [found, expected].map((value) => (typeof value === 'bigint' ? grouped(value) : value));
  const outcome = one === other ? 'agrees' : 'DISAGREES';
  return { what, outcome, found: one ?? '', expected: other ?? '', ...(note !== undefined && { note }) };
}

function sums(result: Finished | SavedResult): Check[] {
  const shape = shapeOf(result);
  const [total, positive, negative] = [
    BigInt(result.total),
    BigInt(result.positive),
    BigInt(result.negative),
  ];
  return [
    compare(`${shape}: K+ plus K- is K`, positive + negative, total),
    compare(`${shape}: K+ minus K- is D`, positive - negative, BigInt(result.difference)),
    compare(`${shape}: (n-1)!/(n-r)! times R is K`, BigInt(result.reduced) * weight(result), total),
    compare(`${shape}: n! times K is L`, factorial(result.columns) * total, BigInt(result.all)),
    compare(
      `${shape}: number of sorted first columns`,
      String(result.first_columns),
      String(firstColumns(result)),
    ),
  ];
}

/** (n-1)!/(n-r)! */
const weight = ({ rows, columns }: { rows: number; columns: number }) =>
  factorial(columns - 1) / factorial(columns - rows);

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
      bySign(result.positive, result.negative),
    ),
  ];
}

function rules(result: Finished | SavedResult): Check[] {
  const shape = shapeOf(result);
  const by = weight(result);
  const [total, difference] = [BigInt(result.total), BigInt(result.difference)];
  const rest = (number: bigint, by: bigint, what: string) =>
    compare(`${shape}: ${what}, ${grouped(by)}`, `remainder ${((number % by) + by) % by}`, 'remainder 0');
  return [
    rest(total, by, 'K is divisible by (n-1)!/(n-r)!'),
    rest(difference, by, 'D is divisible by (n-1)!/(n-r)!'),
    rest(total - difference, 2n * by, 'K minus D is divisible by 2 (n-1)!/(n-r)!'),
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
    compare(what, BigInt(result.total), BigInt(published.total), cited(published.sources)),
    signed
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
  if (known)
    return compare(
      what,
      bySign(result.positive, result.negative),
      bySign(known.positive, known.negative),
      `by ${known.engine}`,
    );
  const same = 'check' in result && result.check === 'checked';
  return { what, outcome: 'not checked', note: `${same ? 'the same' : 'none'}, as the page has noted` };
}

/** The engine ends without figures where the two are not the same. */
function mass(columns: number, { degree, classes, graphs }: LevelCheck): Check {
  const what = `labelled graphs of the classes of degree ${degree} for n = ${columns}`;
  return compare(what, BigInt(graphs), BigInt(graphs), `in ${grouped(String(classes))} classes`);
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
