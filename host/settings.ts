/** What the agent reads from SSM at each boot, written by deploys as JSON. */
import type { Security } from '../kafka/connection.ts';
import { validateName } from '../power/names.ts';
import { HostError } from './errors.ts';

const SECURITY_UPDATES = ['daily', 'off'] as const;

/** When a host installs security updates. */
export type SecurityUpdates = (typeof SECURITY_UPDATES)[number];

/** Settings of a Kafka host. */
export interface HostSettings {
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
  readonly kafka: { readonly security: Security };
}

/** What counts where an earlier deploy, or a boot of earlier programs, said nothing of it. */
export const LATER_SETTINGS = {
  waitForLag: [],
  securityUpdates: 'off',
} as const satisfies Partial<HostSettings>;

const EXAMPLE: HostSettings = {
  target: 'kafka',
  table: 'catnap-dev',
  dataVolume: {},
  reportEvery: 20,
  ...LATER_SETTINGS,
  kafka: { security: 'open' },
};

/** A report counts as stale after three minutes. */
const LONGEST_REPORT_INTERVAL = 60;

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
  const check = checks(name, json);
  const given = check.object('', parseJson(check.wrong, json));
  const whole: Record<string, unknown> = { ...LATER_SETTINGS, ...given };
  const dataVolume = check.object('dataVolume', whole['dataVolume'] ?? {});
  const kafka = check.object('kafka', whole['kafka']);
  const { volumeId } = dataVolume;
  if (volumeId !== undefined && !(typeof volumeId === 'string' && /^vol-[0-9a-f]+$/.test(volumeId))) {
    throw check.wrong(
      `dataVolume.volumeId is ${JSON.stringify(volumeId)}; give an id such as vol-0123456789abcdef0`,
    );
  }
  if (kafka['security'] !== 'open') {
    throw check.wrong(`kafka.security is ${JSON.stringify(kafka['security'])}; allowed is "open"`);
  }
  return {
    target: validateName('target', check.text('target', whole['target'])),
    table: check.text('table', whole['table']),
    dataVolume: volumeId === undefined ? {} : { volumeId },
    reportEvery: check.seconds('reportEvery', whole['reportEvery']),
    waitForLag: check.texts('waitForLag', whole['waitForLag']),
    securityUpdates: check.oneOf('securityUpdates', SECURITY_UPDATES, whole['securityUpdates']),
    kafka: { security: 'open' },
  };
}

function parseJson(wrong: (what: string, cause?: unknown) => HostError, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw wrong('it is no JSON', cause);
  }
}

function checks(name: string, json: string) {
  const wrong = (what: string, cause?: unknown): HostError =>
    new HostError(
      'bad-settings',
      `SSM parameter ${name} holds ${json.slice(0, 200)}: ${what}. It must look like ${JSON.stringify(EXAMPLE)}; deploy the environment (again).`,
      { cause },
    );
  return {
    wrong,
    object(key: string, value: unknown): Record<string, unknown> {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
      throw wrong(`${key || 'it'} is ${JSON.stringify(value)}, no object`);
    },
    text(key: string, value: unknown): string {
      if (typeof value === 'string' && value !== '') return value;
      throw wrong(`${key} is ${JSON.stringify(value)}, no text`);
    },
    texts(key: string, value: unknown): string[] {
      if (Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '')) return value;
      throw wrong(`${key} is ${JSON.stringify(value)}, no list of texts`);
    },
    oneOf<const T extends string>(key: string, allowed: readonly T[], value: unknown): T {
      const found = allowed.find((one) => one === value);
      if (found !== undefined) return found;
      throw wrong(`${key} is ${JSON.stringify(value)}; allowed are ${allowed.join(', ')}`);
    },
    seconds(key: string, value: unknown): number {
      const isInterval = typeof value === 'number' && value > 0 && value <= LONGEST_REPORT_INTERVAL;
      if (isInterval) return value;
      throw wrong(
        `${key} is ${JSON.stringify(value)}; allowed are seconds from 1 to ${LONGEST_REPORT_INTERVAL}`,
      );
    },
  };
}
