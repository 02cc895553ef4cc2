import { describe, expect, it } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { parsePorts } from '../../host/ports.ts';
import { environmentNames } from '../../lib/environments/environments.ts';
import { EVERYTHING } from './everything.ts';
import { type EnvironmentOptions, environmentOf, templatesOf } from './synthesised-environment.ts';
import { resourcesOf, type Templates } from './template-names.ts';

/** Where hosts listen for clients. */
const { CLIENT, COLLECTOR, REDIS } = parsePorts(undefined);

const ENVIRONMENTS: readonly [what: string, name: string, options: EnvironmentOptions][] = [
  ...environmentNames().map((name): [string, string, EnvironmentOptions] => [name, name, {}]),
  ['dev with all that can be configured', 'dev', { config: EVERYTHING }],
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

describe.each(ENVIRONMENTS)('traffic into %s', (_what, name, options) => {
  const templates = templatesOf(name, options);

  it('comes from members of the clients groups, to the ports for clients, and from nobody else', () => {
    expect(
      rulesIn(templates).map(({ FromPort, ToPort, IpProtocol }) => [IpProtocol, FromPort, ToPort]),
    ).toEqual([CLIENT, COLLECTOR, REDIS].map((port) => ['tcp', port, port]));
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
