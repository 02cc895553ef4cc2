import { Stack, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { DEFAULT_PORTS } from '../../kafka/ports.ts';
import {
  bootstrapParameter,
  hostParameter,
  TAG_ENVIRONMENT,
  TAG_TARGET,
  targetParameter,
} from '../../power/names.ts';
import { policyOf } from '../../power/parse-policy.ts';
import { checkPolicy } from './check-policy.ts';
import { claimTargetName } from './claim-target-name.ts';
import { DataVolume } from './data-volume.ts';
import { HostPrograms } from './host-programs.ts';
import { HostRole } from './host-role.ts';
import { hostSubnets } from './host-subnets.ts';
import { hostUserData } from './host-user-data.ts';
import type { KafkaHostProps } from './kafka-host-props.ts';
import { kafkaHostSettings } from './kafka-host-settings.ts';
import { kafkaHostSizes } from './kafka-host-sizes.ts';
import { NamedParameter } from './named-parameter.ts';
import { stableLogicalId } from './stable-logical-id.ts';
import { waive } from './waivers.ts';

/**
 * One Kafka host that sleeps when nobody uses it and wakes on request. Its data is a volume of its own that outlives
 * the instance and the stack; its programs and settings are read at each boot, so a deploy never replaces it for them.
 */
export class KafkaHost extends Construct {
  readonly instance: ec2.Instance;
  readonly data: DataVolume;
  /** Whoever joins this group reaches the broker's client port. */
  readonly clients: ec2.SecurityGroup;
  /** Name of the parameter that holds the bootstrap address once the host has booted. */
  readonly bootstrapParameterName: string;

  /**
   * @throws Error for what cannot work, at synthesis: a zone without a subnet, a type of another architecture, a taken
   * name, a missing folder of programs; PowerError `bad-policy`, `bad-name`.
   */
  constructor(scope: Construct, id: string, props: KafkaHostProps) {
    super(scope, id);
    const { vpc, availabilityZone, power } = props;
    const environmentName = power.environmentName;
    const target = claimTargetName(power, this, props.targetName ?? 'kafka');
    const { policy, instanceType, mayBecome } = kafkaHostSizes(
      policyOf(props.policy ?? {}),
      props.instanceType,
    );
    checkPolicy(this, policy, power.tick);
    const { vpcSubnets, isPublic } = hostSubnets(vpc, availabilityZone, props.vpcSubnets);
    this.bootstrapParameterName = bootstrapParameter(environmentName, target);
    Tags.of(this).add(TAG_ENVIRONMENT, environmentName);
    Tags.of(this).add(TAG_TARGET, target);

    this.clients = new ec2.SecurityGroup(this, 'Clients', {
      vpc,
      description: `Members reach the Kafka host of catnap ${environmentName}`,
    });
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: `The Kafka host of catnap ${environmentName}: nothing from the internet`,
    });
    securityGroup.addIngressRule(this.clients, ec2.Port.tcp(DEFAULT_PORTS.CLIENT), 'Kafka clients');

    this.data = new DataVolume(this, 'Data', {
      availabilityZone,
      target,
      logicalId: stableLogicalId('catnap', environmentName, target, 'data'),
      size: props.dataVolumeSize,
      volumeId: props.dataVolumeId,
    });
    const programs = new HostPrograms(this, 'Programs', {
      environmentName,
      role: target,
      folder: props.programs,
    });
    const settings = new NamedParameter(this, 'HostSettings', {
      name: hostParameter(environmentName, target),
      description: `catnap ${environmentName}: what the Kafka host reads at each boot`,
      value: kafkaHostSettings(Stack.of(this), {
        target,
        table: power.table,
        policy,
        volumeId: props.dataVolumeId,
        securityUpdates: props.securityUpdates,
      }),
    });
    const role = new HostRole(this, 'Role', { environmentName, target, table: power.table, programs });

    this.instance = new ec2.Instance(this, 'Instance', {
      vpc,
      availabilityZone,
      vpcSubnets,
      instanceType,
      // Cached in cdk.context.json: a newer image must not replace the host on an unrelated deploy.
      machineImage: ec2.MachineImage.latestAmazonLinux2023({ cachedInContext: true }),
      securityGroup,
      role: role.role,
      userData: hostUserData({ environmentName, role: target, region: Stack.of(this).region }),
      // The way out to SSM, EC2 and DynamoDB's control plane; it costs 0.005 dollars an hour, only while the host runs.
      associatePublicIpAddress: isPublic,
      httpTokens: ec2.HttpTokens.REQUIRED,
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: false,
      ebsOptimized: true,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: ec2.BlockDeviceVolume.ebs(8, { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3 }),
        },
      ],
    });
    waive(
      this.instance,
      'detailedMonitoring',
      'terminationProtection',
      'namedZone',
      'roleNamedTwice',
      ...(isPublic ? (['publicAddress'] as const) : []),
    );
    // Its agent reads these the moment it boots.
    this.instance.node.addDependency(this.data, programs, settings, role);

    new NamedParameter(this, 'Target', {
      name: targetParameter(environmentName, target),
      description: `catnap ${environmentName}: when the Kafka host sleeps`,
      value: Stack.of(this).toJsonString(policy),
    }).node.addDependency(this.instance);
    if (mayBecome.length > 0) {
      power.allowResize(target, mayBecome);
    }
  }
}
