import { expect, it } from 'vitest';
import { firstLoad } from './first-load.mjs';

it('follows what is named from file to file, but not what is fetched later', () => {
  const later = 'm.f=["./lab-1.js","./lab-1.css"]';
  const texts = new Map([
    ['index.html', '<script src="./assets/index-1.js"></script>'],
    [
      'assets/index-1.js',
      `__vite__mapDeps;${later};import("./lab-1.js");new Worker("./worker-1.js");"./sw.js"`,
    ],
    [
      'assets/worker-1.js',
      '"./workerHelpers-1.js";import("./measuring-1.js");new Worker("./message-worker-1.js")',
    ],
    ['assets/message-worker-1.js', ''],
    ['assets/workerHelpers-1.js', 'import * as pkg from "./counting-1.js"'],
    ['assets/counting-1.js', ''],
    ['assets/measuring-1.js', ''],
    ['assets/lab-1.js', 'import "./index-1.js"'],
    ['assets/lab-1.css', ''],
    ['assets/unused-1.woff2', ''],
    ['sw.js', '["assets/lab-1.js","assets/unused-1.woff2"]'],
  ]);
  expect(firstLoad(texts)).toEqual([
    'index.html',
    'assets/index-1.js',
    'assets/worker-1.js',
    'sw.js',
    'assets/workerHelpers-1.js',
    'assets/counting-1.js',
  ]);
});
