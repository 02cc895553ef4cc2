import { describe, expect, it } from '@jest/globals';
import { Size } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { brokerName } from '../../../host/cluster/peers.ts';
import { parseHostSettings } from '../../../host/settings.ts';
import { OwnStack } from '../own-stack.ts';
import { type Part, propertiesOf, withCluster } from './cluster-template.ts';

/** What a broker's agent reads at each boot; what only the deploy knows is masked. */
function settingsOf(template: Template, node: number) {
  const name = `/catnap/shop/hosts/cluster-${node}`;
  const [parameter] = Object.values(
    template.findResources('AWS::SSM::Parameter', { Properties: { Name: name } }),
  );
  const parts: unknown[] = parameter?.Properties.Value['Fn::Join'][1];
  return parseHostSettings(name, parts.map((part) => (typeof part === 'string' ? part : '<later>')).join(''));
}

/** The statement of that name that each broker has. */
function statementsIn(template: Template, sid: string): Part[] {
  return propertiesOf(template, 'AWS::IAM::Policy')
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Sid }) => Sid === sid);
}

const tagsOfBroker = (node: number) => ({
  'aws:ResourceTag/catnap:environment': 'shop',
  'aws:ResourceTag/catnap:target': 'cluster',
  'aws:ResourceTag/catnap:broker': String(node),
});

describe('the data of a cluster', () => {
  it('is an encrypted volume for each broker that outlives the stack, under an id of its own', () => {
    const volumes = withCluster().template.findResources('AWS::EC2::Volume');
    expect(Object.keys(volumes)).toEqual([
      'CatnapShopClusterData1',
      'CatnapShopClusterData2',
      'CatnapShopClusterData3',
    ]);
    for (const [index, volume] of Object.values(volumes).entries()) {
      expect(volume).toMatchObject({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: { Encrypted: true, VolumeType: 'gp3', Size: 10 },
      });
      expect(volume.Properties).not.toHaveProperty('Iops');
      expect(volume.Properties.Tags).toEqual(
        expect.arrayContaining([
          { Key: 'catnap:environment', Value: 'shop' },
          { Key: 'catnap:target', Value: 'cluster' },
          { Key: 'catnap:broker', Value: String(index + 1) },
        ]),
      );
    }
  });

  it('stays under that id when the construct is renamed, and when the cluster grows', () => {
    const before = withCluster().template.findResources('AWS::EC2::Volume');
    const stack = new OwnStack();
    stack.cluster('Renamed', { brokers: 6 });
    expect(stack.template().findResources('AWS::EC2::Volume')).toMatchObject(before);
  });

  it('may be larger and faster', () => {
    const { template } = withCluster({
      dataVolumeSize: Size.gibibytes(100),
      dataVolumeIops: 6_000,
      dataVolumeThroughput: 500,
    });
    for (const volume of propertiesOf(template, 'AWS::EC2::Volume')) {
      expect(volume).toMatchObject({ Size: 100, Iops: 6_000, Throughput: 500 });
    }
  });

  it('may be adopted for some brokers', () => {
    const { template } = withCluster({
      dataVolumeSize: Size.gibibytes(20),
      dataVolumeIds: { 2: 'vol-0123456789abcdef0' },
    });
    expect(Object.keys(template.findResources('AWS::EC2::Volume'))).toEqual([
      'CatnapShopClusterData1',
      'CatnapShopClusterData3',
    ]);
    expect(settingsOf(template, 2).dataVolume).toEqual({ volumeId: 'vol-0123456789abcdef0' });
    expect(settingsOf(template, 1).dataVolume).toEqual({});
  });
});

describe('a broker', () => {
  const { template, cluster } = withCluster({ policy: { waitForLag: ['billing'] } });

  it('reads at each boot which one it is, as its agent understands it', () => {
    for (const node of [1, 2, 3]) {
      expect(settingsOf(template, node)).toEqual({
        target: 'cluster',
        table: '<later>',
        dataVolume: {},
        reportEvery: 20,
        waitForLag: ['billing'],
        securityUpdates: 'daily',
        kafka: { security: 'open' },
        cluster: {
          node,
          brokers: 3,
          zone: { id: '<later>', name: 'cluster.shop.catnap.internal' },
        },
      });
    }
  });

  it('has a name in a private zone, the one that its agent gives it', () => {
    template.hasResourceProperties('AWS::Route53::HostedZone', {
      Name: 'cluster.shop.catnap.internal.',
      VPCs: [{ VPCId: { Ref: Match.stringLikeRegexp('^Vpc') }, VPCRegion: 'us-east-1' }],
    });
    expect(cluster.bootstrapServers).toBe(
      [1, 2, 3].map((node) => `${brokerName(node, 'cluster.shop.catnap.internal')}:9092`).join(','),
    );
  });

  it('may give itself an address, and no name to anything else', () => {
    const zone = { 'Fn::Join': ['', Match.arrayWith([{ Ref: Match.stringLikeRegexp('Zone') }])] };
    for (const [index, statement] of statementsIn(template, 'PublishName').entries()) {
      expect(statement).toEqual({
        Sid: 'PublishName',
        Effect: 'Allow',
        Action: 'route53:ChangeResourceRecordSets',
        Resource: expect.anything(),
        Condition: {
          'ForAllValues:StringEquals': {
            'route53:ChangeResourceRecordSetsNormalizedRecordNames': [
              `broker-${index + 1}.cluster.shop.catnap.internal`,
            ],
            'route53:ChangeResourceRecordSetsRecordTypes': ['A'],
            'route53:ChangeResourceRecordSetsActions': ['UPSERT'],
          },
        },
      });
    }
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Sid: 'PublishName', Resource: zone })]),
      },
    });
  });

  it.each(['AttachOwnVolume', 'DetachOwnVolume', 'LetItselfBeReplaced'])(
    "may %s, and nobody else's",
    (sid) => {
      expect(statementsIn(template, sid).map(({ Condition }) => Condition)).toEqual(
        [1, 2, 3].map((node) => ({ StringEquals: tagsOfBroker(node) })),
      );
    },
  );

  it('has programs of its own name, all the same ones', () => {
    const programs = [1, 2, 3].map((node) =>
      Object.values(
        template.findResources('AWS::SSM::Parameter', {
          Properties: { Name: `/catnap/shop/programs/cluster-${node}` },
        }),
      ).map(({ Properties }) => Properties.Value),
    );
    expect(programs[0]).toHaveLength(1);
    expect(programs).toEqual([programs[0], programs[0], programs[0]]);
  });

  it('is not made before its volume, its programs, its settings and its rights are there', () => {
    const resources = template.toJSON().Resources;
    for (const { DependsOn } of Object.values(template.findResources('AWS::AutoScaling::AutoScalingGroup'))) {
      const names = DependsOn.map((id: string) => resources[id].Properties.Name).filter(Boolean);
      expect(names).toEqual([
        expect.stringMatching(/^\/catnap\/shop\/hosts\/cluster-\d$/),
        expect.stringMatching(/^\/catnap\/shop\/programs\/cluster-\d$/),
      ]);
      expect(DependsOn.map((id: string) => resources[id].Type)).toEqual(
        expect.arrayContaining(['AWS::EC2::Volume', 'AWS::IAM::Policy']),
      );
    }
  });
});
