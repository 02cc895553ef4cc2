import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { instanceSizeParameter } from '../constructs/instance-size-parameter.ts';
import { KAFKA_SIZES } from '../constructs/instance-sizes.ts';
import { KafkaHost } from '../constructs/kafka-host.ts';
import type { KafkaHostProps } from '../constructs/kafka-host-props.ts';
import type { KafkaHostOptions } from '../environments/environment-config.ts';
import { lockLogicalIds, showHost } from './host-stack.ts';

export interface KafkaHostStackProps
  extends StackProps,
    Omit<KafkaHostProps, 'instanceType'>,
    Pick<KafkaHostOptions, 'instanceSize'> {
  readonly environmentName: string;
}

/** One Kafka host that sleeps when nobody uses it. */
export class KafkaHostStack extends Stack {
  readonly host: KafkaHost;

  constructor(scope: Construct, id: string, props: KafkaHostStackProps) {
    super(scope, id, props);
    this.host = new KafkaHost(this, 'Kafka', {
      ...props,
      instanceType: instanceSizeParameter(this, {
        of: 'the Kafka host',
        byDefault: props.instanceSize ?? 't3.medium',
        allowed: KAFKA_SIZES,
      }),
    });
    lockLogicalIds(this.host, { instance: 'KafkaHost', data: 'KafkaData' });
    showHost(this.host, {
      instance: 'The Kafka host',
      address: 'SSM parameter with the bootstrap address, written at boot',
      clients: 'Members of this group reach Kafka on port 9092',
    });
  }
}
