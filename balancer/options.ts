import { BalancerError } from './errors.ts';

/** When a partition counts as sick, and what is done then. Times in milliseconds. */
export interface BalancerOptions {
  /**
   * Failures in a row that open a breaker, 1 to 1,000. A connection that was refused or reset opens it at once.
   *
   * @default 3
   */
  readonly failureThreshold?: number;
  /**
   * How long a breaker stays open before one record probes the partition, 1 to 3,600,000. It doubles with each probe
   * that fails.
   *
   * @default 10 000
   */
  readonly openMs?: number;
  /**
   * To which `openMs` doubles at most, `openMs` to 3,600,000.
   *
   * @default 60 000, or openMs if that is more
   */
  readonly maxOpenMs?: number;
  /**
   * Records with a key wait for their own partition, however long: the order of each key is exact. Records without one
   * are still diverted.
   *
   * @default false - a key's records may be in two partitions for a while
   */
  readonly strictKeyOrder?: boolean;
  /**
   * `false`: breakers open, close and tell, and no record is diverted. To look before you trust it.
   *
   * @default true
   */
  readonly divert?: boolean;
}

/** All of it said. */
export type BalancerSettings = Required<BalancerOptions>;

/** Milliseconds: an hour. */
const LONGEST = 3_600_000;

/** @throws BalancerError `bad-option`, naming the option, what was given, and the range */
export function parseBalancerOptions(options: BalancerOptions = {}): BalancerSettings {
  return onlyKnown(options, balancerSettings(options));
}

/** The same for options that may have others among them. */
export function balancerSettings(options: BalancerOptions): BalancerSettings {
  const openMs = integer('openMs', options.openMs, 10_000, [1, LONGEST]);
  return {
    failureThreshold: integer('failureThreshold', options.failureThreshold, 3, [1, 1_000]),
    openMs,
    maxOpenMs: integer('maxOpenMs', options.maxOpenMs, Math.max(60_000, openMs), [openMs, LONGEST]),
    strictKeyOrder: boolean('strictKeyOrder', options.strictKeyOrder, false),
    divert: boolean('divert', options.divert, true),
  };
}

/**
 * @param settings what the options became
 * @throws BalancerError `bad-option` if there is one that did not
 */
export function onlyKnown<Settings extends object>(options: object, settings: Settings): Settings {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(settings, name));
  if (unknown === undefined) return settings;
  const known = Object.keys(settings).join(', ');
  throw new BalancerError('bad-option', `There is no option ${unknown}; there are ${known}.`);
}

/**
 * @param range the least and the most, both allowed
 * @throws BalancerError `bad-option`
 */
export function integer(
  name: string,
  given: unknown,
  otherwise: number,
  [least, most]: readonly [number, number],
): number {
  if (given === undefined) return otherwise;
  if (typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most) return given;
  throw new BalancerError(
    'bad-option',
    `${name} must be a whole number from ${least} to ${most}, not ${shown(given)}.`,
  );
}

/** @throws BalancerError `bad-option` */
function boolean(name: string, given: unknown, otherwise: boolean): boolean {
  if (given === undefined) return otherwise;
  if (typeof given === 'boolean') return given;
  throw new BalancerError('bad-option', `${name} must be true or false, not ${shown(given)}.`);
}

function shown(given: unknown): string {
  return typeof given === 'string' ? JSON.stringify(given) : String(given);
}
