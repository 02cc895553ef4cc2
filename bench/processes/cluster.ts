import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metadataV12 } from '@platformatic/kafka';
import { Broker } from '../../kafka/broker.ts';
import { clusterId } from '../../kafka/cluster-id.ts';
import { probeCluster } from '../../kafka/cluster-readiness.ts';
import { type ClusterProps, clusterSettings } from '../../kafka/cluster-settings.ts';
import type { Settings } from '../../kafka/common-settings.ts';
import { tooFewInSync } from '../../kafka/in-sync.ts';
import { initialControllers } from '../../kafka/initial-controllers.ts';
import { renderJvmArguments } from '../../kafka/jvm.ts';
import { isController, type Peers } from '../../kafka/peers.ts';
import type { Ports } from '../../kafka/ports.ts';
import { renderProperties } from '../../kafka/properties.ts';
import { retentionFor } from '../../kafka/retention.ts';
import type { Java } from '../../rehearsal/laptop/laptop.ts';
import { keepPorts } from '../../rehearsal/machine/ports.ts';
import { until } from '../../rehearsal/until.ts';
import { BrokerProcess } from './broker-process.ts';

const CHECKOUT = join(import.meta.dirname, '..', '..');

const IDENTITY = { account: '000000000000', environment: 'local', target: 'cluster' };

const ADDRESS = '127.0.0.1';

/** Nothing with one cluster takes longer. Milliseconds. */
const PATIENCE = 180_000;

const DISK = { diskBytes: 10 * 1024 ** 3, partitions: 50 };

/** What a cluster of real brokers is made of. */
export interface LocalClusterProps {
  readonly java: Java;
  /**
   * How many; the first three are controllers too.
   *
   * @default 3
   */
  readonly brokers?: number;
  /**
   * The settings of each node.
   *
   * @default clusterSettings - those of a real host
   */
  readonly settings?: (props: ClusterProps) => Settings;
  /**
   * MiB of each broker.
   *
   * @default 256
   */
  readonly heap?: number;
}

/** One of the brokers. */
interface Member {
  readonly ports: Ports;
  readonly logDirectory: string;
  readonly process: BrokerProcess;
}

/** Real brokers that are one cluster on this machine, each with ports of its own, in a folder of its own. */
export class LocalCluster {
  readonly clusterId = clusterId(IDENTITY);
  readonly peers: Peers;
  readonly #root: string;
  readonly #members: ReadonlyMap<number, Member>;

  private constructor(root: string, peers: Peers, members: ReadonlyMap<number, Member>) {
    this.#root = root;
    this.peers = peers;
    this.#members = members;
  }

  /** A formatted cluster that does not run yet. */
  static async make({
    java: { java, jars },
    brokers = 3,
    settings = clusterSettings,
    heap = 256,
  }: LocalClusterProps): Promise<LocalCluster> {
    const root = mkdtempSync(join(tmpdir(), 'catnap-cluster-'));
    const jvmArguments = join(root, 'jvm-arguments');
    const logging = join(CHECKOUT, 'kafka/log4j2.yaml');
    const paths = readdirSync(jars).map((jar) => join(jars, jar));
    writeFileSync(jvmArguments, renderJvmArguments({ heap, jars: paths, logging }));
    const ports = new Map<number, Ports>();
    for (let node = 1; node <= brokers; node++) {
      mkdirSync(join(root, String(node), 'data'), { recursive: true });
      ports.set(node, await keepPorts(join(root, String(node), 'ports.json'), `${root}/${node}`));
    }
    const peers: Peers = new Map([...ports].map(([node, its]) => [node, { host: ADDRESS, ports: its }]));
    const members = new Map<number, Member>();
    for (const [node, its] of ports) {
      const folder = join(root, String(node));
      const logDirectory = join(folder, 'data');
      const serverProperties = join(folder, 'server.properties');
      const rendered = settings({
        node,
        peers,
        address: ADDRESS,
        ports: its,
        logDirectory,
        retention: retentionFor(DISK),
        rack: `zone-${node % 3}`,
        security: 'open',
      });
      writeFileSync(serverProperties, renderProperties(rendered));
      const program = { java, jvmArguments, serverProperties, log: join(folder, 'log') };
      members.set(node, { ports: its, logDirectory, process: new BrokerProcess(program) });
    }
    const cluster = new LocalCluster(root, peers, members);
    for (const node of members.keys()) cluster.#format(node);
    return cluster;
  }

  /** Node ids. */
  get nodes(): readonly number[] {
    return [...this.#members.keys()];
  }

  /** For clients: every broker. */
  get bootstrap(): string {
    return [...this.peers.values()].map(({ host, ports }) => `${host}:${ports.CLIENT}`).join(',');
  }

  ports(node: number): Ports {
    return this.#member(node).ports;
  }

  logDirectory(node: number): string {
    return this.#member(node).logDirectory;
  }

  /** What a broker said. */
  log(node: number): string {
    return this.#member(node).process.log;
  }

  /** A connection like the one of a host's agent; whoever opens it closes it. */
  connect(node: number): Broker {
    const { host, ports } = this.#peer(node);
    return new Broker({ address: { host, port: ports.BROKER }, security: 'open', clientId: 'probe' });
  }

  /** Starts all of them and waits until the cluster is whole. */
  async start(): Promise<void> {
    for (const node of this.nodes) this.launch(node);
    await this.untilWhole();
  }

  /** Starts one and does not wait for anything. */
  launch(node: number): void {
    this.#member(node).process.launch();
  }

  /** Waits until every broker is there and sees all the others and every replica in sync. */
  async untilWhole(): Promise<void> {
    await Promise.all(this.nodes.map((node) => this.#untilReady(node)));
  }

  /** SIGTERM, as systemd does. */
  stop(node: number): Promise<void> {
    return this.#member(node).process.stop();
  }

  /** SIGKILL, as a power failure does. */
  kill(node: number): Promise<void> {
    return this.#member(node).process.kill();
  }

  /** Stops one in the middle of whatever it does, until `thaw`: connections stay and nothing answers. */
  freeze(node: number): void {
    this.#member(node).process.freeze();
  }

  thaw(node: number): void {
    this.#member(node).process.thaw();
  }

  /** Ends everything and takes the folder away. */
  async remove(): Promise<void> {
    await Promise.all(this.nodes.map((node) => this.kill(node)));
    rmSync(this.#root, { recursive: true, force: true });
  }

  #format(node: number): void {
    const quorum = isController(node)
      ? ['--initial-controllers', initialControllers(IDENTITY, this.peers)]
      : ['--no-initial-controllers'];
    this.#member(node).process.format('-t', this.clusterId, ...quorum);
  }

  async #untilReady(node: number): Promise<void> {
    const { process } = this.#member(node);
    const broker = this.connect(node);
    const seesAll = async () => {
      await probeCluster(broker, node);
      const { brokers, topics } = await broker.ask(metadataV12.api, null, false, false);
      return (
        (brokers.length === this.peers.size && tooFewInSync(topics, Number.POSITIVE_INFINITY).length === 0) ||
        undefined
      );
    };
    try {
      await until(seesAll, {
        what: `broker ${node} finds the cluster whole`,
        timeout: PATIENCE,
        giveUp: () => (process.hasEnded ? new Error(`broker ${node} has ended:\n${process.log}`) : undefined),
      });
    } finally {
      await broker.close();
    }
  }

  #member(node: number): Member {
    return found(this.#members.get(node), node);
  }

  #peer(node: number) {
    return found(this.peers.get(node), node);
  }
}

function found<T>(value: T | undefined, node: number): T {
  if (value === undefined) throw new Error(`there is no broker ${node}`);
  return value;
}
