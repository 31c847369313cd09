import { FIGURE_LETTERS, type FigureName, leadingFigure } from '../model/figures';
import type { Finished } from '../model/result';
import { dayKey } from './date';
import { DIFFERENCE_ALONE } from './messages';
import { METHODS } from './method';
import { digitsOf, grouped, isVeryLong, numberText, scientific, signed } from './number';
import { signLatex, signText } from './sign';
import { plural, timeText } from './units';

export type Citation = { result: Finished; version: string; date: Date; link: string };

/** The day where the reader is, as Results have it. */
const day = (date: Date) => dayKey(date.toISOString());

function how({ result, version }: Citation): string {
  const workers = plural(result.workers, 'worker');
  return `Latin Rectangles ${version}, by ${METHODS[result.engine]}, ${workers}, ${kernelName(result.kernel)}, ${timeText(result.elapsed_seconds)}`;
}

/** '1,128,960 normalised Latin rectangles, 576,000 even and 552,960 odd', as far as it is known. */
function figures(result: Finished): string {
  const { rows, columns, total, positive, negative, difference } = result;
  const shape = `(${rows}, ${columns})`;
  if (total === null) {
    const { name, value } = leadingFigure(result) ?? { name: 'total', value: '0' };
    const alone = difference === null ? '' : `, even less odd. ${DIFFERENCE_ALONE}`;
    return `${lettersOf(name)}${shape} = ${numberText(value, name === 'difference' ? signed : grouped)}${alone || '.'}`;
  }
  const signs =
    positive === null || negative === null
      ? ''
      : `, ${numberText(positive)} even and ${numberText(negative)} odd`;
  return `K${shape} = ${numberText(total)} normalised Latin rectangles${signs}.`;
}

/** K⁺ for 'positive'. */
const lettersOf = (name: FigureName) => FIGURE_LETTERS[name].replace('+', '⁺').replace('-', '⁻');

export function kernelName(kernel: string): string {
  return kernel === 'simd128' ? 'SIMD' : kernel;
}

export function citeText(citation: Citation): string {
  const { result, date, link } = citation;
  return (
    `${figures(result)} ` +
    `${signText([result])} ` +
    `Counted exactly on ${day(date)} with ${how(citation)}. ${link}`
  );
}

export function citeBibtex(citation: Citation): string {
  const { result, version, date, link } = citation;
  const { rows, columns } = result;
  return [
    `@misc{latin-rectangles-${rows}-${columns},`,
    `  title        = {{Latin Rectangles ${version}}: $${equation(result)}$},`,
    `  howpublished = {\\url{${link}}},`,
    `  year         = {${date.getFullYear()}},`,
    `  note         = {Counted exactly on ${day(date)}${signsLatex(result)}. ${signLatex([result])} ${how(citation)}}`,
    '}',
  ].join('\n');
}

/** 'K(5,6) = 1128960', or of what is known instead of K. */
function equation(result: Finished): string {
  const { rows, columns } = result;
  const { name, value } = leadingFigure(result) ?? { name: 'total', value: '0' };
  const letter = FIGURE_LETTERS[name].replace(/[+-]$/, '^$&');
  return `${letter}(${rows},${columns}) ${latexNumber(value)}`;
}

/** '= 1128960', or '\approx 4.435 \cdot 10^{2567}' of a number too long for a line. */
function latexNumber(value: string): string {
  if (!isVeryLong(value)) return `= ${value}`;
  const { mantissa, power } = scientific(value);
  const minus = value.length > digitsOf(value).length ? '-' : '';
  return `\\approx ${minus}${mantissa} \\cdot 10^{${power}}`;
}

function signsLatex({ positive, negative, total }: Finished): string {
  if (positive !== null && negative !== null)
    return `: $K^+ ${latexNumber(positive)}$, $K^- ${latexNumber(negative)}$`;
  return total === null ? `. ${DIFFERENCE_ALONE.replace(/\b[KD]\b/g, '$$$&$$').slice(0, -1)}` : '';
}
