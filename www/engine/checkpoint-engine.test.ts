import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isByClasses } from './checkpoint-engine';

const written = (name: string) =>
  readFileSync(new URL(`../../src/count/checkpoint/written/${name}`, import.meta.url), 'utf8');

/** The same JSON with other white space, and its keys the other way round. */
function otherwise(text: string): string {
  const entries = Object.entries(JSON.parse(text)).reverse();
  return JSON.stringify(Object.fromEntries(entries), null, 2);
}

it('the engine of a checkpoint is found however it is written', () => {
  const classes = written('classes-0.1.0.json');
  const columns = written('enumerate-0.1.0.json');
  expect([classes, otherwise(classes)].map(isByClasses)).toEqual([true, true]);
  expect([columns, otherwise(columns)].map(isByClasses)).toEqual([false, false]);
  expect(['', '{"engine":"classes"', '["classes"]', 'null', '7'].map(isByClasses)).not.toContain(true);
});
