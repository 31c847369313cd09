import binaryen from 'binaryen';

/** Pairs of factors, few enough for the nearest cache. */
const PAIRS = 256;
/** Pairs in one go of the loop. */
const UNROLLED = 4;

/**
 * A WebAssembly module whose `run` adds the products of the pairs of 31-bit factors in its memory, so many times over: what
 * the multiplications of a count are compared with. As base64, to be sent to a page.
 */
export function plainLoop() {
  const product = (/** @type {number} */ i) => `
    (local.set $sum (i64.add (local.get $sum) (i64.mul
      (i64.load32_u offset=${4 * i} (local.get $at))
      (i64.load32_u offset=${4 * (PAIRS + i)} (local.get $at)))))`;
  const text = `(module
    (memory (export "memory") 1)
    (func (export "run") (param $rounds i32) (result i64)
      (local $sum i64) (local $at i32)
      (loop $round
        (local.set $at (i32.const 0))
        (loop $pairs ${Array.from({ length: UNROLLED }, (_, i) => product(i)).join('')}
          (local.set $at (i32.add (local.get $at) (i32.const ${4 * UNROLLED})))
          (br_if $pairs (i32.lt_u (local.get $at) (i32.const ${4 * PAIRS}))))
        (local.set $rounds (i32.sub (local.get $rounds) (i32.const 1)))
        (br_if $round (local.get $rounds)))
      (local.get $sum)))`;
  const module = binaryen.parseText(text);
  try {
    return { pairs: PAIRS, base64: Buffer.from(module.emitBinary()).toString('base64') };
  } finally {
    module.dispose();
  }
}

/**
 * Seconds that a multiplication takes in a plain loop, at best of several tries. Runs in the browser.
 * @param {{ pairs: number, base64: string }} loop
 */
export async function measurePlainLoop({ pairs, base64 }) {
  const code = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { instance } = await WebAssembly.instantiate(code);
  const { memory, run } = /** @type {{ memory: WebAssembly.Memory, run: (rounds: number) => bigint }} */ (
    /** @type {unknown} */ (instance.exports)
  );
  const factors = new Uint32Array(memory.buffer, 0, 2 * pairs);
  factors.forEach((_, i) => {
    factors[i] = Math.imul(i, 2_654_435_761) >>> 1;
  });
  const rounds = 100_000;
  const tries = Array.from({ length: 8 }, () => {
    const start = performance.now();
    run(rounds);
    return (performance.now() - start) / 1000 / (rounds * pairs);
  });
  return Math.min(...tries);
}
