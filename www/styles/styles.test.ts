import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const www = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(www, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.startsWith('engine/pkg/'));
const read = (path: string) => readFileSync(www + path, 'utf8');

const withoutComments = (css: string) => css.replace(/\/\*.*?\*\//gs, '');
const sheets = new Map(
  files.filter((path) => path.endsWith('.css')).map((path) => [path, withoutComments(read(path))]),
);
const tokens = sheets.get('styles/tokens.css') ?? '';

/** What stands before each block: selectors, and the conditions of media. */
const preludes = (css: string) => [...css.matchAll(/([^{};]+)\{/g)].map(([, prelude = '']) => prelude.trim());
const classesOf = (css: string) =>
  new Set(
    preludes(css)
      .filter((prelude) => !prelude.startsWith('@'))
      .flatMap((selector) => [...selector.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name)),
  );

/** Every word in a script, also those that are put together: `worker-${n}` gives worker-. */
const words = new Set(
  files
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .flatMap((path) => read(path).match(/[\w-]+/g) ?? []),
);

it('finds the sheets', () => {
  expect(sheets.size).toBeGreaterThan(30);
  expect(classesOf(sheets.get('components/button.css') ?? '')).toContain('button');
});

it.each([...sheets])('%s has whole words for classes, all of which something wears', (_, css) => {
  for (const name of classesOf(css)) {
    expect(name.length, name).toBeGreaterThan(1);
    const known = words.has(name) || words.has(name.replace(/[^-]+$/, ''));
    expect(known, `.${name} is on no element`).toBe(true);
  }
});

it('every token is used', () => {
  const all = [...sheets.values()].join('\n');
  const scripts = files.filter((path) => /\.tsx?$/.test(path)).map(read);
  const names = [...tokens.matchAll(/^\s*(--[\w-]+):/gm)].map(([, name = '']) => name);
  const idle = names.filter(
    (name) => !all.includes(`var(${name}`) && !scripts.some((text) => text.includes(name)),
  );
  expect(idle.filter((name) => !name.startsWith('--window-'))).toEqual([]);
});

it('windows are parted at the widths that the tokens name', () => {
  const widths = [...tokens.matchAll(/--window-\w+: ([\d.]+)rem/g)].map(([, width]) => Number(width));
  expect(widths.length).toBeGreaterThan(2);
  for (const [path, css] of sheets)
    for (const prelude of preludes(css))
      for (const [, kind, width] of prelude.matchAll(/\((min|max)-width: ([\d.]+)rem\)/g)) {
        // A window is either at most as wide, or wider by a little.
        const named = widths.some(
          (one) => Number(width) === one || (kind === 'min' && Math.abs(Number(width) - one - 0.01) < 1e-9),
        );
        if (!prelude.startsWith('@container')) expect(named, `${path}: ${width}rem`).toBe(true);
      }
});

it('colours stand in the tokens only', () => {
  for (const [path, css] of sheets)
    if (path !== 'styles/tokens.css')
      expect(css.match(/#[0-9a-f]{3,8}\b|\brgba?\(/gi) ?? [], path).toEqual([]);
});

/** The class with which each selector begins: what the rule is about, or where it applies. */
const scopesOf = (css: string) =>
  preludes(css)
    .filter((prelude) => !prelude.startsWith('@'))
    .flatMap((prelude) => prelude.split(/,(?![^(]*\))/))
    .flatMap((selector) => selector.match(/\.([a-z][\w-]*)/i)?.[1] ?? []);

it('the sheet of a view styles nothing of a component or of another view', () => {
  const owner = (path: string) => path.match(/^views\/(\w+)\//)?.[1] ?? 'shared';
  const owners = new Map<string, Set<string>>();
  for (const [path, css] of sheets)
    if (path !== 'styles/print.css' && !path.endsWith('/print.css'))
      for (const name of scopesOf(css)) owners.set(name, (owners.get(name) ?? new Set()).add(owner(path)));
  const twice = [...owners].filter(([, views]) => views.size > 1).map(([name, views]) => [name, ...views]);
  expect(twice).toEqual([]);
});

it('every sheet is imported by a script', () => {
  const imported = files
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) =>
      [...read(path).matchAll(/import '(\.[^']+\.css)'/g)].map(([, sheet = '']) =>
        join(dirname(path), sheet),
      ),
    );
  expect([...sheets.keys()].filter((path) => !imported.includes(path))).toEqual([]);
});
