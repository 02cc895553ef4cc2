import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';

/** A Kafka host or a cluster of brokers, as whoever uses it sees it. */
export interface KafkaService extends IConstruct {
  /** What people, parameters and tags call it. */
  readonly targetName: string;
  /** Whoever joins this group reaches its brokers. */
  readonly clients: ISecurityGroup;
  /** Name of the parameter that holds the addresses for clients once a host has booted. */
  readonly bootstrapParameterName: string;
  /** By name; a cluster is in several and has none. */
  readonly availabilityZone?: string;
}
