import type { RehearsalHandle } from './rehearsal.ts';
import { until } from './until.ts';

/** A first boot formats a volume and fetches programs; it takes seconds. Milliseconds. */
const FIRST_BOOT = 90_000;

/**
 * Waits for the first boots of all hosts, and wakes what a deploy leaves asleep.
 *
 * @throws RehearsalError 'timed-out'.
 */
export async function untilBooted({
  environment,
  ask,
  status,
  signal,
}: Pick<RehearsalHandle, 'environment' | 'ask' | 'status' | 'signal'>): Promise<void> {
  if (environment.asleepAtFirst) await ask('POST', '/wake');
  await Promise.all(
    [environment.target, ...environment.others].map((target) =>
      until(async () => ((await status(target)).state === 'online' ? true : undefined), {
        what: `${target} has booted for the first time`,
        timeout: FIRST_BOOT,
        signal,
        every: 300,
      }),
    ),
  );
}
