import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BootProps, boot } from '../../host/boot.ts';
import { type HostPaths, hostPaths } from '../../host/paths.ts';
import { parsePorts } from '../../host/ports.ts';
import type { Volume } from '../../host/volume/choose-volume.ts';
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

/** Id of the host's cluster. */
export const CLUSTER = clusterId({ account: '123456789012', environment: 'dev', target: 'kafka' });

/** The data volume of the environment: blank, unless a test says otherwise, and free. */
export const VOLUME: Volume = { id: 'vol-1', state: 'available', availabilityZone: 'eu-central-1a' };

/** A host, instance i-1, as user data and the updater leave it, with a volume to be attached. */
export class BootedHost {
  readonly paths: HostPaths;
  /** What EC2 finds. */
  volumes: Volume[] = [VOLUME];
  /** The cluster ids with which a log directory was formatted. */
  readonly formatted: string[] = [];
  readonly log: string[] = [];
  readonly commands: ReturnType<typeof fakeCommands>;
  /** Why the table does not answer. */
  tableTrouble: string | undefined;
  readonly #root: string;
  readonly #role: string;
  readonly #parameters = new Map<string, string>();
  /** SecureStrings, by name. */
  readonly secrets = new Map<string, string>();
  readonly #store = new MemoryStore();

  /**
   * @param special commands that do something else than to succeed
   * @param settings what a deploy has written; `target` is the host's role too
   */
  constructor(
    root: string,
    special: Readonly<Record<string, FakeCommand>> = {},
    settings: { readonly target: string; readonly [more: string]: unknown } = SETTINGS,
  ) {
    this.#root = root;
    this.#role = settings.target;
    this.settings = JSON.stringify(settings);
    this.paths = hostPaths(root);
    this.commands = fakeCommands({
      java: (args) => this.#format(args[args.indexOf('-t') + 1] ?? ''),
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
    return this.#parameters.get(`/catnap/dev/bootstrap/${this.#role}`);
  }

  set bootstrap(address: string) {
    this.#parameters.set(`/catnap/dev/bootstrap/${this.#role}`, address);
  }

  boot(): Promise<void> {
    return boot(this.#props);
  }

  async report(): Promise<ActivityReport | undefined> {
    return (await this.#store.read(this.#role)).get('activity#i-1');
  }

  /** Formats as kafka-storage does. */
  #format(id: string): undefined {
    this.formatted.push(id);
    writeFileSync(join(this.paths.logDirectory, 'meta.properties'), `cluster.id=${id}\n`);
  }

  #attach(): void {
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
          find: () => Promise.resolve(this.volumes),
          attach: () => Promise.resolve(this.#attach()),
        }),
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
