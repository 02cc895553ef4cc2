import type { RehearsalHandle } from './rehearsal.ts';
import type { RehearsalFolder } from './rehearsal-folder.ts';
import { until } from './until.ts';

/** The first boot formats a volume and fetches programs; it takes seconds. Milliseconds. */
const FIRST_BOOT = 90_000;

/**
 * Waits for the host's first boot, writes endpoints.json, says how to reach everything, and stays.
 *
 * @returns never; whoever calls it races it against an interruption
 */
export async function keepUp(
  rehearsal: RehearsalHandle,
  folder: RehearsalFolder,
  print: (line: string) => void,
): Promise<never> {
  await until(async () => ((await rehearsal.status()).state === 'online' ? true : undefined), {
    what: 'the host has booted for the first time',
    timeout: FIRST_BOOT,
    signal: rehearsal.signal,
    every: 300,
  });
  const file = await rehearsal.writeEndpoints();
  const option = folder.name === 'rehearsal' ? '--rehearsal' : `--rehearsal ${folder.name}`;
  print(`
It is up, and falls asleep when nobody uses it.
  wake page    ${rehearsal.power.url}
  Kafka        ${await rehearsal.kafka()}
  AWS          ${rehearsal.aws.endpoint}
  all of it    ${file}
In another terminal:
  npm run catnap -- status ${option}
  npm run catnap -- wake ${option}
Ctrl-C ends it.`);
  return new Promise<never>(() => {
    // Nothing but an interruption ends it; the machines' processes keep this one alive.
  });
}
