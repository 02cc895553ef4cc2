import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeKafkaFiles } from '../../host/kafka-files.ts';
import { type HostPaths, hostPaths } from '../../host/paths.ts';
import { Broker } from '../../kafka/broker.ts';
import { clusterId } from '../../kafka/cluster-id.ts';
import type { Ports } from '../../kafka/ports.ts';
import { probe } from '../../kafka/readiness.ts';
import type { Java } from '../../rehearsal/laptop/laptop.ts';
import { keepPorts } from '../../rehearsal/machine/ports.ts';
import { until } from '../../rehearsal/until.ts';
import { BrokerProcess } from './broker-process.ts';

const CHECKOUT = join(import.meta.dirname, '..', '..');

/** Nothing with one broker takes longer. Milliseconds. */
const PATIENCE = 180_000;

const GIBIBYTE = 1024 ** 3;

/** A single broker with the settings of a real host, on ports of its own, in a folder of its own. */
export class LocalBroker {
  readonly ports: Ports;
  readonly paths: HostPaths;
  readonly #root: string;
  readonly #diskBytes: number;
  readonly #process: BrokerProcess;

  private constructor(root: string, ports: Ports, java: string, diskBytes: number) {
    this.#root = root;
    this.#diskBytes = diskBytes;
    this.ports = ports;
    this.paths = hostPaths(root);
    const { jvmArguments, serverProperties } = this.paths;
    this.#process = new BrokerProcess({ java, jvmArguments, serverProperties, log: join(root, 'log') });
  }

  /**
   * A formatted broker that does not run yet.
   *
   * @param diskBytes the disk for which it is set up
   */
  static async make({ java, jars }: Java, diskBytes = 10 * GIBIBYTE): Promise<LocalBroker> {
    const root = mkdtempSync(join(tmpdir(), 'catnap-broker-'));
    const ports = await keepPorts(join(root, 'ports.json'), root);
    const broker = new LocalBroker(root, ports, java, diskBytes);
    const { programs, memory, logging, logDirectory } = broker.paths;
    for (const folder of [join(programs, 'kafka'), join(root, 'proc'), logDirectory]) {
      mkdirSync(folder, { recursive: true });
    }
    symlinkSync(jars, broker.paths.jars);
    symlinkSync(join(CHECKOUT, 'kafka/log4j2.yaml'), logging);
    // The smallest host there may be: a t3.micro.
    writeFileSync(memory, 'MemTotal: 935324 kB\n');
    await broker.writeFiles(broker.ports);
    const id = clusterId({ account: '000000000000', environment: 'local', target: 'kafka' });
    broker.#process.format('--standalone', '-t', id);
    return broker;
  }

  get bootstrap(): string {
    return `localhost:${this.ports.CLIENT}`;
  }

  /** What Kafka said. */
  get log(): string {
    return this.#process.log;
  }

  /** Renders Kafka's settings as a boot does. */
  async writeFiles(ports: Ports): Promise<void> {
    await writeKafkaFiles(this.paths, {
      hostname: 'localhost',
      ports,
      security: 'open',
      diskBytes: this.#diskBytes,
    });
  }

  /** A connection like the agent's; whoever opens it closes it. */
  connect(ports = this.ports): Broker {
    return new Broker({
      address: { host: 'localhost', port: ports.BROKER },
      security: 'open',
      clientId: 'probe',
    });
  }

  /** Starts the process and does not wait for anything. */
  launch(): void {
    this.#process.launch();
  }

  /** Starts it and waits until it is ready. */
  async start(): Promise<void> {
    this.launch();
    const broker = this.connect();
    await until(async () => probe(broker).then(() => true), {
      what: 'Kafka is ready',
      timeout: PATIENCE,
      giveUp: () => (this.#process.hasEnded ? new Error(`Kafka has ended:\n${this.log}`) : undefined),
    });
    await broker.close();
  }

  /** SIGTERM, as systemd does. */
  stop(): Promise<void> {
    return this.#process.stop();
  }

  /** SIGKILL, as a power failure does. */
  kill(): Promise<void> {
    return this.#process.kill();
  }

  /** Stops in the middle of whatever it does, until `thaw`: connections stay and nothing answers. */
  freeze(): void {
    this.#process.freeze();
  }

  thaw(): void {
    this.#process.thaw();
  }

  /** Ends everything and takes the folder away. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#root, { recursive: true, force: true });
  }
}
