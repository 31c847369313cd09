import type { Finished } from '../model/result';
import { dayKey } from './date';
import { METHODS } from './method';
import { grouped } from './number';
import { signLatex, signText } from './sign';
import { plural, timeText } from './units';

export type Citation = { result: Finished; version: string; date: Date; link: string };

/** The day where the reader is, as Results have it. */
const day = (date: Date) => dayKey(date.toISOString());

function how({ result, version }: Citation): string {
  const workers = plural(result.workers, 'worker');
  return `Latin Rectangles ${version}, by ${METHODS[result.engine]}, ${workers}, ${kernelName(result.kernel)}, ${timeText(result.elapsed_seconds)}`;
}

function signs(result: Finished): string {
  return `${grouped(result.positive)} even and ${grouped(result.negative)} odd`;
}

export function kernelName(kernel: string): string {
  return kernel === 'simd128' ? 'SIMD' : kernel;
}

export function citeText(citation: Citation): string {
  const { result, date, link } = citation;
  return (
    `K(${result.rows}, ${result.columns}) = ${grouped(result.total)} normalised Latin rectangles, ${signs(result)}. ` +
    `${signText([result])} ` +
    `Counted exactly on ${day(date)} with ${how(citation)}. ${link}`
  );
}

export function citeBibtex(citation: Citation): string {
  const { result, version, date, link } = citation;
  const { rows, columns } = result;
  return [
    `@misc{latin-rectangles-${rows}-${columns},`,
    `  title        = {{Latin Rectangles ${version}}: $K(${rows},${columns}) = ${result.total}$},`,
    `  howpublished = {\\url{${link}}},`,
    `  year         = {${date.getFullYear()}},`,
    `  note         = {Counted exactly on ${day(date)}: $K^+ = ${result.positive}$, $K^- = ${result.negative}$. ${signLatex([result])} ${how(citation)}}`,
    '}',
  ].join('\n');
}
