import { Tags } from 'aws-cdk-lib';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { BrokerTypes } from './broker-types.ts';
import { hostMachine } from './host-machine.ts';
import { hostSubnets } from './host-subnets.ts';
import { waive } from './waivers.ts';

export interface BrokerGroupProps {
  /** The broker's role: names its instances and their root volumes in the console. */
  readonly roleName: string;
  readonly vpc: ec2.IVpc;
  /** Zone by name: that of the broker's volume. */
  readonly availabilityZone: string;
  /** @default - the public subnets */
  readonly vpcSubnets?: ec2.SubnetSelection;
  readonly types: BrokerTypes;
  /** On demand for good; else on spot, and on demand while the power switch says so. */
  readonly isOnDemand: boolean;
  readonly securityGroup: ec2.ISecurityGroup;
  readonly role: iam.IRole;
  readonly userData: ec2.UserData;
}

/**
 * The group that makes a broker's instance, and another one when that is gone. It makes none until the power switch asks
 * for it: its desired capacity is not in the template, which would reset it at each deploy.
 *
 * CloudFormation's resource and not CDK's construct, which has an update policy always. This has none: CloudFormation would
 * replace the brokers of all groups at once.
 */
export class BrokerGroup extends Construct {
  readonly group: CfnAutoScalingGroup;

  /** @throws Error when the VPC has no such subnet in that zone. */
  constructor(scope: Construct, id: string, props: BrokerGroupProps) {
    super(scope, id);
    const { vpc, types } = props;
    const { vpcSubnets, isPublic } = hostSubnets(vpc, props.availabilityZone, props.vpcSubnets);
    const launchTemplate = new ec2.LaunchTemplate(this, 'Template', {
      ...hostMachine(),
      securityGroup: props.securityGroup,
      role: props.role,
      userData: props.userData,
      // As for the single host: the way out, paid while the instance is there.
      associatePublicIpAddress: isPublic,
      httpTokens: ec2.LaunchTemplateHttpTokens.REQUIRED,
    });
    Tags.of(launchTemplate).add('Name', `catnap ${props.roleName}`);
    const resource = launchTemplate.node.defaultChild as ec2.CfnLaunchTemplate;
    resource.addPropertyOverride('LaunchTemplateData.CreditSpecification', types.creditSpecification);
    this.group = new CfnAutoScalingGroup(this, 'Group', {
      minSize: '0',
      maxSize: '1',
      vpcZoneIdentifier: vpc.selectSubnets(vpcSubnets).subnetIds,
      // It would launch before it terminates, and a volume cannot be in two places.
      capacityRebalance: false,
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: {
            launchTemplateId: resource.ref,
            version: launchTemplate.latestVersionNumber,
          },
        },
        instancesDistribution: {
          onDemandAllocationStrategy: 'lowest-price',
          onDemandBaseCapacity: props.isOnDemand ? 1 : 0,
          onDemandPercentageAboveBaseCapacity: 0,
          spotAllocationStrategy: 'price-capacity-optimized',
        },
      },
    });
    this.group.addPropertyOverride('MixedInstancesPolicy.LaunchTemplate.Overrides', types.overrides);
    waive(this.group, 'groupDisks', 'scalingMails');
    if (isPublic) {
      waive(launchTemplate, 'publicAddress');
    }
  }
}
