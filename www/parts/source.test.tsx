// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import type { Source } from '../engine/generated';
import { SourceList } from './source';

const reduced = { lists: 'R', value: '9,408', relation: 'K = 120 · R' };
const constant = { lists: 'AT', value: '-24', relation: 'D = -120 · AT' };

function drawn(sources: Source[]): HTMLElement {
  const root = document.createElement('div');
  render(<SourceList sources={sources} />, root);
  return root;
}

it('says of each source what it lists, and how the figure follows from that', () => {
  const root = drawn([
    { id: 'A001009', text: 'OEIS A001009', ...reduced },
    { id: 'A065711', text: 'OEIS A065711', ...constant },
    { id: 'A000315', text: 'OEIS A000315', ...reduced },
    { id: 'table', text: 'A table', lists: 'K⁺ and K⁻', value: null, relation: null },
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
