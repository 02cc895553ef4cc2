import { KAFKA, REDIS } from './deployed-environment.ts';
import type { RehearsalHandle } from './rehearsal.ts';
import { until } from './until.ts';

/** A first boot formats a volume and fetches programs; it takes seconds. Milliseconds. */
const FIRST_BOOT = 90_000;

/**
 * Waits for the first boots of both hosts.
 *
 * @throws RehearsalError 'timed-out'.
 */
export async function untilBooted({
  status,
  signal,
}: Pick<RehearsalHandle, 'status' | 'signal'>): Promise<void> {
  await Promise.all(
    ([KAFKA, REDIS] as const).map((target) =>
      until(async () => ((await status(target)).state === 'online' ? true : undefined), {
        what: `the ${target} host has booted for the first time`,
        timeout: FIRST_BOOT,
        signal,
        every: 300,
      }),
    ),
  );
}
