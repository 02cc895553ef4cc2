import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { instanceSizeParameter } from '../constructs/instance-size-parameter.ts';
import { KafkaHost } from '../constructs/kafka-host.ts';
import type { KafkaHostProps } from '../constructs/kafka-host-props.ts';
import type { KafkaHostOptions } from '../environments/environment-config.ts';

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
      instanceType: instanceSizeParameter(this, props.instanceSize ?? 't3.medium'),
    });
    this.lockLogicalIds();

    const { instance, bootstrapParameterName, clients } = this.host;
    this.output('InstanceId', instance.instanceId, 'The Kafka host');
    this.output(
      'BootstrapParameter',
      bootstrapParameterName,
      'SSM parameter with the bootstrap address, written at boot',
    );
    this.output(
      'ClientsSecurityGroup',
      clients.securityGroupId,
      'Members of this group reach Kafka on port 9092',
    );
    this.output('Shell', `aws ssm start-session --target ${instance.instanceId}`, 'A shell on the host');
  }

  /** Under other logical ids CloudFormation would replace the host, and leave the data behind for an empty volume. */
  private lockLogicalIds(): void {
    (this.host.instance.node.defaultChild as ec2.CfnInstance).overrideLogicalId('KafkaHost');
    this.host.data.lockLogicalId('KafkaData');
  }

  private output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}
