import { describe, expect, it } from 'vitest';
import { choose, type Python, requirements } from './python-choice.mjs';

const python = (version: string): Python => ({
  program: `/usr/bin/python${version}`,
  version,
  minor: Number(version.split('.')[1]),
  venv: true,
});
const whole = { quick: false };

describe('several Pythons', () => {
  const found = ['3.11.2', '3.8.18', '3.9.18', '3.13.0', '3.12.1'].map(python);

  it('all tests run on the newest, some on that of the path and on 3.9', () => {
    expect(choose(found, whole)).toEqual({ all: found[3], some: [found[0], found[2]] });
  });

  it('quick tests run on that of the path', () => {
    expect(choose(found, { quick: true })).toEqual({ all: found[0], some: [] });
  });

  it('one for which there are no packages yet is left out', () => {
    const next = python('3.15.0');
    expect(choose([next, ...found], whole)).toEqual({ all: found[3], some: [found[0], found[2]] });
    expect(choose([next], whole)).toHaveProperty('error');
  });
});

it('one Python runs all tests', () => {
  for (const version of ['3.9.18', '3.11.2', '3.14.0']) {
    expect(choose([python(version)], whole)).toEqual({ all: python(version), some: [] });
  }
});

it('says what to install where none is new enough', () => {
  const error = 'Please install Python 3.9 to 3.14.';
  expect(choose([], whole)).toEqual({ error });
  expect(choose([python('3.8.18')], whole)).toEqual({ error });
});

it('older Pythons get the last packages that there are for them', () => {
  expect(requirements(python('3.10.13'))).toBe('crates/python/tests/requirements-3.9.txt');
  expect(requirements(python('3.11.2'))).toBe('crates/python/tests/requirements.txt');
});
