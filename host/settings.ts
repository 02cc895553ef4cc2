/** What the agent reads from SSM at each boot, written by deploys as JSON. */
import type { Security } from '../kafka/connection.ts';
import { validateName } from '../power/names.ts';
import { type ClusterMembership, MEMBERSHIP_EXAMPLE, parseMembership } from './cluster/cluster-membership.ts';
import { HostError } from './errors.ts';
import { type Checks, checks } from './settings-checks.ts';

const SECURITY_UPDATES = ['daily', 'off'] as const;

/** When a host installs security updates. */
export type SecurityUpdates = (typeof SECURITY_UPDATES)[number];

/** Settings of a host, whatever it runs. */
interface CommonSettings {
  /** What sleeps and wakes: key of its items in the table. */
  readonly target: string;
  /** Name of the DynamoDB table. */
  readonly table: string;
  readonly dataVolume: {
    /**
     * A volume to adopt.
     * @default - the volume that carries the target's tags
     */
    readonly volumeId?: string;
  };
  /** Seconds between two reports. */
  readonly reportEvery: number;
  /**
   * Consumer groups whose lag the host reports, so that it is not put to sleep while one of them is behind.
   * @default - none
   */
  readonly waitForLag: readonly string[];
  /**
   * Whether the host installs Amazon Linux's security updates while it is awake, at most once a day.
   * @default - off
   */
  readonly securityUpdates: SecurityUpdates;
}

export interface KafkaHostSettings extends CommonSettings {
  readonly kafka: { readonly security: Security };
  /** @default - the only broker of its target */
  readonly cluster?: ClusterMembership;
}

/** Settings of a host that is a broker among others. */
export type BrokerSettings = KafkaHostSettings & Required<Pick<KafkaHostSettings, 'cluster'>>;

/** Whether it is a broker of a cluster. */
export function isBroker(settings: HostSettings): settings is BrokerSettings {
  return 'cluster' in settings && settings.cluster !== undefined;
}

export interface RedisHostSettings extends CommonSettings {
  /**
   * What a deploy decides of the collector's settings (collector/settings.ts), which the collector itself checks: the rest
   * is the host's to know.
   */
  readonly collector: Readonly<Record<string, unknown>>;
}

/** What it runs makes the difference. */
export type HostSettings = KafkaHostSettings | RedisHostSettings;

/** What counts where an earlier deploy, or a boot of earlier programs, said nothing of it. */
export const LATER_SETTINGS = {
  waitForLag: [],
  securityUpdates: 'off',
} as const satisfies Partial<CommonSettings>;

const EXAMPLE: KafkaHostSettings = {
  target: 'kafka',
  table: 'catnap-dev',
  dataVolume: {},
  reportEvery: 20,
  ...LATER_SETTINGS,
  kafka: { security: 'open' },
};

const BROKER_EXAMPLE: BrokerSettings = { ...EXAMPLE, target: 'cluster', cluster: MEMBERSHIP_EXAMPLE };

/**
 * Reads the parameter's value.
 *
 * @param name of the parameter, for messages
 * @param json undefined: there is no such parameter
 * @throws HostError `no-settings`, `bad-settings`
 */
export function parseHostSettings(name: string, json: string | undefined): HostSettings {
  if (json === undefined) {
    throw new HostError('no-settings', `There is no SSM parameter ${name}; deploy the environment (again).`);
  }
  const check = checks(name, json, EXAMPLE);
  const given = check.object('', parseJson(check, json));
  const common = commonSettings(check, { ...LATER_SETTINGS, ...given });
  const { collector, kafka, cluster } = given;
  if (collector !== undefined) return { ...common, collector: check.object('collector', collector) };
  const alone = { ...common, kafka: kafkaSettings(check, kafka) };
  if (cluster === undefined) return alone;
  return { ...alone, cluster: parseMembership(checks(name, json, BROKER_EXAMPLE), cluster) };
}

function commonSettings(check: Checks, whole: Readonly<Record<string, unknown>>): CommonSettings {
  const dataVolume = check.object('dataVolume', whole['dataVolume'] ?? {});
  const { volumeId } = dataVolume;
  if (volumeId !== undefined && !(typeof volumeId === 'string' && /^vol-[0-9a-f]+$/.test(volumeId))) {
    throw check.wrong(
      `dataVolume.volumeId is ${JSON.stringify(volumeId)}; give an id such as vol-0123456789abcdef0`,
    );
  }
  return {
    target: validateName('target', check.text('target', whole['target'])),
    table: check.text('table', whole['table']),
    dataVolume: volumeId === undefined ? {} : { volumeId },
    reportEvery: check.seconds('reportEvery', whole['reportEvery']),
    waitForLag: check.texts('waitForLag', whole['waitForLag']),
    securityUpdates: check.oneOf('securityUpdates', SECURITY_UPDATES, whole['securityUpdates']),
  };
}

function kafkaSettings(check: Checks, value: unknown): KafkaHostSettings['kafka'] {
  const kafka = check.object('kafka', value);
  if (kafka['security'] === 'open') return { security: 'open' };
  throw check.wrong(`kafka.security is ${JSON.stringify(kafka['security'])}; allowed is "open"`);
}

function parseJson(check: Checks, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw check.wrong('it is no JSON', cause);
  }
}
