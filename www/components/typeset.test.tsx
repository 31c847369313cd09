// @vitest-environment happy-dom
import { render } from '@testing-library/preact';
import { expect, it } from 'vitest';
import { DisplayFormula, InlineFormula, Prose } from './typeset';

const mathml = (text: string) => {
  const { container } = render(<InlineFormula text={text} />);
  return container.querySelector('math')?.innerHTML;
};

it('letters, figures and signs', () => {
  expect(mathml('2x−θ')).toBe('<mn>2</mn><mi>x</mi><mo>−</mo><mi>θ</mi>');
});

it('what stands above and below', () => {
  expect(mathml('t_B')).toBe('<msub><mi>t</mi><mi>B</mi></msub>');
  expect(mathml('e^{2x}')).toBe('<msup><mi>e</mi><mrow><mn>2</mn><mi>x</mi></mrow></msup>');
  expect(mathml('x_i^2')).toBe('<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>');
  expect(mathml('\\sum_n a')).toBe('<munder><mo>∑</mo><mi>n</mi></munder><mi>a</mi>');
});

it('brackets hold what is between them, and carry what stands above', () => {
  expect(mathml('(−1)^n')).toBe(
    '<msup><mrow><mo>(</mo><mrow><mo>−</mo><mn>1</mn></mrow><mo>)</mo></mrow><mi>n</mi></msup>',
  );
  expect(mathml('|B|')).toBe('<mrow><mo>|</mo><mrow><mi>B</mi></mrow><mo>|</mo></mrow>');
  expect(mathml('\\{i\\}')).toBe('<mrow><mo>{</mo><mrow><mi>i</mi></mrow><mo>}</mo></mrow>');
});

it('a figure may have commas', () => {
  expect(mathml('10,000')).toBe('<mn>10,000</mn>');
  expect(mathml('5,7')).toBe('<mn>5</mn><mo>,</mo><mn>7</mn>');
});

it('fractions, conjugates and words', () => {
  expect(mathml('\\frac{1}{n}')).toBe('<mfrac><mrow><mn>1</mn></mrow><mrow><mi>n</mi></mrow></mfrac>');
  expect(mathml('\\text{if } n')).toBe('<mtext>if </mtext><mi>n</mi>');
  expect(mathml('\\bar{Z}')).toContain('<mi>Z</mi>');
});

it('what cannot be read is an error', () => {
  for (const text of ['a}', '{a', '(a', '\\frac{1}', '\\unknown'])
    expect(() => render(<DisplayFormula text={text} />)).toThrow();
});

it('text with formulas and code', () => {
  const { container } = render(<Prose text="Block $B$ and `cargo test`." />);
  expect(container.textContent).toBe('Block B and cargo test.');
  expect(container.querySelectorAll('math, code')).toHaveLength(2);
});
