import type { RehearsalHandle } from './rehearsal.ts';
import type { RehearsalFolder } from './rehearsal-folder.ts';
import { untilBooted } from './until-booted.ts';

/**
 * Waits for the hosts' first boots, writes endpoints.json, says how to reach everything, and stays.
 *
 * @returns never; whoever calls it races it against an interruption
 */
export async function keepUp(
  rehearsal: RehearsalHandle,
  folder: RehearsalFolder,
  print: (line: string) => void,
): Promise<never> {
  await untilBooted(rehearsal);
  const file = await rehearsal.writeEndpoints();
  const redis = await rehearsal.redis();
  const option = folder.name === 'rehearsal' ? '--rehearsal' : `--rehearsal ${folder.name}`;
  print(`
It is up, and Kafka falls asleep when nobody uses it.
  wake page    ${rehearsal.wakePage}
  collector    ${await rehearsal.collector()}/events
  Kafka        ${await rehearsal.kafka()}
  Redis        ${redis.host}:${redis.port}, user ${redis.username}
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
