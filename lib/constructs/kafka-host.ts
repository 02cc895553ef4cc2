import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { KAFKA_SIZES } from './instance-sizes.ts';
import type { KafkaHostProps } from './kafka-host-props.ts';
import { KAFKA_DOORS, KAFKA_PACKAGES } from './kafka-traits.ts';
import { SleepingHost } from './sleeping-host.ts';

/**
 * One Kafka host that sleeps when nobody uses it and wakes on request. Its data is a volume of its own that outlives
 * the instance and the stack; its programs and settings are read at each boot, so a deploy never replaces it for them.
 */
export class KafkaHost extends SleepingHost {
  /**
   * @throws Error for what cannot work, at synthesis: a zone without a subnet, a type of another architecture, a taken
   * name, a missing folder of programs; PowerError `bad-policy`, `bad-name`.
   */
  constructor(scope: Construct, id: string, props: KafkaHostProps) {
    super(scope, id, props, {
      kind: 'kafka',
      called: 'Kafka host',
      target: props.targetName ?? 'kafka',
      instanceType: props.instanceType ?? new InstanceType('t3.medium'),
      sizes: KAFKA_SIZES,
      packages: KAFKA_PACKAGES,
      doors: KAFKA_DOORS,
      services: { kafka: { security: 'open' } },
    });
  }
}
