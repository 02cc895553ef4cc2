import { metadataV12 } from '@platformatic/kafka';
import { activeController } from '../../kafka/active-controller.ts';
import type { Broker } from '../../kafka/broker.ts';
import { until } from '../../rehearsal/until.ts';
import type { Contender } from './contenders.ts';
import type { Load } from './load.ts';

/** Milliseconds; nothing that a cluster does of itself takes longer. */
const PATIENCE = 120_000;

/** What is done to a broker that leads some partitions and follows in the others. */
export const STRIKES = ['broker killed', 'active controller killed', 'broker stopped'] as const;

export type Strike = (typeof STRIKES)[number];

/** How one strike went. */
export interface Struck {
  /** Milliseconds that the partition that had to wait longest got no acknowledgement. */
  readonly stall: number;
  /** Records that the producer gave up. */
  readonly failed: number;
}

/** Does it to a whole cluster under load, and makes the cluster whole again. */
export async function strike(what: Strike, { cluster, mourn }: Contender, load: Load): Promise<Struck> {
  const victim = await asking(cluster.connect(1), async (broker) => {
    await until(() => everyNodeLeads(broker, cluster.nodes), {
      what: 'every broker leads',
      timeout: PATIENCE,
    });
    const active = await activeController(broker);
    const others = cluster.nodes.filter((node) => node !== active);
    return what === 'active controller killed' ? active : (others[Math.floor(Math.random() * 2)] ?? active);
  });
  await load.untilAllAnswer();
  load.acknowledgements.restart();
  if (what === 'broker stopped') {
    await cluster.stop(victim);
  } else {
    await cluster.kill(victim);
    await mourn(victim);
  }
  const survivor = cluster.nodes.find((node) => node !== victim) ?? victim;
  await asking(cluster.connect(survivor), (broker) =>
    until(() => hasGone(broker, victim), { what: `broker ${victim} is given up`, timeout: PATIENCE }),
  );
  await load.untilAllAnswer();
  const { stalls, failed } = load.acknowledgements;
  const stall = Math.max(...stalls.values());
  cluster.launch(victim);
  await cluster.untilWhole();
  return { stall, failed };
}

async function asking<T>(broker: Broker, ask: (broker: Broker) => Promise<T>): Promise<T> {
  try {
    return await ask(broker);
  } finally {
    await broker.close();
  }
}

async function hasGone(broker: Broker, node: number): Promise<true | undefined> {
  const { brokers } = await broker.ask(metadataV12.api, [], false, false);
  return brokers.some(({ nodeId }) => nodeId === node) ? undefined : true;
}

async function everyNodeLeads(broker: Broker, nodes: readonly number[]): Promise<true | undefined> {
  const { topics } = await broker.ask(metadataV12.api, null, false, false);
  const leaders = new Set(
    topics
      .filter(({ isInternal }) => !isInternal)
      .flatMap(({ partitions }) => partitions.map(({ leaderId }) => leaderId)),
  );
  return nodes.every((node) => leaders.has(node)) || undefined;
}
