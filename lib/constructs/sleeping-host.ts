import { Stack, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
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
import { hostDoors } from './host-doors.ts';
import { hostMachine } from './host-machine.ts';
import { HostPrograms } from './host-programs.ts';
import type { HostProps, HostTraits } from './host-props.ts';
import { HostRole } from './host-role.ts';
import { hostSettings } from './host-settings.ts';
import { hostSizes } from './host-sizes.ts';
import { hostSubnets } from './host-subnets.ts';
import { hostUserData } from './host-user-data.ts';
import { NamedParameter } from './named-parameter.ts';
import { stableLogicalId } from './stable-logical-id.ts';
import { waive } from './waivers.ts';

/**
 * What hosts of all kinds have: an instance whose data is a volume of its own that outlives the instance and the stack,
 * and whose programs and settings are read at each boot, so that a deploy never replaces it for them.
 */
export abstract class SleepingHost extends Construct {
  readonly instance: ec2.Instance;
  readonly data: DataVolume;
  /** Whoever joins this group reaches the host's doors. */
  readonly clients: ec2.SecurityGroup;
  /** Name of the parameter that holds the address for clients once the host has booted. */
  readonly bootstrapParameterName: string;
  /** What people, parameters and tags call it. */
  readonly targetName: string;
  /** By name. */
  readonly availabilityZone: string;
  /** What the host may do. */
  protected readonly role: iam.Role;

  /**
   * @throws Error for what cannot work, at synthesis: a zone without a subnet, a type of another architecture, a taken
   * name, a missing folder of programs; PowerError `bad-policy`, `bad-name`.
   */
  constructor(scope: Construct, id: string, props: HostProps, traits: HostTraits) {
    super(scope, id);
    const { vpc, availabilityZone, power } = props;
    const { called, instanceType } = traits;
    const environmentName = power.environmentName;
    const target = claimTargetName(power, this, traits.target);
    const { policy, mayBecome } = hostSizes({
      policy: policyOf(props.policy ?? {}),
      instanceType,
      allowed: traits.sizes,
    });
    checkPolicy(this, policy, power.tick);
    const { vpcSubnets, isPublic } = hostSubnets(vpc, availabilityZone, props.vpcSubnets);
    this.targetName = target;
    this.availabilityZone = availabilityZone;
    this.bootstrapParameterName = bootstrapParameter(environmentName, target);
    const tags = { [TAG_ENVIRONMENT]: environmentName, [TAG_TARGET]: target };
    for (const [name, value] of Object.entries(tags)) {
      Tags.of(this).add(name, value);
    }

    const { clients, securityGroup } = hostDoors(this, { vpc, environmentName, called, doors: traits.doors });
    this.clients = clients;
    this.data = new DataVolume(this, 'Data', {
      availabilityZone,
      role: target,
      logicalId: stableLogicalId('catnap', environmentName, target, 'data'),
      size: props.dataVolumeSize,
      volumeId: props.dataVolumeId,
    });
    const programs = new HostPrograms(this, 'Programs', {
      environmentName,
      role: target,
      kind: traits.kind,
      folder: props.programs,
      schemas: traits.schemas,
    });
    const settings = new NamedParameter(this, 'HostSettings', {
      name: hostParameter(environmentName, target),
      description: `catnap ${environmentName}: what the ${called} reads at each boot`,
      value: hostSettings(Stack.of(this), {
        target,
        table: power.table,
        policy,
        volumeId: props.dataVolumeId,
        securityUpdates: props.securityUpdates,
        services: traits.services,
      }),
    });
    const role = new HostRole(this, 'Role', {
      environmentName,
      target,
      role: target,
      tags,
      table: power.table,
      programs,
    });
    this.role = role.role;

    this.instance = new ec2.Instance(this, 'Instance', {
      ...hostMachine(),
      vpc,
      availabilityZone,
      vpcSubnets,
      instanceType,
      securityGroup,
      role: role.role,
      userData: hostUserData({
        environmentName,
        role: target,
        region: Stack.of(this).region,
        packages: traits.packages,
      }),
      // The way out to SSM, EC2 and DynamoDB's control plane; it costs 0.005 dollars an hour, only while the host runs.
      associatePublicIpAddress: isPublic,
      httpTokens: ec2.HttpTokens.REQUIRED,
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
      description: `catnap ${environmentName}: when the ${called} sleeps`,
      value: Stack.of(this).toJsonString(policy),
    }).node.addDependency(this.instance);
    if (mayBecome.length > 0) {
      power.allowResize(target, mayBecome);
    }
  }
}
