import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BootProps, boot } from '../../host/boot.ts';
import { type HostPaths, hostPaths } from '../../host/paths.ts';
import { parsePorts } from '../../host/ports.ts';
import type { Volume } from '../../host/volume/choose-volume.ts';
import type { VolumeQuery } from '../../host/volume/ec2-volumes.ts';
import { clusterId } from '../../kafka/cluster-id.ts';
import type { ActivityReport } from '../../power/items.ts';
import { MemoryStore } from '../../power/store/memory-store.ts';
import { HandClock } from '../power/hand-clock.ts';
import { type FakeCommand, fakeCommands } from './fake-commands.ts';

const DEVICE = 'disk/by-id/nvme-Amazon_Elastic_Block_Store_vol1';

/** What a deploy writes unless a test says otherwise. */
export const SETTINGS = {
  target: 'kafka',
  table: 't',
  dataVolume: {},
  reportEvery: 20,
  waitForLag: [],
  securityUpdates: 'off',
  kafka: { security: 'open' },
};

/** The same of a Redis host. */
export const REDIS_SETTINGS = {
  target: 'redis',
  table: 't',
  dataVolume: {},
  reportEvery: 20,
  waitForLag: [],
  securityUpdates: 'off',
  collector: {
    writeKeys: ['key-of-the-shop'],
    sink: {
      kind: 'kafka',
      topic: 'events',
      bootstrap: { parameter: '/catnap/dev/bootstrap/kafka' },
      security: 'open',
    },
    wake: { function: 'catnap-dev-wake', target: 'kafka' },
  },
};

/** The same of the second broker of a cluster. */
export const BROKER_SETTINGS = {
  target: 'cluster',
  table: 't',
  dataVolume: {},
  reportEvery: 20,
  waitForLag: [],
  securityUpdates: 'off',
  kafka: { security: 'open' },
  cluster: {
    node: 2,
    brokers: 3,
    zone: { id: 'Z1', name: 'cluster.dev.catnap.internal' },
  },
};

/** What a new log directory calls itself if nobody says how. */
export const RANDOM_DIRECTORY = 'dmFuZG9tbHkgY2hvc2VuLi';

/** Id of the host's cluster. */
export const CLUSTER = clusterId({ account: '123456789012', environment: 'dev', target: 'kafka' });

/** The data volume of the environment: blank, unless a test says otherwise, and free. */
export const VOLUME: Volume = { id: 'vol-1', state: 'available', availabilityZone: 'eu-central-1a' };

/** Settings of any host, as far as a test host depends on them. */
interface HostSample {
  readonly target: string;
  readonly cluster?: { readonly node: number };
  readonly [more: string]: unknown;
}

/** A host, instance i-1, as user data and the updater leave it, with a volume to be attached. */
export class BootedHost {
  readonly paths: HostPaths;
  /** What EC2 finds. */
  volumes: Volume[] = [VOLUME];
  /** The cluster ids with which a log directory was formatted. */
  readonly formatted: string[] = [];
  /** What the formatter was told of the quorum. */
  readonly formats: string[] = [];
  readonly log: string[] = [];
  /** How EC2's volumes were looked for. */
  readonly soughtVolumes: VolumeQuery[] = [];
  /** What names of the private zones mean, as `zone name` → address. */
  readonly addresses = new Map<string, string>();
  readonly commands: ReturnType<typeof fakeCommands>;
  /** Why the table does not answer. */
  tableTrouble: string | undefined;
  readonly #root: string;
  readonly #role: string;
  readonly #target: string;
  readonly #parameters = new Map<string, string>();
  /** SecureStrings, by name. */
  readonly secrets = new Map<string, string>();
  readonly #store = new MemoryStore();

  /**
   * @param special commands that do something else than to succeed
   * @param settings what a deploy has written; a broker's role has its node id too
   */
  constructor(
    root: string,
    special: Readonly<Record<string, FakeCommand>> = {},
    settings: HostSample = SETTINGS,
  ) {
    this.#root = root;
    this.#target = settings.target;
    this.#role = settings.cluster ? `${settings.target}-${settings.cluster.node}` : settings.target;
    this.settings = JSON.stringify(settings);
    this.paths = hostPaths(root);
    this.commands = fakeCommands({
      java: (args) => this.#format(args),
      blkid: () => ({ exitCode: 2 }),
      ...special,
    });
    const programs = join(root, 'opt/catnap/programs/abc');
    const folders = [join(programs, 'kafka/libs'), join(root, 'etc'), join(root, 'proc'), this.paths.devices];
    for (const folder of folders) mkdirSync(folder, { recursive: true });
    symlinkSync(programs, this.paths.programs);
    writeFileSync(join(this.paths.jars, 'kafka.jar'), '');
    writeFileSync(this.paths.memory, 'MemTotal: 3915776 kB\n');
  }

  /** Where the device of the volume appears once it is attached. */
  get device(): string {
    return join(this.paths.devices, DEVICE);
  }

  /** What the SSM parameter with the settings holds; undefined: there is none. */
  set settings(json: string | undefined) {
    const name = `/catnap/dev/hosts/${this.#role}`;
    if (json === undefined) this.#parameters.delete(name);
    else this.#parameters.set(name, json);
  }

  /** Where clients are told to connect. */
  get bootstrap(): string | undefined {
    return this.#parameters.get(`/catnap/dev/bootstrap/${this.#target}`);
  }

  set bootstrap(address: string) {
    this.#parameters.set(`/catnap/dev/bootstrap/${this.#target}`, address);
  }

  /** The id of the log directory, as it is kept outside the volume. */
  get directory(): string | undefined {
    return this.#parameters.get(`/catnap/dev/directories/${this.#role}`);
  }

  set directory(id: string) {
    this.#parameters.set(`/catnap/dev/directories/${this.#role}`, id);
  }

  boot(): Promise<void> {
    return boot(this.#props);
  }

  async report(): Promise<ActivityReport | undefined> {
    return (await this.#store.read(this.#target)).get('activity#i-1');
  }

  /** Formats as kafka-storage does. */
  #format(args: readonly string[]): undefined {
    const argumentOf = (option: string): string | undefined =>
      args.includes(option) ? args[args.indexOf(option) + 1] : undefined;
    const id = argumentOf('-t') ?? '';
    const node = /^node\.id=(.*)$/m.exec(readFileSync(this.paths.serverProperties, 'utf8'))?.[1];
    const controller = argumentOf('--initial-controllers')
      ?.split(',')
      .find((candidate) => candidate.startsWith(`${node}@`));
    const directory = controller?.split(':').at(-1) ?? RANDOM_DIRECTORY;
    this.formatted.push(id);
    this.formats.push(args.slice(args.indexOf('format') + 1, args.indexOf('-t')).join(' '));
    const meta = `node.id=${node}\ndirectory.id=${directory}\ncluster.id=${id}\n`;
    writeFileSync(join(this.paths.logDirectory, 'meta.properties'), meta);
  }

  #attach(): undefined {
    mkdirSync(dirname(this.device), { recursive: true });
    writeFileSync(this.device, '');
    this.volumes = this.volumes.map((volume) => ({ ...volume, state: 'in-use', attachedTo: 'i-1' }));
  }

  get #props(): BootProps {
    const root = this.#root;
    return {
      host: {
        environment: 'dev',
        role: this.#role,
        region: 'eu-central-1',
        root,
        ports: parsePorts(undefined),
      },
      identity: () =>
        Promise.resolve({
          instanceId: 'i-1',
          accountId: '123456789012',
          availabilityZone: 'eu-central-1a',
          hostname: 'ip-10-0-0-7.ec2.internal',
          address: '10.0.0.7',
        }),
      parameters: {
        read: (name) => Promise.resolve(this.#parameters.get(name)),
        write: (name, value) => Promise.resolve(void this.#parameters.set(name, value)),
        readSecret: (name) => Promise.resolve(this.secrets.get(name)),
        makeSecret: (name, value) => {
          const isNew = !this.secrets.has(name);
          if (isNew) this.secrets.set(name, value);
          return Promise.resolve(isNew);
        },
      },
      volumes: () =>
        Promise.resolve({
          find: (wanted) => {
            this.soughtVolumes.push(wanted);
            return Promise.resolve(this.volumes);
          },
          attach: () => Promise.resolve(this.#attach()),
          detach: () => Promise.reject(new Error('a boot detaches nothing')),
        }),
      cluster: {
        zoneId: () => Promise.resolve('euc1-az2'),
        addresses: () =>
          Promise.resolve({
            point: (zone, name, address) =>
              Promise.resolve(void this.addresses.set(`${zone} ${name}`, address)),
          }),
      },
      openStore: () =>
        this.tableTrouble === undefined
          ? Promise.resolve(this.#store)
          : Promise.reject(new Error(this.tableTrouble)),
      run: this.commands.run,
      clock: new HandClock().now,
      log: (line) => this.log.push(line),
    };
  }
}
