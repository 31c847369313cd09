import { chromium, firefox } from '@playwright/test';
import { createServer, preview } from 'vite';
import { find } from '../tools/browsers.mjs';
import { isolation } from '../tools/headers.mjs';
import { at } from '../tools/paths.mjs';
import { measurePlainLoop, plainLoop } from './plain-loop.mjs';

/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {import('../www/engine/client').EngineClient} EngineClient */
/** @typedef {import('../www/engine/api').Event} Event */
/** @typedef {import('../www/engine/api').Request} Request */
/** @typedef {import('./by-formula.mjs').FormulaPlace} FormulaPlace */

const configFile = at('vite.config.ts');

/** The built site; resolves to its address. */
export async function serveSite() {
  const server = await preview({ configFile });
  return String(server.resolvedUrls?.local[0]);
}

/** The page's modules one by one, and a page with nothing on it; resolves to that page's address. */
export async function serveModules() {
  const server = await createServer({
    configFile,
    logLevel: 'warn',
    cacheDir: at('target/vite-bench'),
    // Only the worker imports it, where Vite finds it too late.
    optimizeDeps: { include: ['wasm-feature-detect'] },
    // A file that changes must not disturb what is being measured.
    server: { hmr: false, watch: null },
    plugins: [
      { name: 'empty page', configureServer: ({ middlewares }) => void middlewares.use('/empty', emptyPage) },
    ],
  });
  await server.listen();
  return `${server.resolvedUrls?.local[0]}empty`;
}

/** @type {import('vite').Connect.SimpleHandleFunction} */
function emptyPage(_, response) {
  response.writeHead(200, { ...isolation, 'Content-Type': 'text/html' });
  response.end('<!doctype html><title>Benchmark</title>');
}

/** @returns {Promise<{ name: string, browser: Browser }[]>} */
export async function launch() {
  const program = (/** @type {import('../tools/browsers.mjs').Browser} */ browser) => {
    const executablePath = find(browser);
    return executablePath ? { executablePath } : {};
  };
  return [
    { name: 'Chromium', browser: await chromium.launch(program('chromium')) },
    // The channel is what lets a stock Firefox start.
    { name: 'Firefox', browser: await firefox.launch({ channel: 'moz-firefox', ...program('firefox') }) },
  ];
}

/**
 * Has the worker drop its cached lists of the last n: every sample builds its own, as the command does.
 * @type {Request}
 */
const forget = {
  type: 'unit',
  id: 0,
  shape: { rows: 2, columns: 3 },
  firstColumn: 0,
  part: 0,
  parts: 1,
  repetitions: 1,
  options: {},
};

/** Longer than the page's worker takes to start and finish its popcount races. */
const SETTLED_MS = 1000;

/**
 * The page's own worker in a browser: one with a pool of one and one with a pool of two, each in a page of its own.
 * @param {{ name: string, browser: Browser }} named
 * @param {string} url of a page beside the page's modules
 * @returns {Promise<FormulaPlace>}
 */
export async function openPlace({ name, browser }, url) {
  const open = async (/** @type {number} */ workers) => {
    const page = await browser.newPage();
    await page.goto(url);
    const engine = await page.evaluateHandle(startEngine, { client: '/engine/client.ts', workers });
    await page.waitForTimeout(SETTLED_MS);
    return engine;
  };
  const engines = [await open(1), await open(2)];
  const loopPage = await browser.newPage();
  const loop = plainLoop();

  /**
   * The response to the request.
   * @param {number} workers
   * @param {Request} request
   */
  async function call(workers, request) {
    const engine = engines[workers - 1];
    if (!engine) throw new Error(`There is no pool of ${workers} here.`);
    await engine.evaluate(answer, forget);
    return engine.evaluate(answer, request);
  }

  return {
    name,
    // Enough for the compilers of both browsers to be done with a variant.
    warmUps: 3,
    async unit(question) {
      const event = await call(1, { type: 'unit', id: 0, ...question });
      if (event.type === 'unit') return event.report;
      throw new Error(`${name}: ${JSON.stringify(event)}`);
    },
    async count({ shape, workers, schedule, options }) {
      const engine = /** @type {const} */ ('enumerate');
      const { rows, columns } = shape;
      const request = { engine, columns, from: rows, to: rows, figure: null, schedule, options, keep: false };
      const event = await call(workers, { type: 'count', id: 0, request, checkpoint: null });
      if (event.type === 'done' && event.results[0]) return event.results[0];
      throw new Error(`${name}: ${JSON.stringify(event)}`);
    },
    async formula({ rows, columns, workers }) {
      const engine = /** @type {const} */ ('formula');
      const request = {
        engine,
        columns,
        from: rows,
        to: rows,
        figure: null,
        schedule: null,
        options: {},
        keep: false,
      };
      const event = await call(workers, { type: 'count', id: 0, request, checkpoint: null });
      const [result] = event.type === 'done' ? event.results : [];
      if (!result) throw new Error(`${name}: ${JSON.stringify(event)}`);
      const plain_seconds = await loopPage.evaluate(measurePlainLoop, loop);
      const multiplications = result.per_worker.reduce((sum, { steps }) => sum + Number(steps), 0);
      return { seconds: result.elapsed_seconds, total: result.total, multiplications, plain_seconds };
    },
  };
}

/**
 * Runs in the browser.
 * @param {{ client: string, workers: number }} what
 * @returns {Promise<EngineClient>}
 */
async function startEngine({ client, workers }) {
  /** @type {EngineClient} */
  const engine = (await import(client)).startEngine({
    purpose: 'lab',
    workers,
    pool: true,
    popcount: null,
  });
  return new Promise((resolve, reject) => {
    engine.listen((event) => {
      if (event.type === 'ready') resolve(engine);
      if (event.type === 'unsupported') reject(new Error(event.message));
    });
  });
}

/**
 * Runs in the browser.
 * @param {EngineClient} engine
 * @param {Request} request
 * @returns {Promise<Event>}
 */
function answer(engine, request) {
  return new Promise((resolve) => {
    const stop = engine.listen((event) => {
      if (!['unit', 'done', 'failed', 'refused', 'unsupported'].includes(event.type)) return;
      stop();
      resolve(event);
    });
    engine.send(request);
  });
}
