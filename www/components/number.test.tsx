// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import { translate } from '../testing/translator';
import { Hero, Num } from './number';

function drawn(content: preact.ComponentChild): HTMLElement {
  const root = document.createElement('div');
  render(content, root);
  return root;
}

it('a final number carries its exact digits', () => {
  const number = drawn(<Num value="1128960" figure={{ result: 'total', final: true }} />).firstElementChild;
  expect(number?.textContent).toBe('1,128,960');
  expect(number?.getAttribute('data-result')).toBe('total');
  expect(number?.getAttribute('data-value')).toBe('1128960');
});

it('a number is heard as one word and left alone by translators, and nothing of an earlier one stays in it', () => {
  const root = drawn(<Num value="1128960" />);
  const heard = () => root.querySelector<HTMLElement>('.num')?.dataset.heard;
  expect(heard()).toBe('1,128,960');
  expect([...root.querySelectorAll('.num > :not([aria-hidden=true])')]).toEqual([]);
  expect(root.querySelector('.num')?.getAttribute('translate')).toBe('no');
  translate(root);
  render(<Num value="-276480" />, root);
  expect(heard()).toBe('−276,480');
  expect(root.textContent).toBe('−276,480');
});

it('a growing number has no final value', () => {
  const number = drawn(
    <Num value={8488477310976n} figure={{ result: 'total', final: false }} />,
  ).firstElementChild;
  expect(number?.hasAttribute('data-value')).toBe(false);
  expect(number?.getAttribute('data-so-far')).toBe('8488477310976');
});

it.each([
  ['23040', '+23,040'],
  ['-276480', '−276,480'],
  ['0', '0'],
])('%s is marked', (value, text) => {
  const number = drawn(
    <Num value={value} mark figure={{ result: 'difference', final: true }} />,
  ).firstElementChild;
  expect(number?.textContent).toBe(text);
  expect(number?.getAttribute('data-value')).toBe(value);
});

it('a long number breaks only after its commas', () => {
  const root = drawn(<Hero value="2750892211809148994633229926400" digits={31} final />);
  expect(root.textContent).toBe('2,750,892,211,809,148,994,633,229,926,400');
  expect(root.querySelectorAll('wbr')).toHaveLength(10);
  expect(root.querySelector<HTMLElement>('.hero')?.style.getPropertyValue('--em')).toBe('17.035');
});

it('a very long number is a power of ten with its digits in full below, and exact as data', () => {
  const value = `-${'123'.repeat(500)}`;
  const root = drawn(<Hero value={value} digits={value.length} final figure="difference" />);
  const number = root.querySelector<HTMLElement>('.num.power');
  expect(number?.textContent).toBe('≈ −1.231 · 101499 1,500 digits');
  expect(number?.dataset.value).toBe(value);
  expect(number?.dataset.heard).toBe('about −1.231 times 10 to the power of 1,499, 1,500 digits');
  const digits = root.querySelector<HTMLElement>('.digits');
  expect(digits?.textContent?.replaceAll(',', '').replace('−', '-')).toBe(value);
  expect(digits?.querySelectorAll('wbr')).toHaveLength(499);
  expect(digits?.tabIndex).toBe(0);
});

it('a hero without a number keeps its room, and full ink is for final numbers', () => {
  expect(drawn(<Hero value={null} digits={7} final={false} />).querySelector('.hero')?.className).toBe(
    'hero so-far',
  );
});
