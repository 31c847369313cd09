import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readFile } from '../storage/result-file';
import { someCells } from '../testing/cells';
import { csvOf, latexOf } from './results/exports';
import { csvOf as csvOfCells } from './table/exports';

const at = (name: string) => new URL(`../../src/report/verify/written/${name}`, import.meta.url);

const results = ['enumerate.json', 'classes.json'].flatMap(
  (name) => readFile(readFileSync(at(name), 'utf8')).results ?? [],
);

it.each([
  ['results.csv', csvOf(results)],
  ['figures.tex', latexOf(results)],
  ['cells.csv', csvOfCells(someCells())],
])('%s, which the command verifies, is as the page writes it', (name, text) => {
  if (process.env.UPDATE_TYPES) writeFileSync(at(name), text);
  expect(text).toBe(readFileSync(at(name), 'utf8'));
});
