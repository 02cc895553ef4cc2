import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { KafkaHostOptions } from '../environments/environment-config.ts';
import type { HostProps } from './host-props.ts';

export interface KafkaHostProps extends HostProps, Omit<KafkaHostOptions, 'instanceSize'> {
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
