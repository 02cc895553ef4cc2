import { CfnOutput, CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { TAG_BROKER, TAG_ENVIRONMENT, TAG_TARGET } from '../../power/names.ts';
import { BROKER_SIZE_NAMES } from '../constructs/broker-sizes.ts';
import { KafkaCluster } from '../constructs/kafka-cluster.ts';
import type { KafkaClusterProps } from '../constructs/kafka-cluster-props.ts';
import type { KafkaClusterOptions } from '../environments/kafka-cluster-options.ts';

export interface KafkaClusterStackProps
  extends StackProps,
    Omit<KafkaClusterProps, 'brokerSize'>,
    Pick<KafkaClusterOptions, 'brokerSize'> {
  readonly environmentName: string;
}

/** Kafka brokers on spot instances that sleep and wake as one. */
export class KafkaClusterStack extends Stack {
  readonly cluster: KafkaCluster;

  constructor(scope: Construct, id: string, props: KafkaClusterStackProps) {
    super(scope, id, props);
    // Changed by `cdk deploy --parameters <stack>:BrokerSize=medium`: a broker has it once its instance is replaced.
    const size = new CfnParameter(this, 'BrokerSize', {
      description: 'How large the brokers are',
      allowedValues: [...BROKER_SIZE_NAMES],
      default: props.brokerSize ?? 'small',
    });
    this.cluster = new KafkaCluster(this, 'Cluster', { ...props, brokerSize: size.valueAsString });
    const { targetName, bootstrapServers, bootstrapParameterName, clients } = this.cluster;
    this.output('BootstrapServers', bootstrapServers, 'Where clients in the VPC connect');
    this.output(
      'BootstrapParameter',
      bootstrapParameterName,
      'SSM parameter with the bootstrap addresses, written at boot',
    );
    this.output(
      'ClientsSecurityGroup',
      clients.securityGroupId,
      'Members of this group reach the brokers on port 9092',
    );
    this.output('Shell', shell(props.environmentName, targetName), 'A shell on broker 1, while it is awake');
  }

  private output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}

/** Its instance has another id each time it is made. */
function shell(environmentName: string, target: string): string {
  const filters = {
    [TAG_ENVIRONMENT]: environmentName,
    [TAG_TARGET]: target,
    [TAG_BROKER]: '1',
  };
  const byTags = Object.entries(filters).map(([name, value]) => `Name=tag:${name},Values=${value}`);
  return `aws ssm start-session --target $(aws ec2 describe-instances --filters ${byTags.join(' ')} Name=instance-state-name,Values=running --query Reservations[].Instances[].InstanceId --output text)`;
}
