import { setTimeout as sleep } from 'node:timers/promises';
import type { RehearsalHandle } from './rehearsal.ts';
import type { RehearsalFolder } from './rehearsal-folder.ts';
import { REDIS } from './rehearsed-environment.ts';
import { untilBooted } from './until-booted.ts';

/**
 * Waits for the hosts' first boots, writes endpoints.json, says how to reach everything, and stays, with endpoints.json as
 * it should be.
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
  const option = folder.name === 'rehearsal' ? '--rehearsal' : `--rehearsal ${folder.name}`;
  print(`
It is up, and Kafka falls asleep when nobody uses it.
  wake page    ${rehearsal.wakePage}
  Kafka        ${await rehearsal.kafka()}${await describeOthers(rehearsal)}
  AWS          ${rehearsal.aws.endpoint}
  all of it    ${file}
In another terminal:
  npm run catnap -- status ${option}
  npm run catnap -- wake ${option}
  npm run catnap -- rehearse ${rehearsal.environment.strike} ${option}
Ctrl-C ends it.`);
  return keepEndpoints(rehearsal);
}

/** Milliseconds. */
const BETWEEN_LOOKS = 500;

/** Writes endpoints.json again whenever another machine takes the place of one. */
async function keepEndpoints(rehearsal: RehearsalHandle): Promise<never> {
  let written = JSON.stringify(rehearsal.machines());
  for (;;) {
    await sleep(BETWEEN_LOOKS, undefined, { signal: rehearsal.signal });
    const machines = JSON.stringify(rehearsal.machines());
    if (machines === written) continue;
    written = await rehearsal.writeEndpoints().then(
      () => machines,
      // While a host is away, what tells of it cannot be told either: again at the next look.
      () => written,
    );
  }
}

async function describeOthers(rehearsal: RehearsalHandle): Promise<string> {
  if (!rehearsal.environment.others.includes(REDIS)) return '';
  const redis = await rehearsal.redis();
  return `
  collector    ${await rehearsal.collector()}/events
  Redis        ${redis.host}:${redis.port}, user ${redis.username}`;
}
