import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import type { KafkaClusterProps } from '../../../lib/constructs/kafka-cluster-props.ts';
import { OwnStack } from '../own-stack.ts';
import { propertiesOf, withCluster } from './cluster-template.ts';

describe('a cluster as a target', () => {
  const { template } = withCluster({ policy: { idleAfter: 600 } });
  const [target = {}] = Object.values(
    template.findResources('AWS::SSM::Parameter', { Properties: { Name: '/catnap/shop/targets/cluster' } }),
  );

  it('is of the kind that sleeps as one', () => {
    expect(JSON.parse(target.Properties.Value)).toMatchObject({
      kind: 'brokers',
      idleAfter: 600,
      onDemandCount: 1,
    });
  });

  it('is not known to the power switch before all of it is there', () => {
    const resources = template.toJSON().Resources;
    const types: string[] = target.DependsOn.map((id: string) => resources[id].Type);
    const count = (type: string) => types.filter((one) => one === type).length;
    expect(count('AWS::AutoScaling::AutoScalingGroup')).toBe(3);
    expect(count('AWS::SSM::Parameter')).toBe(6);
    expect(count('AWS::EC2::SecurityGroupIngress')).toBe(3);
  });

  it('gives the power switch rights on its groups alone, and none to let them grow', () => {
    const ofTarget = {
      'aws:ResourceTag/catnap:environment': 'shop',
      'aws:ResourceTag/catnap:target': 'cluster',
    };
    const rights = propertiesOf(template, 'AWS::IAM::Policy')
      .filter(({ Roles }) => /Power/.test(JSON.stringify(Roles)))
      .map(({ PolicyDocument }) =>
        PolicyDocument.Statement.filter(({ Action }: { Action: string | string[] }) =>
          [Action].flat().some((action) => action.startsWith('autoscaling:')),
        ).map(({ Action, Condition }: { Action: string | string[]; Condition?: object }) => [
          [Action].flat(),
          Condition,
        ]),
      )
      .filter((statements) => statements.length > 0);
    const look = [
      ['autoscaling:DescribeAutoScalingGroups', 'autoscaling:DescribeScalingActivities'],
      undefined,
    ];
    const [wake, reap] = rights;
    expect(rights).toHaveLength(2);
    expect(wake).toEqual([look, [['autoscaling:SetDesiredCapacity'], { StringEquals: ofTarget }]]);
    expect(reap).toEqual([
      look,
      [['autoscaling:SetDesiredCapacity'], { StringEquals: ofTarget }],
      [
        ['autoscaling:UpdateAutoScalingGroup'],
        { StringEquals: ofTarget, NumericLessThanEqualsIfExists: { 'autoscaling:MaxSize': 1 } },
      ],
    ]);
  });
});

describe('what cannot work is refused at synthesis', () => {
  it.each<[string, Partial<KafkaClusterProps>, RegExp]>([
    ['an unknown size', { brokerSize: 'huge' }, /given 'huge', allowed are small, medium, large, xlarge/],
    ['two zones', { availabilityZones: ['us-east-1a', 'us-east-1b'] }, /needs 3 different ones/],
    [
      'a zone without a subnet',
      { availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1f'] },
      /given 'us-east-1f', where the VPC has no such subnet/,
    ],
    ['more brokers on demand than there are', { onDemandCount: 4 }, /given 4 for 3 brokers/],
    [
      'a disk too slow for its throughput',
      { dataVolumeThroughput: 1_000 },
      /dataVolumeThroughput: given 1000 MiB\/s with 3000 IOPS/,
    ],
    [
      'a disk too small for its operations',
      { dataVolumeIops: 6_000 },
      /dataVolumeIops: given 6000 for 10 GiB/,
    ],
    [
      'a volume for a broker that is not there',
      { dataVolumeIds: { 4: 'vol-0123456789abcdef0' } },
      /dataVolumeIds: given one for broker 4, allowed are brokers 1 to 3/,
    ],
    [
      'something that is no volume',
      { dataVolumeIds: { 1: 'volume-1' } },
      /given 'volume-1', needs a volume id/,
    ],
    ['an idle time below the tick', { policy: { idleAfter: 30 } }, /given 30 seconds.*every 60 seconds/],
    [
      'a name that leaves no room for its brokers',
      { targetName: 'a'.repeat(31) },
      /role name "a+-1" is not allowed/,
    ],
  ])('%s', (_what, props, message) => {
    expect(() => withCluster(props)).toThrow(message);
  });

  it('a name that another target has already, naming both', () => {
    const stack = new OwnStack();
    stack.kafka('First', { targetName: 'events' });
    expect(() => stack.cluster('Second', { targetName: 'events' })).toThrow(
      /given 'events' for Own\/Second, but Own\/First has that name/,
    );
  });
});

describe('a cluster beside other things', () => {
  it('may be there twice, each with groups, volumes and a zone of its own', () => {
    const stack = new OwnStack();
    stack.cluster('Orders', { targetName: 'orders' });
    stack.cluster('Clicks', { targetName: 'clicks' });
    const template = stack.template();
    template.resourceCountIs('AWS::EC2::Volume', 6);
    template.resourceCountIs('AWS::Route53::HostedZone', 2);
    template.hasResourceProperties('AWS::SSM::Parameter', { Name: '/catnap/shop/hosts/clicks-3' });
  });

  it('may be what a Redis host sends events to', () => {
    const stack = new OwnStack();
    const kafka = stack.cluster('Cluster');
    stack.redis('Redis', { kafka });
    const template = stack.template();
    const [parameter] = Object.values(
      template.findResources('AWS::SSM::Parameter', { Properties: { Name: '/catnap/shop/hosts/redis' } }),
    );
    expect(JSON.stringify(parameter?.Properties.Value)).toContain('/catnap/shop/bootstrap/cluster');
    template.hasResourceProperties('AWS::EC2::Instance', {
      NetworkInterfaces: [
        Match.objectLike({
          GroupSet: Match.arrayWith([
            { 'Fn::GetAtt': [Match.stringLikeRegexp('^ClusterClients'), 'GroupId'] },
          ]),
        }),
      ],
    });
  });
});
