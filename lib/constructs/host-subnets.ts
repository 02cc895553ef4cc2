import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Where a host is put. */
export interface HostSubnets {
  readonly vpcSubnets: ec2.SubnetSelection;
  /** Whether they are public, so that a host needs an address of its own for its way out. */
  readonly isPublic: boolean;
}

/**
 * The subnets of one zone that a host may be in.
 *
 * @param chosen by the stack
 * @default chosen - the public ones
 * @throws Error when the VPC has none of them in that zone, naming the zones where it has.
 */
export function hostSubnets(
  vpc: ec2.IVpc,
  availabilityZone: string,
  chosen: ec2.SubnetSelection = { subnetType: ec2.SubnetType.PUBLIC },
): HostSubnets {
  const vpcSubnets = { ...chosen, availabilityZones: [availabilityZone] };
  const selected = vpc.selectSubnets(vpcSubnets);
  // A VPC that is looked up is a dummy until the CDK CLI has looked.
  if (!selected.isPendingLookup && selected.subnets.length === 0) {
    throw new Error(
      `availabilityZone: given '${availabilityZone}', where the VPC has no such subnet; ${zonesOf(vpc, chosen)}`,
    );
  }
  return { vpcSubnets, isPublic: selected.hasPublic };
}

function zonesOf(vpc: ec2.IVpc, chosen: ec2.SubnetSelection): string {
  const zones = vpc.selectSubnets(chosen).availabilityZones;
  return zones.some((zone) => Token.isUnresolved(zone))
    ? 'its zones are only known at deploy time, so give its stack an account and region, or the VPC its availabilityZones by name'
    : `it has some in ${[...new Set(zones)].join(', ') || 'no zone'}`;
}
