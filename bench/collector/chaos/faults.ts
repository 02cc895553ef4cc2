import type { LocalBroker } from '../../processes/broker.ts';
import type { LocalCollector } from '../../processes/collector.ts';
import type { LocalRedis } from '../../processes/redis.ts';

/** The processes that things happen to. */
export interface Stage {
  readonly kafka: LocalBroker;
  readonly redis: LocalRedis;
  readonly collector: LocalCollector;
}

export type Who = keyof Stage;

/** Something that happens to a process, and how it comes back. */
interface Fault {
  readonly who: Who;
  readonly strike: (stage: Stage) => Promise<void>;
  readonly mend: (stage: Stage) => Promise<void>;
}

const restart =
  (who: Who) =>
  (stage: Stage): Promise<void> =>
    stage[who].start();

const FAULTS = {
  'collector killed': {
    who: 'collector',
    strike: ({ collector }) => collector.kill(),
    mend: restart('collector'),
  },
  'collector stopped': {
    who: 'collector',
    strike: ({ collector }) => collector.stop(),
    mend: restart('collector'),
  },
  'redis killed': { who: 'redis', strike: ({ redis }) => redis.kill(), mend: restart('redis') },
  'kafka killed': { who: 'kafka', strike: ({ kafka }) => kafka.kill(), mend: restart('kafka') },
  'kafka stopped': { who: 'kafka', strike: ({ kafka }) => kafka.stop(), mend: restart('kafka') },
  'kafka frozen': {
    who: 'kafka',
    strike: async ({ kafka }) => kafka.freeze(),
    mend: async ({ kafka }) => kafka.thaw(),
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

/** One fault in a round: it strikes after so many milliseconds, and is mended so many later. */
export interface Planned {
  readonly fault: FaultName;
  readonly after: number;
  readonly lasts: number;
}

/**
 * What happens in a round. The three processes are hit independently, so that they are down together now and then; each
 * is mended before it is hit again.
 *
 * @param random 0 to 1
 */
export function planRound(random: () => number, strikes: number): ReadonlyMap<Who, readonly Planned[]> {
  const plan = new Map<Who, Planned[]>();
  for (let count = 0; count < strikes; count++) {
    const fault = FAULT_NAMES[Math.floor(random() * FAULT_NAMES.length)] ?? 'kafka killed';
    const { who } = FAULTS[fault];
    const planned = { fault, after: 200 + random() * 1_500, lasts: random() * 2_500 };
    plan.set(who, [...(plan.get(who) ?? []), planned]);
  }
  return plan;
}

export function strike(fault: FaultName, stage: Stage): Promise<void> {
  return FAULTS[fault].strike(stage);
}

export function mend(fault: FaultName, stage: Stage): Promise<void> {
  return FAULTS[fault].mend(stage);
}
