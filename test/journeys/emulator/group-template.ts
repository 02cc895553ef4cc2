import type { Template } from './stack.ts';
import { attribute, NETWORK, ref, statement } from './template-parts.ts';

/** What the user data of the group's instances says. */
export const USER_DATA = '#cloud-config\n{"runcmd":[]}';

/** The types that the group may launch, in its order. */
export const TYPES = ['m7g.large', 'm6g.large', 'r7g.large'] as const;

/** A group of one for a broker in the second zone as the CDK describes one, and what it needs; nobody is wanted yet. */
export function groupTemplate({ userData = USER_DATA }: { userData?: string } = {}): Template {
  return {
    Resources: {
      ...NETWORK,
      Brokers: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: { GroupDescription: 'brokers', VpcId: ref('Vpc') },
      },
      Zone: {
        Type: 'AWS::Route53::HostedZone',
        Properties: {
          Name: 'cluster.dev.catnap.internal',
          VPCs: [{ VPCId: ref('Vpc'), VPCRegion: 'us-east-1' }],
        },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: statement('sts:AssumeRole', {
            Principal: { Service: 'ec2.amazonaws.com' },
          }),
        },
      },
      EndItself: {
        Type: 'AWS::IAM::RolePolicy',
        Properties: {
          RoleName: ref('Role'),
          PolicyName: 'EndItself',
          PolicyDocument: statement('autoscaling:TerminateInstanceInAutoScalingGroup', {
            Resource: '*',
            Condition: { StringEquals: { 'autoscaling:ResourceTag/catnap:target': 'cluster' } },
          }),
        },
      },
      NameItself: {
        Type: 'AWS::IAM::RolePolicy',
        Properties: {
          RoleName: ref('Role'),
          PolicyName: 'NameItself',
          PolicyDocument: statement('route53:ChangeResourceRecordSets', {
            Resource: { 'Fn::Join': ['', ['arn:aws:route53:::hostedzone/', ref('Zone')]] },
            Condition: {
              'ForAllValues:StringEquals': {
                'route53:ChangeResourceRecordSetsNormalizedRecordNames': [
                  'broker-1.cluster.dev.catnap.internal',
                ],
                'route53:ChangeResourceRecordSetsRecordTypes': ['A'],
              },
            },
          }),
        },
      },
      Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [ref('Role')] } },
      Template: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: {
          LaunchTemplateData: {
            ImageId: 'ami-0c2023a1b2c3d4e5f',
            IamInstanceProfile: { Arn: attribute('Profile', 'Arn') },
            SecurityGroupIds: [attribute('Brokers', 'GroupId')],
            MetadataOptions: { HttpTokens: 'required' },
            UserData: { 'Fn::Base64': userData },
            TagSpecifications: [
              { ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'a broker' }] },
              { ResourceType: 'volume', Tags: [{ Key: 'Name', Value: "a broker's root" }] },
            ],
          },
        },
      },
      Group: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MinSize: '0',
          MaxSize: '1',
          VPCZoneIdentifier: [ref('Subnet')],
          MixedInstancesPolicy: {
            InstancesDistribution: {
              OnDemandBaseCapacity: 0,
              OnDemandPercentageAboveBaseCapacity: 0,
              SpotAllocationStrategy: 'price-capacity-optimized',
            },
            LaunchTemplate: {
              LaunchTemplateSpecification: {
                LaunchTemplateId: ref('Template'),
                Version: attribute('Template', 'LatestVersionNumber'),
              },
              Overrides: TYPES.map((InstanceType) => ({ InstanceType })),
            },
          },
          Tags: [
            { Key: 'catnap:target', Value: 'cluster', PropagateAtLaunch: true },
            { Key: 'catnap:broker', Value: '1', PropagateAtLaunch: true },
            { Key: 'catnap:own', Value: 'yes', PropagateAtLaunch: false },
          ],
        },
      },
    },
    Outputs: {
      Group: { Value: ref('Group') },
      Subnet: { Value: ref('Subnet') },
      Brokers: { Value: ref('Brokers') },
      Template: { Value: ref('Template') },
      Role: { Value: ref('Role') },
      Zone: { Value: ref('Zone') },
      Vpc: { Value: ref('Vpc') },
    },
  };
}
