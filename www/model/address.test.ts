import { describe, expect, it } from 'vitest';
import { refusedReason } from '../format/refused-address';
import { createForm } from '../store/form';
import { type Address, formatAddress, type Parsed, parseAddress } from './address';
import { NO_CHOICES } from './learn';

const usual: Address = {
  view: 'count',
  question: { scope: 'shape', rows: 5, columns: 6 },
  timed: null,
  workers: null,
  engine: 'auto',
  figure: null,
  schedule: null,
  popcount: 'auto',
  size: 'page',
  present: false,
  shown: 'difference',
  learn: { step: 1, page: null, shape: { rows: 4, columns: 5 }, larger: null, choices: NO_CHOICES },
  sequence: { of: { rows: 4, from: null, to: null }, figure: 'difference', ratio: false, page: null },
  run: false,
};

describe('an address with parameters', () => {
  it.each<[string, Partial<Address>]>([
    ['?r=5&n=6', {}],
    ['?r=5&n=6&run', { run: true }],
    ['?r=5&n=6&run=1', { run: true }],
    [
      '?r=4&n=8&workers=2&engine=enumerate',
      { question: { scope: 'shape', rows: 4, columns: 8 }, workers: 2, engine: 'enumerate' },
    ],
    ['?r=5&n=6&engine=classes', { engine: 'classes' }],
    ['?r=5&n=6&engine=auto', {}],
    ['?r=all&n=6', { question: { scope: 'all', columns: 6 } }],
    ['?n=4-6', { question: { scope: 'range', from: 4, to: 6 } }],
    ['?n=5-5', { question: { scope: 'range', from: 5, to: 5 } }],
    ['?r=10&n=10', { question: { scope: 'shape', rows: 10, columns: 10 } }],
    ['?r=5&n=11', { question: { scope: 'shape', rows: 5, columns: 11 } }],
    ['?r=3&n=20', { question: { scope: 'shape', rows: 3, columns: 20 } }],
    ['?r=2&n=10000', { question: { scope: 'shape', rows: 2, columns: 10_000 } }],
    ['?r=6&n=3000&figure=D', { question: { scope: 'shape', rows: 6, columns: 3000 }, figure: 'D' }],
    ['?r=4&n=200&figure=K+', { question: { scope: 'shape', rows: 4, columns: 200 }, figure: 'K+' }],
    ['?r=5&n=6&schedule=static&size=projector', { schedule: 'static', size: 'projector' }],
    ['?r=5&n=6&popcount=bytes', { popcount: 'bytes' }],
    ['?r=5&n=6&popcount=auto', {}],
    ['?r=٥&n=６', {}],
    ['?n=४-६', { question: { scope: 'range', from: 4, to: 6 } }],
    ['?view=count&r=5&n=6', {}],
    ['?view=lab', { view: 'lab' }],
    ['?view=results', { view: 'results' }],
    ['?view=results&present', { view: 'results', present: true }],
    ['?view=table&show=K', { view: 'table', shown: 'total' }],
    ['?view=table&show=K%2B', { view: 'table', shown: 'positive' }],
    ['?view=table&show=K+', { view: 'table', shown: 'positive' }],
    [
      '?view=lab&r=4&n=7&timed=5x8&workers=2',
      {
        view: 'lab',
        question: { scope: 'shape', rows: 4, columns: 7 },
        timed: { rows: 5, columns: 8 },
        workers: 2,
      },
    ],
  ])('%s', (search, expected) => {
    expect(parseAddress(search, 4)).toEqual({ ...usual, ...expected, ignored: [] });
  });

  it('with no question gives the worked example, started', () => {
    expect(parseAddress('', 4)).toEqual({ ...usual, run: true, ignored: [] });
    expect(parseAddress('?size=projector', 4)).toEqual({
      ...usual,
      size: 'projector',
      run: true,
      ignored: [],
    });
  });
});

const reasonOf = ({ refused }: Parsed) => refused && refusedReason(refused.requested);

describe('a shape that cannot be counted', () => {
  it.each<[string, string]>([
    ['?r=7&n=6', '7 × 6 cannot be counted: no symbol may stand twice in a column'],
    ['?r=0&n=6', '0 × 6 cannot be counted: rows and columns are counted from 1.'],
    ['?r=7&n=11', 'with 11 columns at most 6 rows, with 7 rows at most 10 columns.'],
    ['?r=6&n=3001', 'with 3001 columns at most 5 rows, with 6 rows at most 3,000 columns.'],
    ['?r=5&n=4001', 'with 4001 columns at most 4 rows, with 5 rows at most 4,000 columns.'],
    ['?r=11&n=11', 'with 11 columns at most 6 rows.'],
    ['?r=2000&n=2000', 'with 2000 columns at most 6 rows.'],
    [
      '?r=2&n=10001',
      '2 × 10001 is more than this page or the command can count: with 2 rows at most 10,000 columns.',
    ],
    [
      '?r=4&n=201&figure=K',
      'K of 4 × 201 cannot be counted: with 4 rows up to 200 columns; D can, up to 10,000.',
    ],
    ['?r=7&n=9&engine=formula', '7 × 9 cannot be counted by formula, which has from 2 to 6 rows.'],
    [
      '?r=4&n=30&engine=classes',
      '4 × 30 cannot be counted by classes, which goes up to 11 columns with 4 rows',
    ],
    ['?r=3&n=20&engine=enumerate', '3 × 20 cannot be counted by enumeration'],
    ['?r=3&n=20&view=table', '3 × 20 is not in the table'],
    ['?r=3&n=20&view=lab', '3 × 20 is not for the lab'],
    ['?r=all&n=11', 'every number of rows only up to 10 columns, and with 11 columns at most 6 rows.'],
    ['?r=all&n=0', 'rows and columns are counted from 1.'],
    ['?n=6-4', 'n from 6 to 4 is empty'],
    ['?n=0-3', 'rows and columns are counted from 1.'],
    ['?n=4-11', 'n from 4 to 11 is more than can be counted'],
    ['?r=99999999999999999999999&n=6', '99999999999999999999… × 6 cannot be counted'],
    ['?r=٧&n=٦', '7 × 6 cannot be counted'],
  ])('%s says why, and counts nothing else', (search, reason) => {
    for (const address of [search, `${search}&run`]) {
      const parsed = parseAddress(address, 4);
      expect(reasonOf(parsed)).toContain(reason);
      expect(parsed.run).toBe(false);
      expect(parsed.ignored).toEqual([]);
    }
  });

  it.each<[string, string[]]>([
    ['?r=abc&n=6', ['r=abc', 'n=6']],
    ['?r=5', ['r=5']],
    ['?n=6', ['n=6']],
    ['?r=-1&n=6', ['r=-1', 'n=6']],
    ['?r=2.5&n=6', ['r=2.5', 'n=6']],
    ['?r=1e1&n=10', ['r=1e1', 'n=10']],
    ['?r=&n=', ['r', 'n']],
    ['?r=5&r=4&n=6', ['r=5', 'r=4', 'n=6']],
    ['?r=3&n=4-6', ['r=3', 'n=4-6']],
    ['?r=all', ['r=all']],
    ['?r=%E0%A4%A&n=%', ['r=\ufffd%A', 'n=%']],
  ])('%s is not understood, and nothing else is counted', (search, ignored) => {
    const parsed = parseAddress(search, 4);
    expect(reasonOf(parsed)).toContain('Nothing is counted');
    expect(parsed.run).toBe(false);
    expect(parsed.ignored).toEqual(ignored);
  });

  it('is in the form as written', () => {
    const textsOf = (search: string) => createForm(parseAddress(search, 4)).texts.value;
    expect(textsOf('?r=7&n=11')).toMatchObject({ rows: '7', columns: '11' });
    expect(textsOf('?n=4-11')).toMatchObject({ from: '4', to: '11' });
    expect(createForm(parseAddress('?r=all&n=11', 4)).scope.value).toBe('all');
    expect(createForm(parseAddress('?r=7&n=11', 4)).checked.value.question).toBeNull();
  });
});

describe('what asks for no shape', () => {
  it.each<[string, string[]]>([
    ['?<script>', ['<script>']],
    ['?&&==&', ['==']],
  ])('%s gives the default page and says what was ignored', (search, ignored) => {
    const parsed = parseAddress(search, 4);
    expect(parsed.question).toEqual(usual.question);
    expect(parsed.run).toBe(true);
    expect(parsed.ignored).toEqual(ignored);
  });

  it('added by others is no misunderstanding', () => {
    const added = 'utm_source=mail&utm_Campaign=x&fbclid=1&gclid=2&msclkid=3&mc_cid=4&_ga=5&igshid=6&yclid=7';
    expect(parseAddress(`?r=5&n=6&${added}`, 4)).toEqual({ ...usual, ignored: [] });
    expect(parseAddress(`?${added}`, 4)).toEqual({ ...usual, run: true, ignored: [] });
  });

  it.each([
    ['workers=5', 5],
    ['workers=64', 64],
    ['workers=1000', 1000],
  ])('%s is understood, and cut to what there is', (part, moreWorkers) => {
    const question = { scope: 'shape', rows: 4, columns: 5 };
    expect(parseAddress(`?r=4&n=5&${part}`, 4)).toEqual({
      ...usual,
      question,
      workers: 4,
      moreWorkers,
      ignored: [],
    });
    expect(parseAddress(`?r=4&n=5&${part}`, 200).workers).toBe(Math.min(moreWorkers, 64));
  });

  it.each([
    ['workers=0'],
    ['workers=two'],
    ['schedule=random'],
    ['popcount=fast'],
    ['size=huge'],
    ['engine=magic'],
    ['colour=red'],
    ['view=cellar'],
    ['view='],
    ['present'],
    ['show=K'],
    ['timed=5'],
    ['timed=8x7'],
    ['timed=5x11'],
    ['timed=0x7'],
    ['timed=5X7'],
    ['step=2'],
    ['cells=12'],
    ['free'],
  ])('%s costs only itself', (part) => {
    expect(parseAddress(`?r=4&n=5&${part}`, 4)).toEqual({
      ...usual,
      question: { scope: 'shape', rows: 4, columns: 5 },
      ignored: [part.replace(/=$/, '')],
    });
  });
});

it('comes back as it was written', () => {
  for (const search of [
    '?r=5&n=6',
    '?r=all&n=6&workers=2',
    '?n=4-6&schedule=split&size=projector',
    '?r=3&n=9&workers=1&run',
    '?r=4&n=7&schedule=static&popcount=vertical&run',
    '?view=lab&r=5&n=6',
    '?view=results&r=5&n=6',
    '?view=results&r=all&n=7&workers=2&present',
    '?view=table&r=5&n=7&show=K%2B',
    '?view=table&r=5&n=7',
    '?view=lab&r=5&n=6&timed=5x7&workers=2&size=projector',
    '?view=learn&step=1&r=4&n=5',
    '?view=learn&step=1&r=2&n=3&cells=...-3.2',
    '?view=learn&step=1&r=2&n=3&cells=321-...&free',
    '?view=learn&step=2&r=2&n=3&cells=123-231',
    '?view=learn&step=3&r=3&n=5&column=2&to=6',
    '?view=learn&step=4&r=3&n=6&value=6',
    '?view=learn&step=8&r=7&n=7&size=projector',
    '?view=learn&page=glossary&step=3&r=4&n=5',
    '?view=learn&page=notes&step=1&r=1&n=1&workers=2',
  ]) {
    const { ignored, ...address } = parseAddress(search, 4);
    expect(ignored).toEqual([]);
    expect(formatAddress(address)).toBe(search);
  }
});
