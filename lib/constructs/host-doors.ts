import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** A port that members of the clients group reach. */
export interface Door {
  readonly port: number;
  readonly for: string;
}

export interface HostDoorsProps {
  readonly vpc: ec2.IVpc;
  readonly environmentName: string;
  /** What people call the host in descriptions: `Kafka host`. */
  readonly called: string;
  readonly doors: readonly Door[];
}

/** Who reaches a host: members of one group, at its doors, and nobody from the internet. */
export interface HostDoors {
  /** Whoever joins it reaches the doors. */
  readonly clients: ec2.SecurityGroup;
  /** Of the host itself. */
  readonly securityGroup: ec2.SecurityGroup;
}

/** Makes both groups in a host's construct. */
export function hostDoors(
  scope: Construct,
  { vpc, environmentName, called, doors }: HostDoorsProps,
): HostDoors {
  const clients = new ec2.SecurityGroup(scope, 'Clients', {
    vpc,
    description: `Members reach the ${called} of catnap ${environmentName}`,
  });
  const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description: `The ${called} of catnap ${environmentName}: nothing from the internet`,
  });
  for (const { port, for: purpose } of doors) {
    securityGroup.addIngressRule(clients, ec2.Port.tcp(port), purpose);
  }
  return { clients, securityGroup };
}
