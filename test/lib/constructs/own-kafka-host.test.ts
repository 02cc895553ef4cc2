import { describe, expect, it } from '@jest/globals';
import { type App, CfnParameter, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { InstanceType, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { OwnStack } from '../own-stack.ts';

const TAGS = { Key: 'catnap:environment', Value: 'shop' };

describe("a Kafka host in somebody's stack", () => {
  it('needs no more than a network, a zone, a power switch and programs', () => {
    const stack = new OwnStack();
    stack.kafka('Kafka');
    const template = stack.template();
    template.hasResourceProperties('AWS::EC2::Instance', {
      InstanceType: 't3.medium',
      Tags: Match.arrayWith([TAGS, { Key: 'catnap:target', Value: 'kafka' }]),
    });
    template.hasResourceProperties('AWS::SSM::Parameter', { Name: '/catnap/shop/targets/kafka' });
    expect(Object.keys(template.findParameters('InstanceSize'))).toEqual([]);
  });

  it('keeps its data under an id that does not depend on the place of the construct', () => {
    const [before, after] = ['Kafka', 'Renamed'].map((id) => {
      const stack = new OwnStack();
      stack.kafka(id);
      return stack.template().findResources('AWS::EC2::Volume');
    });
    expect(Object.keys(before ?? {})).toEqual(['CatnapShopKafkaData']);
    expect(after).toEqual(before);
  });

  it('can have a second one beside it, with data, settings and programs of its own', () => {
    const stack = new OwnStack();
    stack.kafka('Orders', { targetName: 'orders' });
    stack.kafka('Clicks', { targetName: 'clicks' });
    const template = stack.template();
    expect(Object.keys(template.findResources('AWS::EC2::Volume'))).toEqual([
      'CatnapShopOrdersData',
      'CatnapShopClicksData',
    ]);
    for (const target of ['orders', 'clicks']) {
      for (const kind of ['hosts', 'programs', 'targets']) {
        template.hasResourceProperties('AWS::SSM::Parameter', { Name: `/catnap/shop/${kind}/${target}` });
      }
      template.hasResourceProperties('AWS::EC2::Volume', {
        Tags: Match.arrayWith([TAGS, { Key: 'catnap:target', Value: target }]),
      });
    }
  });

  it('can have one of the same name beside it, of another environment', () => {
    const stack = new OwnStack();
    stack.kafka('Kafka');
    stack.kafka('Staging', { power: stack.switchOf('staging') });
    expect(Object.keys(stack.template().findResources('AWS::EC2::Volume'))).toEqual([
      'CatnapShopKafkaData',
      'CatnapStagingKafkaData',
    ]);
  });

  it('tells its agent for which groups to wait and whether to install updates', () => {
    const stack = new OwnStack();
    stack.kafka('Kafka', { securityUpdates: 'off', policy: { waitForLag: ['billing'] } });
    const [settings] = Object.values(
      stack
        .template()
        .findResources('AWS::SSM::Parameter', { Properties: { Name: '/catnap/shop/hosts/kafka' } }),
    );
    const text = JSON.stringify(settings?.Properties.Value).replaceAll('\\', '');
    expect(text).toContain('"waitForLag":["billing"],"securityUpdates":"off"');
  });

  it('lives in private subnets without a public address, if it is told so', () => {
    const stack = new OwnStack();
    stack.kafka('Kafka', { vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } });
    stack.template().hasResourceProperties('AWS::EC2::Instance', {
      NetworkInterfaces: [
        {
          AssociatePublicIpAddress: false,
          SubnetId: { Ref: Match.stringLikeRegexp('^VpcIsolatedSubnet1') },
        },
      ],
    });
  });
});

describe('the sizes of a Kafka host', () => {
  const resizes = (stack: OwnStack) =>
    Object.values(stack.template().findResources('AWS::IAM::Policy'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[] }[])
      .filter(({ Action }) => [Action].flat().includes('ec2:ModifyInstanceAttribute'));

  it('may change by the reaper only to those it can fall back to, and to its own', () => {
    const stack = new OwnStack();
    stack.kafka('Kafka', { policy: { fallbackSizes: ['t3a.medium', 't3.large'] } });
    const statements = resizes(stack);
    expect(statements).not.toEqual([]);
    for (const statement of statements) {
      const sizes = JSON.stringify(statement).match(/[tm][0-9][a-z]*\.[a-z]+/g);
      expect(sizes).toEqual(['t3a.medium', 't3.large', 't3.medium']);
    }
    stack.template().hasResourceProperties('AWS::SSM::Parameter', {
      Name: '/catnap/shop/targets/kafka',
      Value: Match.serializedJson(Match.objectLike({ size: 't3.medium' })),
    });
  });

  it('may change to any that a stack parameter allows, if it has one', () => {
    const stack = new OwnStack();
    const size = new CfnParameter(stack, 'Size').valueAsString;
    stack.kafka('Kafka', { instanceType: new InstanceType(size), policy: { fallbackSizes: ['t3a.medium'] } });
    expect(JSON.stringify(resizes(stack))).toMatch(/t3\.small.*m6i\.xlarge/);
  });

  it('do not change at all when there is nothing to fall back to', () => {
    const stack = new OwnStack();
    stack.kafka('Kafka');
    expect(resizes(stack)).toEqual([]);
  });
});

describe('what cannot work is refused at synthesis', () => {
  const refusal = (
    props: Parameters<OwnStack['kafka']>[1],
    place: ConstructorParameters<typeof OwnStack>[0] = {},
  ) => {
    const stack = new OwnStack(place);
    return () => stack.kafka('Kafka', props);
  };

  it.each<[string, Parameters<OwnStack['kafka']>[1], RegExp]>([
    [
      'arm',
      { instanceType: new InstanceType('t4g.medium') },
      /given 't4g\.medium', which is arm64; .*t3\.medium/,
    ],
    [
      'an unknown fallback',
      { policy: { fallbackSizes: ['t4g.medium'] } },
      /given 't4g\.medium', allowed are t3/,
    ],
    [
      'a zone without a subnet',
      { availabilityZone: 'us-east-1f' },
      /given 'us-east-1f'.* us-east-1a, us-east-1b, us-east-1c$/,
    ],
    ['a name with spaces', { targetName: 'my kafka' }, /target name "my kafka" is not allowed/],
    [
      'a volume of half a GiB',
      { dataVolumeSize: Size.mebibytes(512) },
      /given 0\.5 GiB, allowed are whole GiB/,
    ],
    [
      'a size for a volume that exists',
      { dataVolumeId: 'vol-0123456789abcdef0', dataVolumeSize: Size.gibibytes(20) },
      /given for vol-0123456789abcdef0, which has a size already/,
    ],
    ['no programs', { programs: '/nowhere' }, /no SHA256SUMS in \/nowhere\/kafka; run `npx catnap gather`/],
    [
      'a policy that contradicts itself',
      { policy: { maxAwake: 60 } },
      /maxAwake 60 .*bootDeadline and minAwake/,
    ],
    ['an own size beside its type', { policy: { size: 't3.large' } }, /given 't3\.large'; leave it out/],
    ['an idle time below the tick', { policy: { idleAfter: 30 } }, /given 30 seconds.*every 60 seconds/],
  ])('%s', (_what, props, message) => {
    expect(refusal(props)).toThrow(message);
  });

  it('a name that another target has already, naming both', () => {
    const stack = new OwnStack();
    stack.kafka('First');
    expect(() => stack.kafka('Second')).toThrow(
      /given 'kafka' for Own\/Second, but Own\/First has that name/,
    );
  });

  it('a name that is known only at deploy time', () => {
    const stack = new OwnStack();
    const targetName = new CfnParameter(stack, 'Name').valueAsString;
    expect(() => stack.kafka('Kafka', { targetName })).toThrow(/only known at deploy time .*such as 'kafka'/);
  });

  it('a power switch in another region', () => {
    const ours = new OwnStack();
    const theirs = new OwnStack({ app: ours.node.root as App, id: 'West', env: { region: 'us-west-2' } });
    expect(() => ours.kafka('Kafka', { power: theirs.power })).toThrow(
      /in region us-west-2 for Own\/Kafka in us-east-1/,
    );
  });
});
