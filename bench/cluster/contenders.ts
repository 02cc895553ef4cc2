import { clusterSettings } from '../../kafka/cluster-settings.ts';
import { speakForTheDead } from '../../kafka/last-words.ts';
import { QUICK_NOTICE } from '../../kafka/quick-notice.ts';
import type { Java } from '../../rehearsal/laptop/laptop.ts';
import { LocalCluster } from '../processes/cluster.ts';

/** A way to set up a cluster, and what happens at once when one of its brokers is dead. */
export interface Contender {
  readonly name: string;
  readonly cluster: LocalCluster;
  /** What the dead one's agent does. */
  mourn(node: number): Promise<unknown>;
}

/** Leaders return in seconds rather than in a minute, so that every victim leads something again: no part of what is measured. */
const SOON_AGAIN = { 'leader.imbalance.check.interval.seconds': '5' };

/** Kafka's own time-outs and silence, and ours with last words; all else is the same. */
export async function makeContenders(
  java: Java,
  started: AsyncDisposableStack,
): Promise<readonly Contender[]> {
  const make = async (ownTimeOuts: boolean) => {
    const cluster = await LocalCluster.make({
      java,
      settings: (props) => {
        const settings = Object.entries({ ...clusterSettings(props), ...SOON_AGAIN });
        return Object.fromEntries(settings.filter(([name]) => ownTimeOuts || !(name in QUICK_NOTICE)));
      },
    });
    started.defer(() => cluster.remove());
    return cluster;
  };
  const [stock, rendered] = [await make(false), await make(true)];
  return [
    { name: 'stock', cluster: stock, mourn: () => Promise.resolve() },
    {
      name: 'rendered',
      cluster: rendered,
      mourn: (node) =>
        speakForTheDead({
          node,
          clusterId: rendered.clusterId,
          logDirectory: rendered.logDirectory(node),
          peers: rendered.peers,
          security: 'open',
        }),
    },
  ];
}
