import { type Size, Stack, Tags } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { hostParameter, TAG_BROKER, TAG_ENVIRONMENT, TAG_TARGET, validateName } from '../../power/names.ts';
import type { Policy } from '../../power/policy.ts';
import { BrokerGroup, type BrokerGroupProps } from './broker-group.ts';
import { brokerStatements } from './broker-statements.ts';
import { brokerHostName, brokerRole } from './cluster-names.ts';
import type { ClusterNode } from './cluster-nodes.ts';
import { DataVolume } from './data-volume.ts';
import { HostPrograms } from './host-programs.ts';
import type { HostSurroundings } from './host-props.ts';
import { HostRole } from './host-role.ts';
import { hostSettings, type SecurityUpdates } from './host-settings.ts';
import { hostUserData } from './host-user-data.ts';
import { KAFKA_PACKAGES } from './kafka-traits.ts';
import { NamedParameter } from './named-parameter.ts';
import { NOT_ON_ROOT_VOLUMES } from './not-on-root-volumes.ts';
import { stableLogicalId } from './stable-logical-id.ts';
import { waive } from './waivers.ts';

/** What a broker has of its own, and what it has of its cluster. */
export interface KafkaBrokerProps
  extends HostSurroundings,
    ClusterNode,
    Pick<BrokerGroupProps, 'types' | 'securityGroup'> {
  /** What people, parameters and tags call the cluster. */
  readonly target: string;
  /** How many brokers the cluster has. */
  readonly brokers: number;
  readonly zone: IHostedZone;
  readonly policy: Policy;
  readonly securityUpdates?: SecurityUpdates;
  readonly dataVolume: {
    readonly size?: Size;
    readonly iops?: number;
    readonly throughput?: number;
    /** A retained volume to adopt. */
    readonly volumeId?: string;
  };
}

/**
 * One broker of a cluster: a volume that stays, and a group that makes an instance for it whenever there is none. What the
 * broker is follows from its settings and its volume, never from the instance.
 */
export class KafkaBroker extends Construct {
  readonly data: DataVolume;
  /** By which clients and other brokers know it. */
  readonly hostName: string;

  /** @throws Error for what cannot work, at synthesis; PowerError `bad-name`. */
  constructor(scope: Construct, id: string, props: KafkaBrokerProps) {
    super(scope, id);
    const { target, node, brokers, zone, policy, power, availabilityZone } = props;
    const { environmentName, table } = power;
    const stack = Stack.of(this);
    const role = validateName('role', brokerRole(target, node));
    this.hostName = brokerHostName(node, zone.zoneName);
    const tags = {
      [TAG_ENVIRONMENT]: environmentName,
      [TAG_TARGET]: target,
      [TAG_BROKER]: String(node),
    };
    Tags.of(this).add(TAG_BROKER, String(node), NOT_ON_ROOT_VOLUMES);

    this.data = new DataVolume(this, 'Data', {
      ...props.dataVolume,
      availabilityZone,
      role,
      logicalId: stableLogicalId('catnap', environmentName, target, 'data', String(node)),
    });
    const programs = new HostPrograms(this, 'Programs', {
      environmentName,
      role,
      kind: 'kafka',
      folder: props.programs,
    });
    const hostRole = new HostRole(this, 'Role', { environmentName, target, role, tags, table, programs });
    for (const statement of brokerStatements(this, {
      environmentName,
      role,
      tags,
      zone,
      hostName: this.hostName,
    })) {
      hostRole.role.addToPolicy(new PolicyStatement(statement));
    }
    waive(hostRole.role, 'taggedGroups');
    const settings = new NamedParameter(this, 'HostSettings', {
      name: hostParameter(environmentName, role),
      description: `catnap ${environmentName}: what broker ${node} of ${target} reads at each boot`,
      value: hostSettings(stack, {
        target,
        table,
        policy,
        volumeId: props.dataVolume.volumeId,
        securityUpdates: props.securityUpdates,
        services: {
          kafka: { security: 'open' },
          cluster: {
            node,
            brokers,
            zone: { id: zone.hostedZoneId, name: zone.zoneName },
          },
        },
      }),
    });
    const { group } = new BrokerGroup(this, 'Machine', {
      ...props,
      roleName: role,
      role: hostRole.role,
      userData: hostUserData({ environmentName, role, region: stack.region, packages: KAFKA_PACKAGES }),
    });
    // Its agent needs these the moment it boots.
    group.node.addDependency(this.data, programs, settings, hostRole);
  }
}
