import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { at } from './paths.mjs';

it.each(['cli', 'learn'])('every file of the tests of %s is part of their program', (crate) => {
  const folder = at('crates', crate, 'tests/all');
  const main = readFileSync(join(folder, 'main.rs'), 'utf8');
  const named = [...main.matchAll(/^mod (\w+);$/gm)].map(([, name]) => `${name}.rs`);
  expect(readdirSync(folder).toSorted()).toEqual([...named, 'main.rs'].toSorted());
});
