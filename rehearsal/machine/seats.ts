import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MachineError } from './machine-error.ts';
import { keepPorts, type Ports } from './ports.ts';

/** The largest cluster (lib/constructs): a cluster that grows must not be started anew to know its brokers. */
const BROKERS = 9;

/**
 * The place of a broker in its cluster: whichever machine takes it has these ports, as on AWS it takes the broker's name.
 */
export interface Seat {
  readonly ports: Ports;
  /** Where all brokers of the cluster listen, by node id: what CATNAP_PEERS tells their agents. */
  readonly peers: Readonly<Record<string, Peer>>;
}

/** Where one broker listens. */
interface Peer extends Pick<Ports, 'CLIENT' | 'BROKER' | 'CONTROLLER'> {
  readonly host: string;
}

/** The seats of all clusters. */
export interface Seats {
  /**
   * The seat of a broker; the same one whenever it is asked for.
   *
   * @throws MachineError `no-free-port`, `no-such-broker`
   */
  of(target: string, node: number): Promise<Seat>;
}

/**
 * Seats of clusters, made when they are first asked for.
 *
 * @param folder where the ports are kept
 */
export function clusterSeats(folder: string): Seats {
  const clusters = new Map<string, Promise<ReadonlyMap<number, Ports>>>();
  return {
    async of(target, node) {
      const cluster = clusters.get(target) ?? takePorts(folder, target);
      clusters.set(target, cluster);
      const all = await cluster;
      const ports = all.get(node);
      if (ports === undefined) {
        throw new MachineError(
          'no-such-broker',
          `an instance is tagged as broker ${node} of ${target}; brokers are 1 to ${BROKERS}`,
        );
      }
      const peers = [...all].map(([id, { CLIENT, BROKER, CONTROLLER }]): [string, Peer] => [
        String(id),
        { host: '127.0.0.1', CLIENT, BROKER, CONTROLLER },
      ]);
      return { ports, peers: Object.fromEntries(peers) };
    },
  };
}

async function takePorts(folder: string, target: string): Promise<ReadonlyMap<number, Ports>> {
  mkdirSync(folder, { recursive: true });
  const nodes = Array.from({ length: BROKERS }, (_, index) => index + 1);
  const owners = nodes.map(async (node): Promise<[number, Ports]> => {
    const owner = `${target}-${node}`;
    return [node, await keepPorts(join(folder, `${owner}.json`), owner)];
  });
  return new Map(await Promise.all(owners));
}
