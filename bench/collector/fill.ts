import { measure } from './measure.ts';

/** Events in one request, and characters in each that pack badly: it is to take a minute, not an hour. */
const EVENTS = 100;
const NOISE = 600;

const CONNECTIONS = 8;
const SECONDS = 10;
/** Runs until a buffer that is never full is called a fault. */
const RUNS = 60;

/**
 * Sends to a collector whose Kafka sleeps, as fast as it answers, until it answers that it is full.
 *
 * @returns how many events were acknowledged
 * @throws Error when it answers anything but 201 and 503, or takes more than any buffer holds
 */
export async function fill(url: string, print: (line: string) => void): Promise<number> {
  let acknowledged = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const first = 300_000_000 + run * 10_000_000;
    const drive = { seconds: SECONDS, connections: CONNECTIONS, noise: NOISE, first };
    const { answers } = await measure({ name: 'full', url, events: EVENTS }, drive);
    const { 201: taken = 0, 503: refused = 0, ...others } = answers;
    acknowledged += taken * EVENTS;
    if (Object.keys(others).length > 0) throw new Error(`It answered ${JSON.stringify(others)}`);
    if (refused > 0) {
      print(`full after ${acknowledged} events more: ${refused} requests were answered 503`);
      return acknowledged;
    }
  }
  throw new Error(`It took ${acknowledged} events, and was never full`);
}
