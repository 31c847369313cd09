import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import { Counter, initSync } from './pkg/latin_rectangles.js';
it('measures', () => {
  initSync({ module: readFileSync(new URL('./pkg/latin_rectangles_bg.wasm', import.meta.url)) });
  const counter = new Counter(false);
  for (const arg of (process.env.SHAPES ?? '').split(' ')) {
    const [rows, least, columns, figure] = arg.split(',') as [string, string, string, string | undefined];
    const est = JSON.parse(counter.estimate('formula', +columns, +rows, +rows, +least, figure));
    for (let k = 0; k < 2; k++) {
      const t = performance.now();
      counter.start(JSON.stringify({ engine: 'formula', columns: +columns, least_columns: +least, from: +rows, to: +rows, figure: figure ?? null, schedule: null, options: {}, keep: false }));
      let n = 0;
      let p: any;
      do { counter.step(); n++; p = JSON.parse(counter.progress()); } while (p.state.kind === 'running');
      const s = (performance.now() - t) / 1000;
      const mult = Number(p.workers[0].steps);
      console.log(arg, s.toFixed(3), 's; estimate', est.seconds.toFixed(3), 's', (est.bytes / 1e6).toFixed(1), 'MB', p.state.kind, p.state.message ?? '', n, 'steps', mult, 'mult', (s / mult * 1e9).toFixed(2), 'ns');
      if (s > 3) break;
    }
  }
}, 600_000);
