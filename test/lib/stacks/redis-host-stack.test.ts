import { describe, expect, it } from '@jest/globals';
import { Size } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { type EnvironmentOptions, standInPrograms, templatesOf } from '../synthesised-environment.ts';

function redisTemplate(options: EnvironmentOptions = {}): Template {
  const template = templatesOf('dev', options)['catnap-dev-redis'];
  if (!template) {
    throw new Error('no stack catnap-dev-redis');
  }
  return template;
}

const resource = (template: Template, logicalId: string) => template.toJSON().Resources[logicalId];

describe('the stack of the Redis host', () => {
  const before = redisTemplate();

  it('has a size that a deploy chooses among those with enough memory', () => {
    before.hasParameter('InstanceSize', {
      Type: 'String',
      Default: 't3.micro',
      AllowedValues: Match.arrayWith(['t3.micro', 't3.small', 'r6i.large']),
    });
    expect(resource(before, 'RedisHost').Properties.InstanceType).toEqual({ Ref: 'InstanceSize' });
    expect(() => redisTemplate({ config: { redis: { instanceSize: 't3.nano' } } })).toThrow(
      /given 't3\.nano', allowed are t3\.micro/,
    );
  });

  it('has its data and its instance under locked logical ids', () => {
    expect(resource(before, 'RedisData')).toMatchObject({
      Type: 'AWS::EC2::Volume',
      DeletionPolicy: 'Retain',
    });
    expect(resource(before, 'RedisHost').Type).toBe('AWS::EC2::Instance');
  });

  it('is in the zone of the Kafka host', () => {
    const kafka = templatesOf('dev')['catnap-dev-kafka'];
    const zone = resource(before, 'RedisHost').Properties.AvailabilityZone;
    expect(zone).toBe('us-east-1a');
    kafka?.hasResourceProperties('AWS::EC2::Instance', { AvailabilityZone: zone });
  });

  it.each<[string, EnvironmentOptions]>([
    ['new programs', { programs: standInPrograms('another version') }],
    ['windows', { config: { redis: { policy: { idleAfter: 1200 } } } }],
    ['other write keys', { config: { redis: { collector: { writeKeys: ['key-of-the-shop'] } } } }],
    ['a bigger volume', { config: { redis: { dataVolumeSize: Size.gibibytes(8) } } }],
    ['another size of the Kafka host', { config: { kafka: { instanceSize: 't3.large' } } }],
  ])('leaves the instance alone for %s', (_what, options) => {
    expect(resource(redisTemplate(options), 'RedisHost')).toEqual(resource(before, 'RedisHost'));
  });

  it('can be without a Kafka host', () => {
    const templates = templatesOf('dev', { config: { kafka: undefined } });
    expect(Object.keys(templates)).toEqual(['catnap-dev-network', 'catnap-dev-power', 'catnap-dev-redis']);
    expect(JSON.stringify(templates['catnap-dev-redis']?.toJSON())).not.toContain('catnap-dev-kafka');
  });
});
