import type { Duration, Size } from 'aws-cdk-lib';
import type { PolicyProps } from '../../power/policy.ts';

/** Everything a deploy can choose for one environment. One environment is a handful of stacks and one table. */
export interface EnvironmentConfig {
  /**
   * Availability zones by name; the host and its data live in the first one.
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
   * How often the reaper looks. EventBridge Scheduler's shortest rate is one minute; below that only the
   * rehearsal's emulator obeys.
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
   * Receives a mail for each transition (asleep, booting, online, …). AWS asks this address to confirm first.
   *
   * @default - nobody is mailed; the topic exists
   */
  readonly notifyEmail?: string;

  /**
   * One Kafka host that sleeps and wakes.
   *
   * @default - the environment has no single Kafka host
   */
  readonly kafka?: KafkaHostOptions;
}

/** What a visitor without credentials may do. */
export interface PublicWakeOptions {
  /**
   * Wakes by visitors per day (UTC); past it they get 429.
   *
   * @default 20
   */
  readonly dailyCap?: number;

  /**
   * Origins whose pages may call the wake URL.
   *
   * @default - no other origin
   */
  readonly corsOrigins?: string[];
}

/** The single Kafka host. */
export interface KafkaHostOptions {
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
   * Adopts a retained volume of an earlier stack instead of the one that the stack makes.
   *
   * @default - the stack's own volume
   */
  readonly dataVolumeId?: string;

  /**
   * When it sleeps and how long it may take to wake.
   *
   * @default - idle after 5 minutes, at least 5 minutes awake, 5 minutes to boot
   */
  readonly policy?: PolicyProps;
}
