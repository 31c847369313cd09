import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { at } from './paths.mjs';

const CRATES = [
  'src/lib.rs',
  'crates/lab/src/lib.rs',
  'crates/learn/src/lib.rs',
  'crates/derive/src/lib.rs',
  'crates/cli/src/main.rs',
  'crates/web/src/lib.rs',
  'crates/python/src/lib.rs',
];

/** A file of a crate: its code without comments and tests, and the files in it that it may name. */
type Module = { file: string; path: string[]; code: string };

const USE = /(pub(?:\([^)]*\))? )?use ([^;]+);/g;

function codeOf(file: string): string {
  const code = readFileSync(file, 'utf8').replace(/\/\/.*/g, '');
  return code.replace(/#\[cfg\(test\)\]\s*(mod \w+ \{[\s\S]*|(pub(\([^)]*\))? )?(use|mod) [^;]*;)/g, '');
}

function modulesOf(file: string, folder = dirname(file), path: string[] = []): Module[] {
  const code = codeOf(file);
  const children = [...code.matchAll(/\bmod (\w+);/g)].flatMap(([, name = '']) => {
    const inside = join(folder, name);
    const child = [`${inside}.rs`, join(inside, 'mod.rs')].find(existsSync);
    return child ? modulesOf(child, inside, [...path, name]) : [];
  });
  return [{ file, path, code }, ...children];
}

/** The paths that a tree of a `use` stands for: `a::{b, c::d}` for a::b and a::c::d. */
function pathsOf(tree: string): string[][] {
  const [, head = '', inner] = tree.trim().match(/^([^{]*)(?:\{([\s\S]*)\})?$/) ?? [];
  const names = head
    .replace(/ as .*/, '')
    .split('::')
    .map((name) => name.trim())
    .filter(Boolean);
  if (inner === undefined) return [names];
  const parts = inner.split(/,(?![^{]*\})/).filter((part) => part.trim() !== '');
  return parts.flatMap(pathsOf).map((rest) => [...names, ...rest]);
}

/** What a file names, file by file; what it only hands on by `pub use` it does not need itself. */
function importsOf(modules: Module[]): Map<string, Set<string>> {
  const byPath = new Map(modules.map((module) => [module.path.join('::'), module]));
  const handedOn = new Map<string, string>();
  for (const { path, code } of modules)
    for (const [, isPublic, tree = ''] of code.matchAll(USE))
      for (const names of isPublic ? pathsOf(tree) : []) {
        const from = byPath.get([...path, names[0]].join('::'));
        if (from && names.length > 1) handedOn.set([...path, names.at(-1)].join('::'), from.file);
      }

  function fileOf(path: string[], names: string[]): string | undefined {
    let [base, rest] = [path, names];
    if (rest[0] === 'crate') [base, rest] = [[], rest.slice(1)];
    else if (rest[0] !== 'super' && !byPath.has([...path, rest[0]].join('::'))) return undefined;
    for (; rest[0] === 'super'; rest = rest.slice(1)) base = base.slice(0, -1);
    for (; byPath.has([...base, rest[0]].join('::')); rest = rest.slice(1)) base = [...base, rest[0] ?? ''];
    return handedOn.get([...base, rest[0]].join('::')) ?? byPath.get(base.join('::'))?.file;
  }

  return new Map(
    modules.map(({ file, path, code }) => {
      const body = code.replace(USE, '');
      const words = new Set(body.match(/\w+/g));
      const used = [...code.matchAll(USE)].flatMap(([, isPublic, tree = '']) =>
        pathsOf(tree).filter((names) => !isPublic || words.has(names.at(-1) ?? '')),
      );
      const inline = [...body.matchAll(/\b(?:crate|super)(?:::\w+)+|(?<![\w:])[a-z]\w*::\w+/g)];
      const named = [...used, ...inline.map(([names]) => names.split('::'))];
      const files = named.flatMap((names) => fileOf(path, names) ?? []);
      return [file, new Set(files.filter((other) => other !== file))];
    }),
  );
}

/** A circle of files, each of which names the next; none where there is none. */
function circleIn(imports: Map<string, Set<string>>): string[] {
  const done = new Set<string>();
  function from(file: string, way: string[]): string[] {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of imports.get(file) ?? []) {
      const circle = from(next, [...way, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  }
  return [...imports.keys()].map((file) => from(file, [])).find((circle) => circle.length > 0) ?? [];
}

it.each(CRATES)('no file below %s is named by one that it names', (root) => {
  const imports = importsOf(modulesOf(at(root)));
  expect([...imports.values()].reduce((sum, { size }) => sum + size, 0)).toBeGreaterThan(imports.size / 2);
  expect(circleIn(imports)).toEqual([]);
});
