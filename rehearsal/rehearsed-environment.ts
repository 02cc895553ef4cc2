/** An environment that can be rehearsed, and what is in it. */
export interface RehearsedEnvironment {
  /** As for `-c env=`. */
  readonly name: string;
  /** The target that sleeps, and that a rehearsal is about. */
  readonly target: string;
  /** What else it has; empty for nothing. */
  readonly others: readonly string[];
  /** Whether a deploy leaves the target asleep; an instance that CloudFormation makes runs. */
  readonly asleepAtFirst: boolean;
  /** What can befall one of its machines, as words of `catnap rehearse`. */
  readonly strike: string;
}

/** The targets of the environments that are rehearsed. */
export const KAFKA = 'kafka';
export const REDIS = 'redis';
const CLUSTER = 'cluster';

/** One Kafka host, and a Redis host with the collector. */
export const ONE_HOST: RehearsedEnvironment = {
  name: 'rehearsal',
  target: KAFKA,
  others: [REDIS],
  asleepAtFirst: false,
  strike: 'kill kafka',
};

/** Three brokers, and nothing else. */
export const THREE_BROKERS: RehearsedEnvironment = {
  name: 'rehearsal-cluster',
  target: CLUSTER,
  others: [],
  asleepAtFirst: true,
  strike: 'interrupt cluster-3',
};
