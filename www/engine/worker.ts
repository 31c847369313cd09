import init, { initThreadPool, onesBelow, poolSize } from './pkg/latin_rectangles.js';

export type Answer = { sum: bigint; workers: number };

await init();
await initThreadPool(2);
const answer: Answer = { sum: onesBelow(1n << 22n), workers: poolSize() };
postMessage(answer);
