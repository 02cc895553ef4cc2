/**
 * What a quiet, warm tick of the reaper costs: calls to AWS, CPU time of this process, time on the clock.
 *
 *   npm run bench:reap-tick -- [--endpoint http://127.0.0.1:4566] [--ticks 200]
 *
 * Makes an environment of its own at the endpoint (a table, a parameter, a topic, a running instance with a fresh report),
 * and takes it away again. The endpoint (or AWS_ENDPOINT_URL, or that of the rehearsal that is kept) is an emulator's, so the
 * credentials are made up.
 */
import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { parseArgs } from 'node:util';
import { median } from '../power/median.ts';
import { openPower } from '../power/open-power.ts';
import { reap } from '../power/reap.ts';
import { keptRehearsal } from './kept-rehearsal.ts';
import { makeEnvironment } from './reap-tick-environment.ts';

/** Ticks before anything is measured: connections are open and the compiler has seen the code. */
const WARM_UP = 50;

interface Cost {
  readonly calls: number;
  readonly cpu: number;
  readonly wall: number;
}

const { values } = parseArgs({
  options: { endpoint: { type: 'string' }, ticks: { type: 'string', default: '200' } },
});
const endpoint = values.endpoint ?? process.env.AWS_ENDPOINT_URL ?? keptRehearsal().endpoint;
const ticks = Number(values.ticks);
if (!Number.isInteger(ticks) || ticks < 1) {
  console.error('Usage: node bench/reap-tick.ts --endpoint <URL of an emulator> [--ticks <count>]');
  process.exit(2);
}
process.env.AWS_REGION ??= 'eu-central-1';
process.env.AWS_ACCESS_KEY_ID ??= '000000000000';
process.env.AWS_SECRET_ACCESS_KEY ??= 'made-up';

let calls = 0;
subscribe('http.client.request.start', () => {
  calls++;
});

const place = await makeEnvironment(`bench-${randomUUID().slice(0, 8)}`, endpoint);
try {
  const power = openPower({ ...place, endpoint });
  for (let tick = 0; tick < WARM_UP; tick++) await reap(power);
  await place.report();
  const costs: Cost[] = [];
  for (let tick = 0; tick < ticks; tick++) costs.push(await costOf(() => reap(power)));
  console.log(`a quiet, warm tick (median and worst of ${ticks}):`);
  console.log(
    line(
      'calls to AWS',
      costs.map((cost) => cost.calls),
      0,
    ),
  );
  console.log(
    line(
      'CPU ms',
      costs.map((cost) => cost.cpu),
      1,
    ),
  );
  console.log(
    line(
      'wall ms',
      costs.map((cost) => cost.wall),
      1,
    ),
  );
} finally {
  await place.remove();
}

async function costOf(work: () => Promise<void>): Promise<Cost> {
  const [callsBefore, cpuBefore, wallBefore] = [calls, process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { calls: calls - callsBefore, cpu: (user + system) / 1000, wall: performance.now() - wallBefore };
}

function line(name: string, figures: number[], digits: number): string {
  const worst = Math.max(...figures);
  return `  ${name.padEnd(14)}${(median(figures) ?? Number.NaN).toFixed(digits).padStart(6)}${worst.toFixed(digits).padStart(8)}`;
}
