// @vitest-environment happy-dom
import { act, cleanup, fireEvent } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Published } from '../../model/generated';
import { SHAPES } from '../../model/table-cells';
import { type LearnPage, openLearn } from '../../testing/learn-page';
import { KnownStep } from './known';

let page: LearnPage;

beforeEach(() => {
  page = openLearn(() => <KnownStep shape={{ rows: 4, columns: 5 }} />);
});
afterEach(cleanup);

const choose = (pane: string) => fireEvent.click(page.root.querySelector(`input[value=${pane}]`) as Element);

it('says what is proved, counted and open, and lists nothing that is not proved', () => {
  const lines = [...page.root.querySelectorAll('.known-table tr')].map(({ textContent }) => textContent);
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^n = p \+ 1.*Drisko, 1997/);
  expect(lines[1]).toMatch(/^n = p − 1.*Glynn, 2010/);
  expect(lines[2]).toMatch(/^n ≤ 10/);
  expect(lines[3]).toMatch(/^n = 26.*open/);
});

it('lists what is published by numbers of rows, with sources, and what the page adds', async () => {
  choose('published');
  await page.settle();
  const call = page.engine.sent.find(({ type }) => type === 'published');
  if (call?.type !== 'published') throw new Error('nobody asked what is published');
  const source = {
    id: 'A1',
    text: 'OEIS A1',
    url: 'https://oeis.org/A1',
    lists: 'K',
    value: null,
    relation: null,
  };
  const values = SHAPES.map(({ rows, columns }): Published | null => {
    if (rows === 7 && columns === 10) return null;
    const signed = columns < 9 ? { positive: '1', negative: '0' } : null;
    return { total: '1', reduced: '1', signed, sources: [source], signed_sources: [] };
  });
  await act(async () => page.engine.emit({ type: 'published', id: call.id, values }));
  const line = (rows: number) =>
    [...page.root.querySelectorAll('.published-table tbody tr')][rows - 1]?.textContent ?? '';
  expect(line(7)).toBe('77 … 97 … 8');
  expect(line(10)).toBe('1010none');
  expect(page.text('.published-sources')).toBe('OEIS A1 r = 1 … 10');
  choose('added');
  expect(page.text('[data-result=signs-not-published]')).toContain('10 × 10');
  expect(page.text('[data-result=signs-not-published]')).not.toContain('8 × 8');
});

it('names what to read on', () => {
  choose('reading');
  expect(page.text('.known-reading')).toContain('Drisko');
});
