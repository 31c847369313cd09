import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { CHECKPOINT_FORMAT } from '../model/generated';
import { checkpointReader } from './checkpoint';
import * as counting from './pkg/latin_rectangles.js';

const read = checkpointReader(counting);

const bytes = (text: string) => new TextEncoder().encode(text);

const written = (name: string) =>
  readFileSync(new URL(`../../src/count/checkpoint/written/${name}`, import.meta.url), 'utf8');

/** The same JSON with other white space, and its keys the other way round. */
function otherwise(text: string): string {
  const entries = Object.entries(JSON.parse(text)).reverse();
  return JSON.stringify(Object.fromEntries(entries), null, 2);
}

beforeAll(() => {
  counting.initSync({ module: readFileSync(new URL('./pkg/latin_rectangles_bg.wasm', import.meta.url)) });
});

it('the engine of a checkpoint is found however it is written', () => {
  const classes = written('classes-0.1.0.json');
  const columns = written('enumerate-0.1.0.json');
  const engines = (texts: string[]) => texts.map((text) => read(bytes(text)).report.engine);
  expect(engines([classes, otherwise(classes)])).toEqual(['classes', 'classes']);
  expect(engines([columns, otherwise(columns)])).toEqual(['enumerate', 'enumerate']);
});

it.each(['', '{"engine":"classes"', '["classes"]', 'null', '7'])('%j is no checkpoint', (text) => {
  expect(() => read(bytes(text))).toThrow('this is not a checkpoint');
});

it('checkpoints of two engines do not go together', () => {
  const texts = [written('classes-0.1.0.json'), written('enumerate-0.1.0.json')] as const;
  expect(() => read(bytes(texts[0]), bytes(texts[1]))).toThrow('of the engine classes, not enumerate');
});

it('bytes that are no text are no checkpoint', () => {
  expect(() => read(Uint8Array.of(0xff, 0xfe, 0x7b))).toThrow('this is not a checkpoint');
});

it('is written in the format that the page names', () => {
  const { bytes: file } = read(bytes(written('classes-0.1.0.json')));
  expect(JSON.parse(new TextDecoder().decode(file)).format).toBe(CHECKPOINT_FORMAT);
});
