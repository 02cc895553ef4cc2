import { describe, expect, it } from '@jest/globals';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { groupsIn, machinesIn, propertiesOf, withCluster } from './cluster-template.ts';

describe('the groups of a cluster', () => {
  const { template } = withCluster();
  const groups = groupsIn(template);

  it('are one of one for each broker, and make nothing until they are asked to', () => {
    expect(groups).toHaveLength(3);
    for (const group of groups) {
      expect(group).toMatchObject({ MinSize: '0', MaxSize: '1' });
      // In the template it would be reset by each deploy.
      expect(group).not.toHaveProperty('DesiredCapacity');
    }
  });

  it('are left alone by CloudFormation, which would replace all brokers at once', () => {
    for (const group of Object.values(template.findResources('AWS::AutoScaling::AutoScalingGroup'))) {
      expect(group).not.toHaveProperty('UpdatePolicy');
      expect(group).not.toHaveProperty('CreationPolicy');
    }
  });

  it('are in one zone each, that of their volume', () => {
    const subnets = template.findResources('AWS::EC2::Subnet');
    const zones = groups.map(({ VPCZoneIdentifier }) => {
      expect(VPCZoneIdentifier).toHaveLength(1);
      return subnets[VPCZoneIdentifier[0].Ref]?.Properties.AvailabilityZone;
    });
    expect(zones).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1c']);
    expect(
      propertiesOf(template, 'AWS::EC2::Volume').map(({ AvailabilityZone }) => AvailabilityZone),
    ).toEqual(zones);
  });

  it('choose among six types by price and capacity, and launch none before another is gone', () => {
    for (const group of groups) {
      expect(group).toMatchObject({
        CapacityRebalance: false,
        MixedInstancesPolicy: {
          InstancesDistribution: {
            SpotAllocationStrategy: 'price-capacity-optimized',
            OnDemandAllocationStrategy: 'lowest-price',
            OnDemandPercentageAboveBaseCapacity: 0,
          },
          LaunchTemplate: {
            Overrides: ['t3.medium', 't3a.medium', 't3.large', 't3a.large', 't3.xlarge', 't3a.xlarge'].map(
              (InstanceType) => ({ InstanceType }),
            ),
          },
        },
      });
      expect(group.MixedInstancesPolicy.InstancesDistribution).not.toHaveProperty('SpotMaxPrice');
    }
  });

  it('are found by tags, which their instances get too', () => {
    for (const [index, { Tags }] of groups.entries()) {
      expect(Tags).toEqual(
        expect.arrayContaining([
          { Key: 'catnap:environment', Value: 'shop', PropagateAtLaunch: true },
          { Key: 'catnap:target', Value: 'cluster', PropagateAtLaunch: true },
          { Key: 'catnap:broker', Value: String(index + 1), PropagateAtLaunch: true },
        ]),
      );
    }
  });

  it.each([0, 1, 2, 3])('have %i of three on demand if they are told so, the first ones', (onDemandCount) => {
    const onDemand = groupsIn(withCluster({ onDemandCount }).template).map(
      ({ MixedInstancesPolicy }) => MixedInstancesPolicy.InstancesDistribution.OnDemandBaseCapacity,
    );
    expect(onDemand).toEqual([1, 2, 3].map((node) => (node <= onDemandCount ? 1 : 0)));
  });

  it('have one on demand unless they are told otherwise', () => {
    expect(groups).toEqual(groupsIn(withCluster({ onDemandCount: 1 }).template));
  });
});

describe('the machines of a cluster', () => {
  const machines = machinesIn(withCluster().template);

  it('ask for IMDSv2, one hop away, have encrypted root disks and no key pair', () => {
    for (const machine of machines) {
      expect(machine.MetadataOptions).toMatchObject({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 });
      expect(machine.BlockDeviceMappings).toEqual([
        { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeSize: 8, VolumeType: 'gp3' } },
      ]);
      expect(machine).not.toHaveProperty('KeyName');
    }
  });

  it('leave type and market to their group', () => {
    for (const machine of machines) {
      expect(machine).not.toHaveProperty('InstanceType');
      expect(machine).not.toHaveProperty('InstanceMarketOptions');
    }
  });

  it('never run dry of CPU credits where they have any', () => {
    const credits = (brokerSize: string) =>
      machinesIn(withCluster({ brokerSize }).template).map(({ CreditSpecification }) => CreditSpecification);
    expect(credits('small')).toEqual(Array(3).fill({ CpuCredits: 'unlimited' }));
    expect(credits('medium')).toEqual([undefined, undefined, undefined]);
  });

  it('have root disks that do not pass for the data', () => {
    for (const { TagSpecifications } of machines) {
      const keys = TagSpecifications.flatMap(({ Tags }: { Tags: { Key: string }[] }) =>
        Tags.map(({ Key }) => Key),
      );
      expect(keys).toContain('catnap:environment');
      expect(keys).not.toContain('catnap:target');
      expect(keys).not.toContain('catnap:broker');
    }
  });

  it('install the runtime and start the agent as the broker that they are', () => {
    for (const [index, { UserData }] of machines.entries()) {
      const text: string = JSON.stringify(UserData);
      expect(text).toContain('java-25-amazon-corretto-headless');
      expect(text).toContain('nodejs24');
      expect(text).toContain(`CATNAP_ROLE=cluster-${index + 1}\\\\n`);
    }
  });

  it('have a public address for their way out, or none in private subnets', () => {
    expect(machines.map(({ NetworkInterfaces }) => NetworkInterfaces[0].AssociatePublicIpAddress)).toEqual([
      true,
      true,
      true,
    ]);
    const { template } = withCluster({ vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } });
    expect(machinesIn(template)[0]?.NetworkInterfaces[0].AssociatePublicIpAddress).toBe(false);
  });
});
