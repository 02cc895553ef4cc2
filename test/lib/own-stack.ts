import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { KafkaCluster } from '../../lib/constructs/kafka-cluster.ts';
import type { KafkaClusterProps } from '../../lib/constructs/kafka-cluster-props.ts';
import { KafkaHost } from '../../lib/constructs/kafka-host.ts';
import type { KafkaHostProps } from '../../lib/constructs/kafka-host-props.ts';
import { PowerSwitch } from '../../lib/constructs/power-switch.ts';
import { RedisHost } from '../../lib/constructs/redis-host.ts';
import type { RedisHostProps } from '../../lib/constructs/redis-host-props.ts';
import { cdkContext, standInFunctions, standInPrograms } from './synthesised-environment.ts';

/** Where the stack is, unless a test says otherwise; what CDK would look up there is in cdk.context.json. */
const PLACE = { account: '000000000000', region: 'us-east-1' };

/** A stack of somebody else with a network and a power switch, as an app that imports the constructs has it. */
export class OwnStack extends Stack {
  readonly vpc: ec2.Vpc;
  readonly power: PowerSwitch;

  constructor(props: StackProps & { readonly app?: App; readonly id?: string } = {}) {
    super(props.app ?? new App({ context: cdkContext() }), props.id ?? 'Own', { env: PLACE, ...props });
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
      natGateways: 0,
      restrictDefaultSecurityGroup: false,
    });
    this.power = this.switchOf('shop');
  }

  /** A power switch of another environment. */
  switchOf(environmentName: string): PowerSwitch {
    return new PowerSwitch(this, `Power-${environmentName}`, {
      environmentName,
      functions: standInFunctions(),
    });
  }

  /** A Kafka host with what it needs, and these props. */
  kafka(id: string, props: Partial<KafkaHostProps> = {}): KafkaHost {
    return new KafkaHost(this, id, {
      vpc: this.vpc,
      availabilityZone: 'us-east-1a',
      power: this.power,
      programs: standInPrograms(),
      ...props,
    });
  }

  /** A cluster with what it needs, and these props. */
  cluster(id: string, props: Partial<KafkaClusterProps> = {}): KafkaCluster {
    return new KafkaCluster(this, id, {
      vpc: this.vpc,
      availabilityZones: this.vpc.availabilityZones,
      power: this.power,
      programs: standInPrograms(),
      ...props,
    });
  }

  /** A Redis host with what it needs, and these props. */
  redis(id: string, props: Partial<RedisHostProps> = {}): RedisHost {
    return new RedisHost(this, id, {
      vpc: this.vpc,
      availabilityZone: 'us-east-1a',
      power: this.power,
      programs: standInPrograms(),
      ...props,
    });
  }

  /** An instance of theirs. */
  host(id: string, props: Partial<ec2.InstanceProps> = {}): ec2.Instance {
    return new ec2.Instance(this, id, {
      vpc: this.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      instanceType: new ec2.InstanceType('m7g.large'),
      machineImage: ec2.MachineImage.genericLinux({ 'us-east-1': 'ami-00000000000000001' }),
      ...props,
    });
  }

  /** What the stack comes to. */
  template(): Template {
    return Template.fromStack(this);
  }
}
