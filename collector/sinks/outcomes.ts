import type { EventRecord } from '../event-record.ts';
import type { Outcome } from './sink.ts';

/** All were acknowledged, as almost always. */
export const ALL_SENT: Outcome = { unsent: [], rejected: [] };

/** The sink is away, and none was acknowledged. */
export function unreachable(unsent: readonly EventRecord[], text: string): Outcome {
  return { unsent, why: { code: 'unreachable', text }, rejected: [] };
}

/** The sink is there and does not take them now. */
export function throttled(unsent: readonly EventRecord[], text: string): Outcome {
  return { unsent, why: { code: 'throttled', text }, rejected: [] };
}
