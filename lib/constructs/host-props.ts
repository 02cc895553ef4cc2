import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { HostOptions } from '../environments/host-options.ts';
import type { Door } from './host-doors.ts';
import type { HostKind } from './host-programs.ts';
import type { HostSettings } from './host-settings.ts';
import type { PowerSwitch } from './power-switch.ts';

/** Where hosts of all kinds live, and who puts them to sleep. */
export interface HostSurroundings {
  /** The network they live in. */
  readonly vpc: ec2.IVpc;
  /**
   * Which subnets of a host's zone it may be in. In a private one it needs a way out, by a NAT gateway or by endpoints, to
   * S3, DynamoDB, EC2, Systems Manager and, if it wakes Kafka, Lambda.
   *
   * @default - the public subnets; the host has a public IPv4 address while it runs, and nothing inbound from the internet
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
  /** Who puts them to sleep and wakes them; in the same account and region. */
  readonly power: PowerSwitch;
  /** Folder with the programs that hosts run, made by `catnap gather`. */
  readonly programs: string;
}

/** What the hosts of all kinds are made with. */
export interface HostProps extends HostSurroundings, Omit<HostOptions, 'instanceSize'> {
  /** Zone of the host and its data, by name. An EBS volume cannot leave its zone, so this must not change. */
  readonly availabilityZone: string;
}

/** What distinguishes a kind of host. */
export interface HostTraits {
  readonly kind: HostKind;
  /** What people call it in descriptions: `the Kafka host`. */
  readonly called: string;
  /** What people, parameters and tags call it; its data volume is found by it. */
  readonly target: string;
  readonly instanceType: ec2.InstanceType;
  /** Sizes that a stack parameter may give, and that it may fall back to. */
  readonly sizes: readonly string[];
  /** From Amazon Linux's repositories, installed at the first boot of an instance. */
  readonly packages: readonly string[];
  /** What members of the clients group reach. */
  readonly doors: readonly Door[];
  /** JSON Schemas that come with its programs. @default - none */
  readonly schemas?: string;
  readonly services: HostSettings['services'];
}
