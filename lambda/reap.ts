import { inspect } from 'node:util';
import { openPower } from '../power/open-power.ts';
import { reap } from '../power/reap.ts';
import { powerPlace } from './environment.ts';

const power = openPower(powerPlace(process.env));

/** Each tick, and whenever an instance changes its state. What the event says does not matter: the tick looks for itself. */
export async function handler(): Promise<void> {
  try {
    await reap(power);
  } catch (error) {
    // The runtime logs an error's own enumerable fields, and so would lose the causes and the errors inside.
    console.error(inspect(error, { depth: 5 }));
    throw error;
  }
}
