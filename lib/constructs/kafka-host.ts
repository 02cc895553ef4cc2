import { Stack, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { DEFAULT_PORTS } from '../../kafka/ports.ts';
import { bootstrapParameter, hostParameter, TAG_TARGET, targetParameter } from '../../power/names.ts';
import { type Policy, policyOf } from '../../power/policy.ts';
import type { KafkaHostOptions } from '../environments/environment-config.ts';
import { DataVolume } from './data-volume.ts';
import { HostPrograms } from './host-programs.ts';
import { HostRole } from './host-role.ts';
import { hostUserData } from './host-user-data.ts';
import { instanceSizeParameter } from './instance-size-parameter.ts';
import { NamedParameter } from './named-parameter.ts';
import type { PowerSwitch } from './power-switch.ts';
import { waive } from './waivers.ts';

/** What people and parameters call it. */
const TARGET = 'kafka';

export interface KafkaHostProps extends KafkaHostOptions {
  /** The network it lives in, with a public subnet in `availabilityZone`. */
  readonly vpc: ec2.IVpc;
  /** Zone of the host and its data, by name. An EBS volume cannot leave its zone, so this must not change. */
  readonly availabilityZone: string;
  /** Who puts it to sleep and wakes it. */
  readonly power: PowerSwitch;
  /** Folder with the programs that the host runs, made by `npm run gather`. */
  readonly programs: string;
}

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

  constructor(scope: Construct, id: string, props: KafkaHostProps) {
    super(scope, id);
    const { vpc, availabilityZone, power } = props;
    const environmentName = power.environmentName;
    this.bootstrapParameterName = bootstrapParameter(environmentName, TARGET);
    Tags.of(this).add(TAG_TARGET, TARGET);

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
      size: props.dataVolumeSize,
      volumeId: props.dataVolumeId,
    });
    const programs = new HostPrograms(this, 'Programs', {
      environmentName,
      role: TARGET,
      folder: props.programs,
    });
    const settings = new NamedParameter(this, 'HostSettings', {
      name: hostParameter(environmentName, TARGET),
      description: `catnap ${environmentName}: what the Kafka host reads at each boot`,
      value: this.hostSettings(policyOf(props.policy ?? {}), power, props.dataVolumeId),
    });
    const role = new HostRole(this, 'Role', {
      environmentName,
      target: TARGET,
      table: power.table,
      programs,
    });

    const instanceType = instanceSizeParameter(Stack.of(this), props.instanceSize ?? 't3.medium');
    this.instance = new ec2.Instance(this, 'Instance', {
      vpc,
      availabilityZone,
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC, availabilityZones: [availabilityZone] },
      instanceType,
      // Cached in cdk.context.json: a newer image must not replace the host on an unrelated deploy.
      machineImage: ec2.MachineImage.latestAmazonLinux2023({ cachedInContext: true }),
      securityGroup,
      role: role.role,
      userData: hostUserData({ environmentName, role: TARGET, region: Stack.of(this).region }),
      // The way out to SSM, EC2 and DynamoDB's control plane; it costs 0.005 dollars an hour, only while the host runs.
      associatePublicIpAddress: true,
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
    waive(this.instance, 'detailedMonitoring', 'terminationProtection', 'namedZone');
    // Its agent reads these the moment it boots.
    this.instance.node.addDependency(this.data, programs, settings, role);

    new NamedParameter(this, 'Target', {
      name: targetParameter(environmentName, TARGET),
      description: `catnap ${environmentName}: when the Kafka host sleeps`,
      value: JSON.stringify(policyOf(props.policy ?? {})),
    }).node.addDependency(this.instance);
  }

  private hostSettings(policy: Policy, power: PowerSwitch, volumeId: string | undefined): string {
    return Stack.of(this).toJsonString({
      target: TARGET,
      table: power.table.tableName,
      dataVolume: volumeId ? { volumeId } : {},
      reportEvery: policy.reportEvery,
      kafka: { security: 'open' },
    });
  }
}
