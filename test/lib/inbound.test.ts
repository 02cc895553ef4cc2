import { describe, expect, it } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { parsePorts } from '../../host/ports.ts';
import { environmentNames } from '../../lib/environments/environments.ts';
import { EVERYTHING, EVERYTHING_CLUSTERED } from './everything.ts';
import { type EnvironmentOptions, environmentOf, templatesOf } from './synthesised-environment.ts';
import { resourcesOf, type Templates } from './template-names.ts';

/** Where hosts listen for clients, and brokers for one another. */
const { CLIENT, BROKER, CONTROLLER, COLLECTOR, REDIS } = parsePorts(undefined);

/** A port, and whether members of the clients group reach it or brokers from one another. */
const forClients = (port: number | undefined) => `tcp ${port} to ${port} from another group`;
const forBrokers = (port: number | undefined) => `tcp ${port} to ${port} from its own group`;

const OF_HOSTS = [CLIENT, COLLECTOR, REDIS].map(forClients);
const OF_CLUSTER = [forClients(CLIENT), ...[BROKER, CONTROLLER].map(forBrokers)];

/** What each environment lets in. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  dev: OF_HOSTS,
  prod: OF_CLUSTER,
  rehearsal: OF_HOSTS,
  'rehearsal-cluster': OF_CLUSTER,
};

const ENVIRONMENTS: readonly (readonly [
  what: string,
  name: string,
  options: EnvironmentOptions,
  doors: readonly string[] | undefined,
])[] = [
  ...environmentNames().map((name) => [name, name, {}, DOORS[name]] as const),
  ['dev with all that can be configured', 'dev', { config: EVERYTHING }, OF_HOSTS],
  [
    'prod with all that can be configured',
    'prod',
    { config: EVERYTHING_CLUSTERED },
    [...OF_CLUSTER, ...[COLLECTOR, REDIS].map(forClients)],
  ],
];

/** All rules for traffic in, whether they stand in their group or beside it. */
function rulesIn(templates: Templates): Record<string, unknown>[] {
  return resourcesOf(templates).flatMap(({ resource: { Type, Properties = {} } }) => {
    if (Type === 'AWS::EC2::SecurityGroupIngress') {
      return [Properties];
    }
    return Type === 'AWS::EC2::SecurityGroup' ? [Properties['SecurityGroupIngress'] ?? []].flat() : [];
  }) as Record<string, unknown>[];
}

/** Those that let in more than the members of one group: addresses of any width, lists of addresses. */
function fromOutside(templates: Templates): Record<string, unknown>[] {
  return rulesIn(templates).filter(
    (rule) =>
      rule['SourceSecurityGroupId'] === undefined ||
      ['CidrIp', 'CidrIpv6', 'SourcePrefixListId'].some((key) => rule[key] !== undefined),
  );
}

function doorOf({ IpProtocol, FromPort, ToPort, ...groups }: Record<string, unknown>): string {
  const { GroupId, SourceSecurityGroupId } = groups;
  const isOwn = JSON.stringify(GroupId) === JSON.stringify(SourceSecurityGroupId);
  return `${IpProtocol} ${FromPort} to ${ToPort} from ${isOwn ? 'its own' : 'another'} group`;
}

describe.each(ENVIRONMENTS)('traffic into %s', (_what, name, options, doors) => {
  const templates = templatesOf(name, options);

  it('comes from clients and brokers by their groups, to their ports, and from nobody else', () => {
    expect(rulesIn(templates).map(doorOf)).toEqual(doors);
    expect(fromOutside(templates)).toEqual([]);
  });
});

describe('a door to the internet is noticed', () => {
  it.each<[string, ec2.IPeer]>([
    ['all of IPv4', ec2.Peer.anyIpv4()],
    ['all of IPv6', ec2.Peer.anyIpv6()],
    ['the half of IPv4', ec2.Peer.ipv4('0.0.0.0/1')],
    ['a list of addresses', ec2.Peer.prefixList('pl-0123456789abcdef0')],
  ])('%s', (_who, peer) => {
    const { stacks } = environmentOf('dev');
    const { kafka } = stacks;
    kafka?.host.clients.addIngressRule(peer, ec2.Port.tcp(22));
    expect(fromOutside(kafka ? { kafka: Template.fromStack(kafka) } : {})).toHaveLength(1);
  });
});
