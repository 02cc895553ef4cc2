import type { Duration, Size } from 'aws-cdk-lib';
import type { PolicyProps } from '../../power/policy.ts';
import type { HostOptions } from './host-options.ts';
import type { KafkaClusterOptions } from './kafka-cluster-options.ts';
import type { RedisHostOptions } from './redis-host-options.ts';

/** Everything a deploy can choose for one environment. One environment is a handful of stacks and one table. */
export interface EnvironmentConfig {
  /**
   * Availability zones by name; the host and its data live in the first one, a cluster in the first three.
   *
   * Named here, because not every zone has every instance type (us-east-1's use1-az3 has no T3).
   */
  readonly availabilityZones: string[];

  /**
   * An existing VPC with public subnets in `availabilityZones`.
   *
   * @default - the environment makes a VPC of its own, without NAT gateways
   */
  readonly vpcId?: string;

  /**
   * How often the reaper looks: whole minutes, up to an hour. EventBridge Scheduler's shortest rate is one minute; below
   * that only the rehearsal's emulator obeys.
   *
   * @default Duration.minutes(1)
   */
  readonly tick?: Duration;

  /**
   * Lets visitors without credentials wake the environment by a public URL, up to a daily cap.
   *
   * @default - only callers with AWS credentials can wake
   */
  readonly publicWake?: PublicWakeOptions;

  /**
   * Receives a mail for each transition (asleep, booting, online, …) and for each alarm. AWS asks this address to confirm
   * first.
   *
   * @default - nobody is mailed; the topic exists
   */
  readonly notifyEmail?: string;

  /**
   * Tells when the environment has cost 80 % of an amount in a month, and when AWS expects it to pass the amount. It is
   * free, and stops nothing.
   *
   * Costs count by the tag `catnap:environment`: until somebody activates it in Billing as a cost allocation tag, the
   * budget shows 0 and never speaks.
   *
   * @default - no budget
   */
  readonly monthlyBudget?: MonthlyBudgetOptions;

  /**
   * One Kafka host that sleeps and wakes.
   *
   * @default - the environment has no single Kafka host
   */
  readonly kafka?: KafkaHostOptions;

  /**
   * Three Kafka brokers or more on spot instances, in three zones, that sleep and wake as one.
   *
   * @default - the environment has no cluster
   */
  readonly cluster?: KafkaClusterOptions;

  /**
   * A small host that is always awake, with the collector and Redis: it accepts events while Kafka sleeps, wakes it, and
   * hands them over: to the single Kafka host, or to the cluster if there is no such host. Without either events stay in
   * Redis.
   *
   * @default - the environment has no Redis host
   */
  readonly redis?: RedisHostOptions;
}

/** What an environment should cost at most. */
export interface MonthlyBudgetOptions {
  /** US dollars a month, tax included. */
  readonly dollars: number;

  /**
   * An address that is told, in addition to the topic.
   *
   * @default - the topic alone
   */
  readonly email?: string;
}

/** What a visitor without credentials may do. */
export interface PublicWakeOptions {
  /**
   * Wakes by visitors per day (UTC), at least 1; past it they get 429.
   *
   * @default 20
   */
  readonly dailyCap?: number;

  /**
   * Origins whose pages may call the wake URL, such as https://example.org; * means all.
   *
   * @default - no other origin
   */
  readonly corsOrigins?: string[];
}

/** The single Kafka host. */
export interface KafkaHostOptions extends HostOptions {
  /**
   * The default of the stack parameter `InstanceSize`.
   *
   * @default 't3.medium'
   */
  readonly instanceSize?: string;

  /**
   * Size of the retained data volume.
   *
   * @default Size.gibibytes(10)
   */
  readonly dataVolumeSize?: Size;

  /**
   * When it sleeps and how long it may take to wake; lengths of time are seconds. `idleAfter` must not be shorter than the
   * environment's `tick`.
   *
   * @default - idle after 5 minutes, at least 5 minutes awake, 5 minutes to boot; people are told after 7 days awake;
   * no windows, no consumer group is waited for, no other size is tried
   */
  readonly policy?: PolicyProps;
}
