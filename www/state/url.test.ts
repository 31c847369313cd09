import { describe, expect, it } from 'vitest';
import { type Address, formatAddress, parseAddress } from './url';

const plain: Address = {
  view: 'count',
  question: { scope: 'shape', rows: 5, columns: 6 },
  timed: null,
  workers: null,
  engine: 'auto',
  schedule: null,
  popcount: 'auto',
  size: 'page',
  present: false,
  shown: 'difference',
  run: false,
};

describe('an address that says something', () => {
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
    ['?r=5&n=6&schedule=static&size=projector', { schedule: 'static', size: 'projector' }],
    ['?r=5&n=6&popcount=bytes', { popcount: 'bytes' }],
    ['?r=5&n=6&popcount=auto', {}],
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
    expect(parseAddress(search, 4)).toEqual({ ...plain, ...expected, ignored: [] });
  });

  it('with no question gives the worked example, started', () => {
    expect(parseAddress('', 4)).toEqual({ ...plain, run: true, ignored: [] });
    expect(parseAddress('?size=projector', 4)).toEqual({
      ...plain,
      size: 'projector',
      run: true,
      ignored: [],
    });
  });
});

describe('garbage', () => {
  it.each<[string, string[]]>([
    ['?r=abc&n=6', ['r=abc', 'n=6']],
    ['?r=5', ['r=5']],
    ['?n=6', ['n=6']],
    ['?r=7&n=6', ['r=7', 'n=6']],
    ['?r=6&n=11', ['r=6', 'n=11']],
    ['?r=5&n=12', ['r=5', 'n=12']],
    ['?r=all&n=11', ['r=all', 'n=11']],
    ['?r=0&n=6', ['r=0', 'n=6']],
    ['?r=-1&n=6', ['r=-1', 'n=6']],
    ['?r=2.5&n=6', ['r=2.5', 'n=6']],
    ['?r=1e1&n=10', ['r=1e1', 'n=10']],
    ['?r=&n=', ['r', 'n']],
    ['?r=5&r=4&n=6', ['r=5', 'r=4', 'n=6']],
    ['?n=6-4', ['n=6-4']],
    ['?n=0-3', ['n=0-3']],
    ['?n=4-11', ['n=4-11']],
    ['?r=3&n=4-6', ['r=3', 'n=4-6']],
    ['?r=all', ['r=all']],
    ['?r=99999999999999999999999&n=6', ['r=99999999999999999999…', 'n=6']],
    ['?r=%E0%A4%A&n=%', ['r=\ufffd%A', 'n=%']],
    ['?<script>', ['<script>']],
    ['?&&==&', ['==']],
  ])('%s gives the default page and says what was ignored', (search, ignored) => {
    const parsed = parseAddress(search, 4);
    expect(parsed.question).toEqual(plain.question);
    expect(parsed.run).toBe(true);
    expect(parsed.ignored).toEqual(ignored);
  });

  it.each([
    ['workers=0'],
    ['workers=5'],
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
  ])('%s costs only itself', (part) => {
    expect(parseAddress(`?r=4&n=5&${part}`, 4)).toEqual({
      ...plain,
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
  ]) {
    const { ignored, ...address } = parseAddress(search, 4);
    expect(ignored).toEqual([]);
    expect(formatAddress(address)).toBe(search);
  }
});
