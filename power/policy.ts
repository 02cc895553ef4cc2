/** When a target may sleep and how long it may take to wake: the JSON in its SSM parameter. */
import { PowerError } from './errors.ts';

/** Lengths of time are whole seconds. */
export interface Policy {
  /** What sleeps: one EC2 instance that is stopped and started. */
  readonly kind: 'instance';
  /**
   * Sleeps after this long without use.
   * @default - 300
   */
  readonly idleAfter: number;
  /**
   * Stays awake at least this long once it is up, used or not, so that it cannot flap.
   * @default - 300
   */
  readonly minAwake: number;
  /**
   * A boot that takes longer is reported as `blocked`; the host stays awake so that one can look.
   * @default - 300
   */
  readonly bootDeadline: number;
  /**
   * The host's agent reports this often, and therefore sees an announced stop within this time.
   * @default - 20
   */
  readonly reportEvery: number;
}

/** What a deploy may leave out of a policy. */
export type PolicyProps = Partial<Policy>;

const DEFAULTS: Policy = {
  kind: 'instance',
  idleAfter: 300,
  minAwake: 300,
  bootDeadline: 300,
  reportEvery: 20,
};

/**
 * Bounds in seconds. A report counts as stale after 180 s (`facts.ts`), so a host must report well within that;
 * a rehearsal lives a day in a minute and so needs seconds elsewhere.
 */
const BOUNDS = {
  idleAfter: { min: 1, max: 604_800 },
  minAwake: { min: 0, max: 604_800 },
  bootDeadline: { min: 1, max: 86_400 },
  reportEvery: { min: 1, max: 60 },
} as const;

/** A whole policy: what is given, and defaults for the rest. @throws PowerError `bad-policy` */
export function policyOf(props: PolicyProps): Policy {
  const policy = { ...DEFAULTS, ...props };
  const unknown = Object.keys(policy).filter((key) => !(key in DEFAULTS));
  if (unknown.length > 0) {
    throw bad(`does not know ${unknown.join(', ')}; it has ${Object.keys(DEFAULTS).join(', ')}`);
  }
  if (policy.kind !== 'instance') throw bad(`has kind ${JSON.stringify(policy.kind)}; allowed is "instance"`);
  for (const [key, { min, max }] of Object.entries(BOUNDS) as [
    keyof typeof BOUNDS,
    { min: number; max: number },
  ][]) {
    const seconds = policy[key];
    if (!Number.isInteger(seconds) || seconds < min || seconds > max) {
      throw bad(`has ${key} ${JSON.stringify(seconds)}; allowed are whole seconds from ${min} to ${max}`);
    }
  }
  return policy;
}

/** Reads the SSM parameter's value. @throws PowerError `bad-policy` */
export function parsePolicy(json: string): Policy {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw bad(`is not JSON: ${json.slice(0, 80)}`, cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad(`is ${json.slice(0, 80)}; it must be an object such as ${JSON.stringify(DEFAULTS)}`);
  }
  return policyOf(value);
}

function bad(what: string, cause?: unknown): PowerError {
  return new PowerError('bad-policy', `The policy ${what}. Correct the configuration and deploy again.`, {
    cause,
  });
}
