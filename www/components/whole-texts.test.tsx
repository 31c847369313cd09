// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeAll, expect, it } from 'vitest';
import { writeTextsWhole } from './whole-texts';

beforeAll(writeTextsWhole);

const root = () => document.createElement('div');

it('texts that touch are one box, and space alone is none', () => {
  const drawn = root();
  render(
    <p>
      <b>first</b> {2} workers, {3} runs{null}. <i>last</i>
    </p>,
    drawn,
  );
  expect(drawn.textContent).toBe('first 2 workers, 3 runs. last');
  expect([...(drawn.firstElementChild?.children ?? [])].map(({ localName }) => localName)).toEqual([
    'b',
    'span',
    'i',
  ]);
});

it('a text that comes, changes and goes is what is there, and beside what it should be', () => {
  const drawn = root();
  for (const words of ['', 'one', 'two', '', 'three']) {
    const text = (
      <p>
        {words}
        {words && <b>!</b>} <i>end</i>
      </p>
    );
    render(text, drawn);
    expect(drawn.textContent).toBe(`${words}${words && '!'} end`);
  }
});

it('the text of a drawing is no markup', () => {
  const drawn = root();
  for (const words of ['a < b & c', '<b>2</b>']) {
    render(
      <svg aria-hidden="true">
        <text>{words}</text>
      </svg>,
      drawn,
    );
    expect(drawn.querySelector('text')?.textContent).toBe(words);
  }
});
