import { median } from '../../power/median.ts';
import type { RehearsalHandle } from '../rehearsal.ts';
import { until } from '../until.ts';

/** Nothing of a cycle takes longer, or something is wrong. Milliseconds. */
const PATIENCE = 90_000;

/** Milliseconds by part of a wake, as the history has it, and `total` as the caller felt it. */
export type WakeParts = Readonly<Record<string, number>>;

/**
 * Puts the host to sleep and wakes it, again and again, as a person does.
 *
 * @param wakes how often
 * @param each hears of each wake
 * @returns the parts of each wake
 */
export async function measureWakes(
  rehearsal: RehearsalHandle,
  wakes: number,
  each: (parts: WakeParts) => void,
): Promise<WakeParts[]> {
  const measured: WakeParts[] = [];
  await untilState(rehearsal, 'online');
  while (measured.length < wakes) {
    await rehearsal.ask('POST', '/sleep');
    await untilState(rehearsal, 'asleep');
    const requested = Date.now();
    await rehearsal.ask('POST', '/wake');
    const { timeline } = await untilState(rehearsal, 'online');
    const online = timeline.find(({ to }) => to === 'online');
    if (online) {
      const parts = { ...online.timings, total: Date.parse(online.at) - requested };
      measured.push(parts);
      each(parts);
    }
  }
  return measured;
}

function untilState(environment: RehearsalHandle, state: string) {
  return until(
    async () => {
      const status = await environment.status();
      // The history must have it too: the next tick writes it there.
      return status.state === state && status.timeline[0]?.to === state ? status : undefined;
    },
    { what: `the host is ${state}`, timeout: PATIENCE, every: 100, signal: environment.signal },
  );
}

/** The median of each part. */
export function medianParts(measured: readonly WakeParts[]): WakeParts {
  const names = [...new Set(measured.flatMap((parts) => Object.keys(parts)))];
  return Object.fromEntries(
    names.map((name) => [name, median(measured.flatMap((parts) => parts[name] ?? [])) ?? 0]),
  );
}
