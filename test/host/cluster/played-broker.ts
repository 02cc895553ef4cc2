import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type BootProps, boot } from '../../../host/boot.ts';
import { readBootRecord } from '../../../host/boot-record.ts';
import { brokerDeparture } from '../../../host/cluster/broker-departure.ts';
import { brokerService } from '../../../host/cluster/broker-service.ts';
import { peersOf } from '../../../host/cluster/peers.ts';
import type { HostEnvironment } from '../../../host/environment.ts';
import { InstanceMetadata } from '../../../host/instance-metadata.ts';
import { type HostPaths, hostPaths } from '../../../host/paths.ts';
import type { RunCommand } from '../../../host/run-command.ts';
import type { BrokerSettings } from '../../../host/settings.ts';
import type { Volumes } from '../../../host/volume/ec2-volumes.ts';
import { watch } from '../../../host/watch.ts';
import { clusterId } from '../../../kafka/cluster-id.ts';
import type { Peers } from '../../../kafka/peers.ts';
import type { ActivityReport } from '../../../power/items.ts';
import type { Store } from '../../../power/store/store.ts';
import type { Java } from '../../../rehearsal/laptop/laptop.ts';
import { fakeCommands } from '../fake-commands.ts';

const CHECKOUT = join(import.meta.dirname, '..', '..', '..');
const ACCOUNT = '123456789012';
const ADDRESS = '127.0.0.1';

/** What the instances of a played cluster share. */
export interface PlayedCluster {
  readonly java: Java;
  readonly store: Store;
  /** SSM's. */
  readonly parameters: Map<string, string>;
  readonly peers: Peers;
}

/** An instance of it. */
export interface PlayedInstance {
  readonly id: string;
  readonly settings: BrokerSettings;
  readonly ports: HostEnvironment['ports'];
  /** Folder of its own. */
  readonly root: string;
  /** Folder that is its data volume. */
  readonly volume: string;
  /** Address of its metadata service. */
  readonly metadata: string;
}

/** A broker as an instance runs it: the agent's own boot and watch beside a real Kafka; only systemd and AWS are played. */
export class PlayedBroker {
  readonly paths: HostPaths;
  readonly log: string[] = [];
  /** What was asked of EC2 when it left. */
  readonly asked: string[] = [];
  /** What the formatter was told. */
  readonly formats: string[] = [];
  readonly #cluster: PlayedCluster;
  readonly #instance: PlayedInstance;
  readonly #commands = fakeCommands();
  readonly #leave = new AbortController();
  #watching: Promise<void> | undefined;
  #kafka: ChildProcess | undefined;

  constructor(cluster: PlayedCluster, instance: PlayedInstance) {
    this.#cluster = cluster;
    this.#instance = instance;
    this.paths = hostPaths(instance.root);
    const programs = join(instance.root, 'opt/catnap/programs/abc');
    const byLabel = join(this.paths.devices, 'disk/by-label');
    for (const folder of [join(programs, 'kafka'), byLabel, join(this.paths.mountPoint, '..')]) {
      mkdirSync(folder, { recursive: true });
    }
    writeFileSync(join(byLabel, 'catnap-kafka'), '');
    symlinkSync(programs, this.paths.programs);
    symlinkSync(cluster.java.jars, this.paths.jars);
    symlinkSync(join(CHECKOUT, 'kafka/log4j2.yaml'), this.paths.logging);
    symlinkSync(instance.volume, this.paths.mountPoint);
  }

  /** Boots, starts Kafka, and watches it. */
  async start(): Promise<void> {
    await boot(this.#bootProps);
    this.#launch();
    const record = await readBootRecord(this.paths.bootRecord);
    const { id, settings, metadata } = this.#instance;
    const log = (line: string): void => void this.log.push(line);
    const { cluster, target } = settings;
    this.#watching = watch(
      {
        record,
        reporter: { store: this.#cluster.store, target, instanceId: id },
        service: brokerService({
          node: cluster.node,
          peers: peersOf(cluster, this.#cluster.peers),
          address: ADDRESS,
          ports: this.#instance.ports,
          security: 'open',
          clusterId: clusterId({ account: ACCOUNT, environment: 'dev', target }),
          waitForLag: [],
          paths: this.paths,
          run: this.#run,
          log,
        }),
        departure: brokerDeparture({
          instanceId: id,
          paths: this.paths,
          metadata: new InstanceMetadata({ endpoint: metadata, patience: 0 }),
          run: this.#run,
          volume: { volumeId: `vol-${cluster.node}` },
          volumes: () => Promise.resolve(this.#volumes),
          group: () =>
            Promise.resolve({ replace: (one) => Promise.resolve(void this.asked.push(`replace ${one}`)) }),
        }),
        disk: () => Promise.resolve({ usedBytes: 1, sizeBytes: 10 }),
        keepSteps: () => Promise.resolve(),
        clock: () => new Date(),
        sleep: async (milliseconds, signal) => {
          // Rejects only because the signal was aborted, which the watch looks at next.
          await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
        },
        log,
      },
      this.#leave.signal,
    );
  }

  async report(): Promise<ActivityReport | undefined> {
    const items = await this.#cluster.store.read(this.#instance.settings.target);
    return items.get(`activity#${this.#instance.id}`);
  }

  /** What Kafka said. */
  get kafkaLog(): string {
    return readFileSync(join(this.#instance.root, 'kafka.log'), 'utf8');
  }

  /** Kafka's process dies without a word. */
  async killKafka(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** As systemd does after two seconds. */
  restartKafka(): void {
    this.#launch();
  }

  /** The instance ends: its agent is asked to, what is left is killed. */
  async end(): Promise<void> {
    this.#leave.abort();
    await this.#watching;
    await this.#end('SIGKILL');
  }

  #launch(): void {
    const said = openSync(join(this.#instance.root, 'kafka.log'), 'a');
    const args = [`@${this.paths.jvmArguments}`, 'kafka.Kafka', this.paths.serverProperties];
    this.#kafka = spawn(this.#cluster.java.java, args, { stdio: ['ignore', said, said] });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#mainPid === 0 || this.#kafka === undefined) return;
    const exited = once(this.#kafka, 'exit');
    this.#kafka.kill(signal);
    await exited;
  }

  get #mainPid(): number {
    const { pid = 0, exitCode = null, signalCode = null } = this.#kafka ?? {};
    return exitCode === null && signalCode === null ? pid : 0;
  }

  /** The commands of a host: systemctl and java do what they say, the others only succeed. */
  get #run(): RunCommand {
    return async (program, args) => {
      if (program === 'java') return this.#java(args);
      if (program !== 'systemctl') return this.#commands.run(program, args);
      if (args[0] === 'stop') await this.#end('SIGTERM');
      if (args[0] === 'start') this.#launch();
      return { exitCode: 0, stdout: args[0] === 'show' ? `${this.#mainPid}\n` : '', stderr: '' };
    };
  }

  #java(args: readonly string[]) {
    this.formats.push(args.join(' '));
    const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<RunCommand>>>();
    execFile(this.#cluster.java.java, [...args], (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : 1, stdout, stderr });
    });
    return promise;
  }

  get #volumes(): Volumes {
    const { id, settings } = this.#instance;
    const volume = { id: `vol-${settings.cluster.node}`, availabilityZone: 'eu-central-1a' } as const;
    return {
      find: () => Promise.resolve([{ ...volume, state: 'in-use', attachedTo: id }]),
      attach: () => Promise.resolve(undefined),
      detach: (which) => Promise.resolve(void this.asked.push(`detach ${which}`)),
    };
  }

  get #bootProps(): BootProps {
    const { id, settings, ports, root } = this.#instance;
    const { parameters, peers, store } = this.#cluster;
    const role = `${settings.target}-${settings.cluster.node}`;
    parameters.set(`/catnap/dev/hosts/${role}`, JSON.stringify(settings));
    return {
      host: { environment: 'dev', role, region: 'eu-central-1', root, ports, peers },
      identity: () =>
        Promise.resolve({
          instanceId: id,
          accountId: ACCOUNT,
          availabilityZone: 'eu-central-1a',
          hostname: 'localhost',
          address: ADDRESS,
        }),
      parameters: {
        read: (name) => Promise.resolve(parameters.get(name)),
        write: (name, value) => Promise.resolve(void parameters.set(name, value)),
        readSecret: () => Promise.reject(new Error('a broker has no secrets')),
        makeSecret: () => Promise.reject(new Error('a broker has no secrets')),
      },
      volumes: () => Promise.resolve(this.#volumes),
      cluster: {
        zoneId: () => Promise.resolve(`euc1-az${settings.cluster.node}`),
        addresses: () => Promise.resolve({ point: () => Promise.resolve() }),
      },
      openStore: () => Promise.resolve(store),
      run: this.#run,
      clock: () => new Date(),
      log: (line) => this.log.push(line),
    };
  }
}
