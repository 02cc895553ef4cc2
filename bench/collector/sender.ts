/** A process of its own that sends events: `node sender.ts '<Load as JSON>'` prints a LoadResult as JSON. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { event } from './event.ts';
import type { Load, LoadResult } from './load.ts';

const HEADERS = { 'content-type': 'application/json' };

/** Milliseconds between two looks at what is due. */
const TICK = 2;

const load: Load = JSON.parse(process.argv[2] ?? '{}');
console.log(JSON.stringify(await send(load)));

async function send({ url, rate, seconds, connections, events, noise, first }: Load): Promise<LoadResult> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const answers: Record<string, number> = {};
  const waited: number[] = [];
  let next = first;

  const body = (): string => {
    if (events === 1) return event(next++, noise);
    return `[${Array.from({ length: events }, () => event(next++, noise)).join()}]`;
  };

  async function request(due: number): Promise<void> {
    const answer = await ask();
    waited.push(performance.now() - due);
    answers[answer] = (answers[answer] ?? 0) + 1;
  }

  async function ask(): Promise<string> {
    try {
      const response = await pool.request({ path: pathname, method: 'POST', headers: HEADERS, body: body() });
      await response.body.dump();
      return String(response.statusCode);
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
  }

  const began = performance.now();
  const end = began + seconds * 1000;
  if (rate === undefined) {
    const one = async () => {
      while (performance.now() < end) await request(performance.now());
    };
    await Promise.all(Array.from({ length: connections }, one));
  } else {
    let underWay = 0;
    const ended = () => {
      underWay--;
    };
    for (let count = 0; ; ) {
      const now = performance.now();
      if (now >= end) break;
      for (; count < ((now - began) * rate) / 1000; count++) {
        underWay++;
        void request(began + (count * 1000) / rate).finally(ended);
      }
      await sleep(TICK);
    }
    while (underWay > 0) await sleep(TICK);
  }
  const took = (performance.now() - began) / 1000;
  await pool.close();
  return { answers, events: waited.length * events, seconds: took, milliseconds: percentiles(waited) };
}

function percentiles(values: number[]): LoadResult['milliseconds'] {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}
