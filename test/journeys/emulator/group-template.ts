import type { Template } from './stack.ts';

const ref = (Ref: string) => ({ Ref });
const attribute = (...path: string[]) => ({ 'Fn::GetAtt': path });

/** What the user data of the group's instances says. */
export const USER_DATA = '#cloud-config\n{"runcmd":[]}';

/** The types that the group may launch, in its order. */
export const TYPES = ['m7g.large', 'm6g.large', 'r7g.large'] as const;

/** A group of one for a broker in the second zone as the CDK describes one, and what it needs; nobody is wanted yet. */
export function groupTemplate({ userData = USER_DATA }: { userData?: string } = {}): Template {
  return {
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.7.0.0/16' } },
      Subnet: {
        Type: 'AWS::EC2::Subnet',
        Properties: { VpcId: ref('Vpc'), CidrBlock: '10.7.16.0/20', AvailabilityZone: 'us-east-1b' },
      },
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
          AssumeRolePolicyDocument: policy({ Principal: { Service: 'ec2.amazonaws.com' } }, 'sts:AssumeRole'),
        },
      },
      EndItself: {
        Type: 'AWS::IAM::RolePolicy',
        Properties: {
          RoleName: ref('Role'),
          PolicyName: 'EndItself',
          PolicyDocument: policy(
            {
              Resource: '*',
              Condition: { StringEquals: { 'autoscaling:ResourceTag/catnap:target': 'cluster' } },
            },
            'autoscaling:TerminateInstanceInAutoScalingGroup',
          ),
        },
      },
      NameItself: {
        Type: 'AWS::IAM::RolePolicy',
        Properties: {
          RoleName: ref('Role'),
          PolicyName: 'NameItself',
          PolicyDocument: policy(
            {
              Resource: { 'Fn::Join': ['', ['arn:aws:route53:::hostedzone/', ref('Zone')]] },
              Condition: {
                'ForAllValues:StringEquals': {
                  'route53:ChangeResourceRecordSetsNormalizedRecordNames': [
                    'broker-1.cluster.dev.catnap.internal',
                  ],
                  'route53:ChangeResourceRecordSetsRecordTypes': ['A'],
                },
              },
            },
            'route53:ChangeResourceRecordSets',
          ),
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

const policy = (rest: object, Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, ...rest }],
});
