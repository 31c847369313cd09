import { describe, expect, it } from 'vitest';
import { chooseEngine, type Estimates } from './engine-selection';
import { ENGINES, type EngineName, type Estimate } from './generated';

const shape = { rows: 5, columns: 11 };

function estimate(seconds: number, total = true): Estimate {
  return { shape, first_columns: 210, rectangles: 1e9, total, seconds, bytes: 1000 };
}

function estimates(by: Partial<Record<EngineName, Estimate>>): Estimates {
  const names = Object.keys(ENGINES) as EngineName[];
  const all = names.map((name) => [name, by[name] ?? 'it takes no such shape']);
  return { shape, by: Object.fromEntries(all) };
}

const chosen = (by: Partial<Record<EngineName, Estimate>>) => chooseEngine(estimates(by), 'auto').engine;

describe('the engine that is chosen automatically', () => {
  it('is enumeration or classes where either is quick', () => {
    expect(chosen({ enumerate: estimate(2), classes: estimate(0.1), formula: estimate(0.01) })).toBe(
      'enumerate',
    );
    expect(chosen({ enumerate: estimate(9), classes: estimate(2), formula: estimate(0.01) })).toBe('classes');
  });

  it('is the formula for what takes the others longer than that, if it is faster and gives K', () => {
    expect(chosen({ classes: estimate(60), formula: estimate(1) })).toBe('formula');
    expect(chosen({ classes: estimate(60), formula: estimate(61) })).toBe('classes');
    expect(chosen({ classes: estimate(60), formula: estimate(1, false) })).toBe('classes');
  });

  it('is the formula for what no other takes, for D alone too', () => {
    expect(chosen({ formula: estimate(100) })).toBe('formula');
    expect(chosen({ formula: estimate(1, false) })).toBe('formula');
  });
});
