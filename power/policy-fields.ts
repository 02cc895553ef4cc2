import type { BrokersPolicy, Policy } from './policy.ts';
import { durationText } from './time.ts';

/**
 * Bounds in seconds. A report counts as stale after 180 s (`wanted.ts`), so a host must report well within that;
 * a rehearsal lives a day in a minute and so needs seconds elsewhere.
 */
const SECONDS = {
  idleAfter: { min: 1, max: 604_800 },
  minAwake: { min: 0, max: 604_800 },
  bootDeadline: { min: 1, max: 86_400 },
  reportEvery: { min: 1, max: 60 },
  maxAwake: { min: 60, max: 31_536_000 },
} as const;

/** Of clusters alone: seconds, and plain numbers. A month has up to 744 hours, and a cluster up to nine brokers. */
const BROKERS_SECONDS = {
  spotPatience: { min: 1, max: 86_400 },
  backToSpotAfter: { min: 1, max: 2_678_400 },
} as const;
const BROKERS_COUNTS = {
  onDemandCount: { min: 0, max: 9 },
  maxOnDemandHours: { min: 0, max: 6_696 },
} as const;

const CHOICES = {
  kind: ['instance', 'brokers'],
  reports: ['agent', 'none'],
  maxAwakeAction: ['tell', 'stop'],
} as const;

const INSTANCE_TYPE = /^[a-z0-9-]+\.[a-z0-9-]+$/;

/** Names in a list: a consumer group's id, an instance type. */
const NAMES = {
  waitForLag: { pattern: /^[^\p{Cc}]{1,249}$/u, example: '["billing", "search-index"]' },
  fallbackSizes: { pattern: INSTANCE_TYPE, example: '["t3a.medium", "t3.large"]' },
} as const;

const MOST_NAMES = 20;

/** What is wrong with the fields of a policy one by one, as sentences without their subject. Windows have their own. */
export function wrongFields(policy: Policy): string[] {
  return [
    ...keysOf(CHOICES).flatMap((key) => wrongChoice(key, policy[key])),
    ...keysOf(SECONDS).flatMap((key) => wrongSeconds(key, policy[key], SECONDS[key])),
    ...keysOf(NAMES).flatMap((key) => wrongNames(key, policy[key])),
    ...wrongSize(policy.size),
    ...(policy.kind === 'brokers' ? wrongBrokersFields(policy) : []),
  ];
}

function wrongBrokersFields(policy: BrokersPolicy): string[] {
  return [
    ...keysOf(BROKERS_SECONDS).flatMap((key) => wrongSeconds(key, policy[key], BROKERS_SECONDS[key])),
    ...keysOf(BROKERS_COUNTS).flatMap((key) => wrongCount(key, policy[key], BROKERS_COUNTS[key])),
  ];
}

function wrongChoice(key: keyof typeof CHOICES, value: unknown): string[] {
  const allowed: readonly unknown[] = CHOICES[key];
  if (allowed.includes(value)) return [];
  return [`has ${key} ${JSON.stringify(value)}; allowed: ${allowed.map(String).join(', ')}`];
}

interface Range {
  readonly min: number;
  readonly max: number;
}

function isWithin(value: number, { min, max }: Range): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

function wrongCount(key: string, count: number, range: Range): string[] {
  if (isWithin(count, range)) return [];
  return [`has ${key} ${JSON.stringify(count)}; allowed are whole numbers from ${range.min} to ${range.max}`];
}

function wrongSeconds(key: string, seconds: number, range: Range): string[] {
  if (isWithin(seconds, range)) return [];
  const { min, max } = range;
  return [
    `has ${key} ${JSON.stringify(seconds)}; allowed are whole seconds from ${min} to ${max} (${durationText(max)})`,
  ];
}

function wrongNames(key: keyof typeof NAMES, names: readonly string[]): string[] {
  const { pattern, example } = NAMES[key];
  const fine =
    Array.isArray(names) &&
    names.length <= MOST_NAMES &&
    new Set(names).size === names.length &&
    names.every((name) => typeof name === 'string' && pattern.test(name));
  if (fine) return [];
  return [
    `has ${key} ${JSON.stringify(names)}; allowed is a list of up to ${MOST_NAMES} different names such as ${example}`,
  ];
}

function wrongSize(size: string | undefined): string[] {
  if (size === undefined || (typeof size === 'string' && INSTANCE_TYPE.test(size))) return [];
  return [`has size ${JSON.stringify(size)}; allowed is an instance type such as "t3.medium"`];
}

function keysOf<T extends object>(object: T): (keyof T)[] {
  // Object.keys gives every own key, and these constants have no others than their types say.
  return Object.keys(object) as (keyof T)[];
}
