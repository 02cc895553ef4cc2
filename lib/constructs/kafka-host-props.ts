import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { KafkaHostOptions } from '../environments/environment-config.ts';
import type { PowerSwitch } from './power-switch.ts';

export interface KafkaHostProps extends Omit<KafkaHostOptions, 'instanceSize'> {
  /** The network it lives in. */
  readonly vpc: ec2.IVpc;
  /** Zone of the host and its data, by name. An EBS volume cannot leave its zone, so this must not change. */
  readonly availabilityZone: string;
  /**
   * Which subnets of that zone it may be in. In a private one it needs a way out, by a NAT gateway or by endpoints, to
   * S3, DynamoDB, EC2 and Systems Manager.
   *
   * @default - the public subnets; the host has a public IPv4 address while it runs, and nothing inbound from the internet
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
  /** Who puts it to sleep and wakes it; in the same account and region. */
  readonly power: PowerSwitch;
  /** Folder with the programs that the host runs, made by `catnap gather`. */
  readonly programs: string;
  /**
   * What people, parameters and tags call it; its data volume is found by it. Each target of a power switch has its own.
   *
   * @default 'kafka'
   */
  readonly targetName?: string;
  /**
   * Any x86-64 type. A change stops and starts the host and keeps its data.
   *
   * @default - t3.medium
   */
  readonly instanceType?: ec2.InstanceType;
}
