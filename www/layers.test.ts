import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** Folders, the lowest first: a file imports from its own and from those before it. */
const LAYERS = [
  'styles',
  'model',
  'format',
  'storage',
  'engine',
  'store',
  'components',
  'views',
  'views/count',
  'views/lab',
  'views/learn',
  'views/results',
  'views/table',
  'views/sequences',
  'views/shell',
  '.',
];

/** Folders outside the layers: generated, replacing other files, or in a worker of their own. */
const BESIDE = ['engine/pkg', 'single-file', 'service-worker'];

const root = dirname(fileURLToPath(import.meta.url));
const folderOf = (file: string) => posix.dirname(file);

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => relative(root, join(root, file)).replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .filter((file) => !['testing', ...BESIDE].some((folder) => file.startsWith(`${folder}/`)));

/** The folders that a file imports from, statically, dynamically or for types. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']+)'/g);
  return [...found].map(([, path = '']) => folderOf(posix.join(folderOf(file), path)));
}

it('no file imports from a folder above its own', () => {
  const empty = LAYERS.filter((folder) => !files.some((file) => folderOf(file) === folder));
  expect(empty).toEqual(['styles']);
  const layer = (folder: string) => LAYERS.indexOf(folder);
  const upwards = files.flatMap((file) =>
    importsOf(file)
      .filter((folder) => !BESIDE.includes(folder))
      .filter((folder) => layer(folder) < 0 || layer(folder) > layer(folderOf(file)))
      .map((folder) => `${file} imports from ${folder}`),
  );
  expect(upwards).toEqual([]);
});
