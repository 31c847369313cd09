// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import type { Source } from '../model/generated';
import { SourceList } from './source';

const reduced = { lists: 'R', value: '9,408', relation: 'K = 120 · R' };
const constant = { lists: 'AT', value: '-24', relation: 'D = -120 · AT' };

const oeis = (id: string) => ({ id, text: `OEIS ${id}`, url: `https://oeis.org/${id}` });

function drawn(sources: Source[]): HTMLElement {
  const root = document.createElement('div');
  render(<SourceList sources={sources} />, root);
  return root;
}

it('says of each source what it lists, and how the figure follows from that', () => {
  const root = drawn([
    { ...oeis('A001009'), ...reduced },
    { ...oeis('A065711'), ...constant },
    { ...oeis('A000315'), ...reduced },
    { id: 'table', text: 'A table', url: null, lists: 'K⁺ and K⁻', value: null, relation: null },
  ]);
  expect(root.textContent).toBe(
    'OEIS A001009, OEIS A000315 (list R = 9,408; K = 120 · R), ' +
      'OEIS A065711 (lists AT = −24; D = −120 · AT), A table (lists K+ and K−)',
  );
  expect([...root.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    'https://oeis.org/A001009',
    'https://oeis.org/A000315',
    'https://oeis.org/A065711',
  ]);
  expect([...root.querySelectorAll('sup')].map((sign) => sign.textContent)).toEqual(['+', '−']);
});

it('sets the figures of a citation, and none of its words', () => {
  const text = 'K⁺(n−1,n) = K⁺(n,n) by Doyle, Latin Rectangles';
  const root = drawn([
    { id: 'x', text, url: 'https://example.org/x', lists: 'K', value: null, relation: null },
  ]);
  const link = root.querySelector('a');
  expect(link?.textContent).toBe('K+(n−1,n) = K+(n,n) by Doyle, Latin Rectangles');
  expect([...(link?.querySelectorAll('i') ?? [])].map((letter) => letter.textContent)).toEqual(['K', 'K']);
});
