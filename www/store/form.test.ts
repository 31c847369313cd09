import { describe, expect, it } from 'vitest';
import { checkForm, createForm, stepped, type Texts } from './form';

const texts = (changed: Partial<Texts>): Texts => ({
  rows: '5',
  columns: '6',
  from: '4',
  to: '6',
  ...changed,
});

describe('rows and columns', () => {
  it.each([
    ['5', '6'],
    ['1', '1'],
    ['10', '10'],
    ['5', '11'],
    ['3', '20'],
    ['2', '20'],
    ['4', '10000'],
    ['6', '3000'],
    [' 5 ', '06'],
  ])('%s × %s is a shape', (rows, columns) => {
    expect(checkForm('shape', texts({ rows, columns }))).toEqual({
      question: { scope: 'shape', rows: Number(rows), columns: Number(columns) },
      errors: {},
    });
  });

  it('digits of any script are digits', () => {
    expect(checkForm('shape', texts({ rows: '٣', columns: '６' })).question).toEqual({
      scope: 'shape',
      rows: 3,
      columns: 6,
    });
    expect(checkForm('range', texts({ from: '४', to: '𝟲' })).question).toEqual({
      scope: 'range',
      from: 4,
      to: 6,
    });
  });

  it.each(['', ' ', 'five', '0', '-3', '2.5', '1e1', '99999999999999999999', '²', '+5'])(
    'rows %j: the field shows what is allowed',
    (rows) => {
      const { question, errors } = checkForm('shape', texts({ rows }));
      expect(question).toBeNull();
      expect(errors).toEqual({ rows: 'Enter a whole number from 1 to 6.' });
    },
  );

  it.each(['', 'six', '0', '-6', '6.5', '11', '99999999999999999999'])('columns %j', (columns) => {
    const { question, errors } = checkForm('shape', texts({ rows: '7', columns }));
    expect(question).toBeNull();
    expect(errors).toEqual({ columns: 'Enter a whole number from 1 to 10.' });
  });

  it.each([
    ['7', '11', '10'],
    ['6', '3001', '3,000'],
    ['5', '4001', '4,000'],
    ['3', '10001', '10,000'],
    ['1', '1001', '1,000'],
  ])('%s rows of %s columns: fewer rows may have more columns', (rows, columns, most) => {
    const { question, errors } = checkForm('shape', texts({ rows, columns }));
    expect(question).toBeNull();
    expect(errors).toEqual({ columns: `Enter a whole number from 1 to ${most}.` });
  });

  it('more columns go with fewer rows', () => {
    expect(checkForm('shape', texts({ rows: 'x', columns: '11' })).errors).toEqual({
      rows: 'Enter a whole number from 1 to 6.',
    });
    expect(checkForm('all', texts({ rows: '2', columns: '11' })).errors).toEqual({
      columns: 'Enter a whole number from 1 to 10.',
    });
  });

  it('more rows than columns', () => {
    expect(checkForm('shape', texts({ rows: '7' })).errors).toEqual({
      rows: 'At most 6: there cannot be more rows than columns.',
    });
    expect(checkForm('shape', texts({ rows: 'x', columns: '1' })).errors).toEqual({
      rows: 'Only 1 row fits 1 column.',
    });
  });
});

describe('several shapes', () => {
  it('all r for one n ignores the rows', () => {
    expect(checkForm('all', texts({ rows: 'x' }))).toEqual({
      question: { scope: 'all', columns: 6 },
      errors: {},
    });
  });

  it.each<[string, string, Partial<Texts>]>([
    ['6', '4', { to: 'Enter a whole number from 6 to 10.' }],
    ['0', '4', { from: 'Enter a whole number from 1 to 10.' }],
    ['', '', { from: 'Enter a whole number from 1 to 10.', to: 'Enter a whole number from 1 to 10.' }],
    ['4', '11', { to: 'Enter a whole number from 4 to 10.' }],
  ])('n from %j to %j', (from, to, errors) => {
    expect(checkForm('range', texts({ from, to }))).toEqual({ question: null, errors });
  });

  it('from one n to another', () => {
    expect(checkForm('range', texts({ from: '4', to: '4' })).question).toEqual({
      scope: 'range',
      from: 4,
      to: 4,
    });
  });
});

it('steps stay within what is allowed', () => {
  expect(stepped('5', 1, 6)).toBe('6');
  expect(stepped('6', 1, 6)).toBe('6');
  expect(stepped('1', -1, 6)).toBe('1');
  expect(stepped('x', 1, 6)).toBe('1');
  expect(stepped('99', -1, 6)).toBe('6');
});

it('a form answers from its fields', () => {
  const form = createForm({
    question: { scope: 'all', columns: 4 },
    workers: 2,
    engine: 'auto',
    schedule: null,
    popcount: 'auto',
  });
  expect(form.texts.value.rows).toBe('4');
  form.scope.value = 'shape';
  expect(form.checked.value.question).toEqual({ scope: 'shape', rows: 4, columns: 4 });
});

it('first columns are counted of as many columns as of any number of rows', () => {
  const form = createForm({
    question: { scope: 'shape', rows: 3, columns: 10 },
    workers: 2,
    engine: 'auto',
    schedule: null,
    popcount: 'auto',
  });
  const { question } = form.checked.value;
  form.engine.value = 'enumerate';
  expect(form.checked.value.question).toBe(question);
  form.texts.value = { ...form.texts.value, columns: '11' };
  expect(form.checked.value).toEqual({
    question: null,
    errors: { columns: 'Enter a whole number from 1 to 10.' },
  });
  form.engine.value = 'classes';
  expect(form.checked.value.question).toEqual({ scope: 'shape', rows: 3, columns: 11 });
});
