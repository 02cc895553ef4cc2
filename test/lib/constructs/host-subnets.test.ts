import { describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { hostSubnets } from '../../../lib/constructs/host-subnets.ts';

const PRIVATE = { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };

function vpcOf(props: ec2.VpcProps): ec2.Vpc {
  return new ec2.Vpc(new Stack(new App(), 'Own'), 'Vpc', { restrictDefaultSecurityGroup: false, ...props });
}

describe('the subnets of a host', () => {
  const vpc = vpcOf({ availabilityZones: ['us-east-1a', 'us-east-1b'], natGateways: 1 });

  it('are the public ones of its zone, with an address of its own', () => {
    const { vpcSubnets, isPublic } = hostSubnets(vpc, 'us-east-1b');
    expect(vpc.selectSubnets(vpcSubnets).subnetIds).toEqual([vpc.publicSubnets[1]?.subnetId]);
    expect(isPublic).toBe(true);
  });

  it('are others if the stack says so, without one', () => {
    const { vpcSubnets, isPublic } = hostSubnets(vpc, 'us-east-1a', PRIVATE);
    expect(vpc.selectSubnets(vpcSubnets).subnetIds).toEqual([vpc.privateSubnets[0]?.subnetId]);
    expect(isPublic).toBe(false);
  });

  it('have to be in that zone', () => {
    expect(() => hostSubnets(vpc, 'us-east-1c')).toThrow(
      "availabilityZone: given 'us-east-1c', where the VPC has no such subnet; it has some in us-east-1a, us-east-1b",
    );
  });

  it('have to be in zones that are known by name', () => {
    expect(() => hostSubnets(vpcOf({ maxAzs: 2 }), 'us-east-1a')).toThrow(
      /its zones are only known at deploy time, so give its stack an account and region/,
    );
  });
});
