import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { RedisHostOptions } from '../environments/redis-host-options.ts';
import type { HostProps } from './host-props.ts';
import type { KafkaService } from './kafka-service.ts';

export interface RedisHostProps extends HostProps, Omit<RedisHostOptions, 'instanceSize'> {
  /**
   * Where the collector sends events, and whom it wakes: a Kafka host in the same zone, so that no traffic between them is
   * billed, or a cluster. To give one later replaces the instance, which keeps its data.
   *
   * @default - nowhere: events stay on the Redis host, in streams
   */
  readonly kafka?: KafkaService;
  /**
   * What people, parameters and tags call it; its data volume is found by it. Each target of a power switch has its own.
   *
   * @default 'redis'
   */
  readonly targetName?: string;
  /**
   * Any x86-64 type with 1 GiB or more. A change stops and starts the host and keeps its data.
   *
   * @default - t3.micro
   */
  readonly instanceType?: ec2.InstanceType;
}
