import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sameShape } from '../model/shape';
import { cellOf, SHAPES } from '../model/table-cells';
import { readFile } from '../storage/result-file';
import { classesCount, classesResult } from '../testing/classes';
import { csvOf, latexOf } from './results/exports';
import { csvOf as csvOfCells } from './table/exports';

const at = (name: string) => new URL(`../../src/report/verify/written/${name}`, import.meta.url);

const results = ['enumerate.json', 'classes.json'].flatMap(
  (name) => readFile(readFileSync(at(name), 'utf8')).results ?? [],
);

/** All of n = 4 and n = 5 by classes, and the results. */
const cells = SHAPES.map((shape) => {
  const [first] = results.filter((result) => sameShape(result, shape));
  const { rows, columns } = shape;
  const counted = columns === 4 || columns === 5 ? classesResult({ columns, from: rows, to: rows }) : [];
  const [classes = null] = counted.map((one) => ({ ...one, date: '2026-11-24T20:00:00.000Z' }));
  const { published } = classesCount(rows, columns);
  return cellOf(shape, { classes, formula: null }, first ? [first] : [], published);
});

it.each([
  ['results.csv', csvOf(results)],
  ['figures.tex', latexOf(results)],
  ['cells.csv', csvOfCells(cells)],
])('%s, which the command verifies, is as the page writes it', (name, text) => {
  if (process.env.UPDATE_TYPES) writeFileSync(at(name), text);
  expect(text).toBe(readFileSync(at(name), 'utf8'));
});
