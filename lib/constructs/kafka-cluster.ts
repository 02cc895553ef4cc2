import { Stack, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { DEFAULT_PORTS } from '../../kafka/ports.ts';
import { bootstrapParameter, TAG_ENVIRONMENT, TAG_TARGET, targetParameter } from '../../power/names.ts';
import { BrokerTypes } from './broker-types.ts';
import { checkPolicy } from './check-policy.ts';
import { claimTargetName } from './claim-target-name.ts';
import { clusterZoneName } from './cluster-names.ts';
import { clusterNodes } from './cluster-nodes.ts';
import { clusterPolicy } from './cluster-policy.ts';
import { clusterVolumes } from './cluster-volumes.ts';
import { hostDoors } from './host-doors.ts';
import { KafkaBroker } from './kafka-broker.ts';
import type { KafkaClusterProps } from './kafka-cluster-props.ts';
import type { KafkaService } from './kafka-service.ts';
import { KAFKA_DOORS } from './kafka-traits.ts';
import { NamedParameter } from './named-parameter.ts';
import { NOT_ON_ROOT_VOLUMES } from './not-on-root-volumes.ts';

/** What brokers reach of one another, besides what clients reach. */
const BETWEEN_BROKERS = [
  { port: DEFAULT_PORTS.BROKER, for: 'Replication, and what brokers ask one another' },
  { port: DEFAULT_PORTS.CONTROLLER, for: 'The quorum of controllers' },
] as const;

/**
 * Three, six or nine Kafka brokers in three zones, on spot instances, that sleep and wake as one. Each broker's data is a
 * volume of its own that outlives instance and stack, and so does its name: an instance that AWS takes back is replaced by
 * one that goes on where it stopped.
 */
export class KafkaCluster extends Construct implements KafkaService {
  readonly brokers: readonly KafkaBroker[];
  /** Whoever joins this group reaches the brokers. */
  readonly clients: ec2.SecurityGroup;
  /** Name of the parameter that holds the addresses for clients once a broker has booted. */
  readonly bootstrapParameterName: string;
  /** Where clients connect, within the VPC: `host:port` of each broker, parted by commas. */
  readonly bootstrapServers: string;
  /** What people, parameters and tags call it. */
  readonly targetName: string;

  /**
   * @throws Error for what cannot work, at synthesis: fewer than three zones, a zone without a subnet, a disk that EBS would
   * not make, a taken name, a missing folder of programs; PowerError `bad-policy`, `bad-name`.
   */
  constructor(scope: Construct, id: string, props: KafkaClusterProps) {
    super(scope, id);
    const { vpc, power, availabilityZones, brokers = 3, onDemandCount = 1 } = props;
    const { environmentName } = power;
    const target = claimTargetName(power, this, props.targetName ?? 'cluster');
    const nodes = clusterNodes({ brokers, availabilityZones, onDemandCount });
    const volumeOf = clusterVolumes(props, nodes);
    const policy = clusterPolicy(props.policy ?? {}, onDemandCount);
    checkPolicy(this, policy, power.tick);
    this.targetName = target;
    this.bootstrapParameterName = bootstrapParameter(environmentName, target);
    Tags.of(this).add(TAG_ENVIRONMENT, environmentName);
    Tags.of(this).add(TAG_TARGET, target, NOT_ON_ROOT_VOLUMES);

    const { clients, securityGroup } = hostDoors(this, {
      vpc,
      environmentName,
      called: 'Kafka cluster',
      doors: KAFKA_DOORS,
    });
    this.clients = clients;
    for (const { port, for: purpose } of BETWEEN_BROKERS) {
      securityGroup.addIngressRule(securityGroup, ec2.Port.tcp(port), purpose);
    }
    const zone = new PrivateHostedZone(this, 'Zone', {
      vpc,
      zoneName: clusterZoneName(environmentName, target),
      comment: `The brokers of ${target} of catnap ${environmentName}`,
    });
    const types = new BrokerTypes(this, 'Types', { size: props.brokerSize ?? 'small' });
    this.brokers = nodes.map(
      (place) =>
        new KafkaBroker(this, `Broker${place.node}`, {
          ...props,
          ...place,
          target,
          brokers,
          zone,
          types,
          securityGroup,
          policy,
          dataVolume: volumeOf(place.node),
        }),
    );
    this.bootstrapServers = this.brokers
      .map(({ hostName }) => `${hostName}:${DEFAULT_PORTS.CLIENT}`)
      .join(',');

    const parameter = new NamedParameter(this, 'Target', {
      name: targetParameter(environmentName, target),
      description: `catnap ${environmentName}: when the Kafka cluster sleeps`,
      value: Stack.of(this).toJsonString(policy),
    });
    // Nobody wakes it before it is whole.
    parameter.node.addDependency(...this.brokers, securityGroup);
    power.allowGroups(target);
  }
}
