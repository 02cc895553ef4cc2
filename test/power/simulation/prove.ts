/**
 * Proves power management: lives through random stories of a target until the reaper has ticked that often, and tells what
 * they covered. A broken promise ends it, with the shortest story that was found and exit code 1.
 *
 *   npm run prove -- [--ticks 1000000] [--seed 1]
 *
 * The same seed gives the same stories, whatever the machine.
 */

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { Coverage } from './coverage.ts';
import { describeCoverage } from './describe-coverage.ts';
import type { Chunk, Proven } from './prove-chunk.ts';

const STORIES_PER_CHUNK = 20;
const SECONDS_BETWEEN_LINES = 10;

const { values } = parseArgs({
  options: { ticks: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
});
const ticks = Number(values.ticks);
const seed = Number(values.seed);
if (!Number.isInteger(ticks) || ticks < 1 || !Number.isInteger(seed)) {
  console.error(`--ticks ${values.ticks} --seed ${values.seed}: give whole numbers, ticks from 1 on.`);
  process.exit(2);
}

const began = performance.now();
const coverage = new Coverage();
/** Chunks that are done, in their order as far as there is no gap. */
const waiting = new Map<number, Proven>();
let [asked, taken, lasted, saidAt] = [0, 0, 0, began];

const workers = Array.from(
  { length: availableParallelism() },
  () => new Worker(new URL('./prove-worker.ts', import.meta.url)),
);
await new Promise<void>((resolve, reject) => {
  for (const worker of workers) {
    const next = () =>
      worker.postMessage({ seed, chunk: asked++, stories: STORIES_PER_CHUNK } satisfies Chunk);
    worker.on('error', reject);
    worker.on('message', (proven: Proven) => {
      waiting.set(proven.chunk, proven);
      if (takeInOrder()) resolve();
      else next();
    });
    next();
  }
});
await Promise.all(workers.map((worker) => worker.terminate()));
const seconds = (performance.now() - began) / 1000;
console.log(describeCoverage(coverage, { seed, lasted, seconds }));

/** Adds up what is done without a gap, so that the sum does not depend on who was faster. @returns whether that is all */
function takeInOrder(): boolean {
  for (let next = waiting.get(taken); next !== undefined; next = waiting.get(taken)) {
    waiting.delete(taken++);
    coverage.add(next.counts);
    lasted += next.lasted;
    if (next.broken !== undefined) {
      console.log(`\n${next.broken}\n\nSeed ${seed}, chunk ${next.chunk}.`);
      process.exitCode = 1;
      return true;
    }
    if (coverage.get('ticks') >= ticks) return true;
  }
  sayProgress();
  return false;
}

function sayProgress(): void {
  if (performance.now() - saidAt < SECONDS_BETWEEN_LINES * 1000) return;
  saidAt = performance.now();
  const done = coverage.get('ticks');
  const rate = Math.round(done / ((saidAt - began) / 1000));
  console.log(`${done} of ${ticks} ticks (${Math.floor((100 * done) / ticks)} %), ${rate} a second`);
}
