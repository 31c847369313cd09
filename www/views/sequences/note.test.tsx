// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { Note } from './note';
import { COEFFICIENTS } from './note-coefficients';
import { WORKS } from './note-references';
import { SECTIONS } from './note-text';

afterEach(cleanup);

const open = () =>
  render(<Note version="1.2.3" link="https://example.org/?view=sequences&page=note" />).container;

it('its coefficients are those that the engine computes with', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../src/engine/formula/difference.rs'), 'utf8');
  for (const { name, coefficients } of COEFFICIENTS) {
    const [, list = ''] =
      source.match(new RegExp(`const ${name.replace('_', '')}: [^=]*= \\[([^\\]]*)\\]`)) ?? [];
    const here = list
      .split(',')
      .map((digits) => digits.trim())
      .filter(Boolean);
    expect(coefficients, name).toEqual(here);
  }
  expect(COEFFICIENTS.map(({ name }) => name)).toEqual(['P_5', 'Q_5', 'P_6', 'Q_6']);
});

it('every formula is mathematics, and no notation is left over', () => {
  const note = open();
  expect(note.querySelectorAll('math').length).toBeGreaterThan(150);
  expect(note.textContent).not.toMatch(/[$\\`]/);
});

it('has all sections, all works and how to cite it', () => {
  const note = open();
  const headings = [...note.querySelectorAll('h2')].map((heading) => heading.textContent);
  expect(headings).toEqual([...SECTIONS.map(({ heading }) => heading), 'References', 'To cite this note']);
  for (const { title } of Object.values(WORKS)) expect(note.textContent).toContain(title);
  expect(note.textContent).toContain('Latin Rectangles 1.2.3. https://example.org/?view=sequences&page=note');
});

it('what is proved, conjectured and observed is told apart', () => {
  const text = open().querySelector('#note-laws')?.textContent ?? '';
  for (const word of ['Proved', 'Conjecture', 'Observed, and not proved']) expect(text).toContain(word);
});
