import type { MemberSituation } from '../../power/situation.ts';
import { RehearsalError } from '../errors.ts';
import { strike } from '../machine/strike.ts';
import type { RehearsalHandle } from '../rehearsal.ts';
import { until } from '../until.ts';
import type { Timeline } from './timeline.ts';

/** No step takes longer, or something is wrong. Milliseconds. */
const PATIENCE = 120_000;

/** How long before EC2 takes the instance back it says so: two minutes on AWS, where a broker needs much less. Seconds. */
const NOTICE = 20;

/**
 * Lets EC2 take a spot instance of the cluster back, and tells how its broker leaves and comes back on another one.
 *
 * @param inSync waits until every replica is in sync
 * @returns milliseconds from the notice until then
 * @throws RehearsalError 'no-machine' when no broker is on spot; 'timed-out'.
 */
export async function interruptOne(
  rehearsal: RehearsalHandle,
  timeline: Timeline,
  inSync: () => Promise<true>,
): Promise<number> {
  const { signal } = rehearsal;
  const wait = { timeout: PATIENCE, signal, every: 200 };
  const victim = (await membersOf(rehearsal)).find(({ market }) => market === 'spot');
  if (victim === undefined) {
    throw new RehearsalError(
      'no-machine',
      'no broker is on a spot instance, so that none can be interrupted',
    );
  }
  const { node, id } = victim;
  const noticed = Date.now();
  const passed = () => `${((Date.now() - noticed) / 1000).toFixed(1)} s after the notice`;
  await strike(rehearsal.aws.endpoint, id, { kind: 'interrupt', seconds: NOTICE });
  timeline.tell('notice', `EC2 takes ${id}, broker ${node}, back in ${NOTICE} s`);
  await until(async () => (await stateOf(rehearsal, id)) !== 'running' || undefined, {
    ...wait,
    what: `${id} has left`,
  });
  timeline.tell('left', `broker ${node} has stopped and has its instance ended, ${passed()}`);
  const next = await until(
    async () =>
      (await membersOf(rehearsal)).find(
        (member) => member.node === node && member.id !== id && member.state === 'running' && member.ready,
      ),
    { ...wait, what: `broker ${node} is back` },
  );
  timeline.tell(
    'replaced',
    `broker ${node} is back, on ${next.id} (${next.type}, ${next.market}), ${passed()}`,
  );
  await inSync();
  timeline.tell('whole', `every replica is in sync again, ${passed()}`);
  return Date.now() - noticed;
}

/** The instances of the cluster, by node id. */
export async function membersOf(rehearsal: RehearsalHandle): Promise<readonly MemberSituation[]> {
  return (await rehearsal.status()).members ?? [];
}

async function stateOf(rehearsal: RehearsalHandle, id: string): Promise<string | undefined> {
  return (await membersOf(rehearsal)).find((member) => member.id === id)?.state;
}
