import { setTimeout } from 'node:timers/promises';

/** Milliseconds; doubled by each attempt. With eight attempts the waits add up to about a second. */
const FIRST_WAIT = 10;

/** Waits up to that long, by chance: what `Store.pause` promises, in real time. */
export async function pause(attempt: number): Promise<void> {
  await setTimeout(Math.random() * FIRST_WAIT * 2 ** attempt);
}
