import { describe, expect, it } from '@jest/globals';
import { Size } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { type EnvironmentOptions, standInPrograms, templatesOf } from '../synthesised-environment.ts';

function clusterTemplate(options: EnvironmentOptions = {}): Template {
  const template = templatesOf('prod', options)['catnap-prod-cluster'];
  if (!template) {
    throw new Error('no stack catnap-prod-cluster');
  }
  return template;
}

/** What makes a broker's next instance another one. */
const machinesIn = (template: Template) => [
  template.findResources('AWS::EC2::LaunchTemplate'),
  template.findResources('AWS::AutoScaling::AutoScalingGroup'),
];

describe('the stack of the cluster', () => {
  const before = clusterTemplate();

  it('has a size of brokers that a deploy chooses', () => {
    before.hasParameter('BrokerSize', {
      Type: 'String',
      Default: 'small',
      AllowedValues: ['small', 'medium', 'large', 'xlarge'],
    });
  });

  it('has its data under locked logical ids, kept when it goes', () => {
    const volumes = before.findResources('AWS::EC2::Volume', { DeletionPolicy: 'Retain' });
    expect(Object.keys(volumes)).toEqual([
      'CatnapProdClusterData1',
      'CatnapProdClusterData2',
      'CatnapProdClusterData3',
    ]);
  });

  it('says where clients connect', () => {
    before.hasOutput('BootstrapServers', {
      Value: [1, 2, 3].map((node) => `broker-${node}.cluster.prod.catnap.internal:9092`).join(','),
    });
  });

  it.each<[string, EnvironmentOptions]>([
    ['new programs', { programs: standInPrograms('another version') }],
    ['another policy', { config: { cluster: { policy: { idleAfter: 1_200 } } } }],
    ['a mail address', { config: { notifyEmail: 'someone@example.org' } }],
    [
      'bigger and faster disks',
      { config: { cluster: { dataVolumeSize: Size.gibibytes(20), dataVolumeIops: 4_000 } } },
    ],
  ])('leaves machines and groups alone for %s', (_what, options) => {
    expect(machinesIn(clusterTemplate(options))).toEqual(machinesIn(before));
  });

  it('leaves the machines, groups and data that there are alone when it grows', () => {
    const after = clusterTemplate({ config: { cluster: { brokers: 6 } } });
    expect(machinesIn(after)).toMatchObject(machinesIn(before));
    expect(after.findResources('AWS::EC2::Volume')).toMatchObject(before.findResources('AWS::EC2::Volume'));
  });

  it('lets its disks grow in place', () => {
    const after = clusterTemplate({ config: { cluster: { dataVolumeSize: Size.gibibytes(20) } } });
    const volumes = before.findResources('AWS::EC2::Volume');
    for (const [id, volume] of Object.entries(after.findResources('AWS::EC2::Volume'))) {
      expect(volume).toEqual({ ...volumes[id], Properties: { ...volumes[id]?.Properties, Size: 20 } });
    }
  });
});
