import { describe, expect, it } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { environmentConfig, environmentNames } from '../../../lib/environments/environments.ts';
import { environmentOf } from '../synthesised-environment.ts';

describe('environments', () => {
  it('are dev, prod and what rehearsals live through', () => {
    expect(environmentNames()).toEqual(['dev', 'prod', 'rehearsal', 'rehearsal-cluster']);
  });

  it.each(['prd', '', 'toString'])('refuse the unknown name %j, naming those that exist', (name) => {
    expect(() => environmentConfig(name)).toThrow(
      /unknown environment .*allowed are dev, prod, rehearsal, rehearsal-cluster;/,
    );
  });

  it('refuse a policy that makes no sense at synthesis, not at three in the morning', () => {
    expect(() => environmentOf('dev', { config: { kafka: { policy: { idleAfter: -1 } } } })).toThrow(
      /idleAfter -1/,
    );
  });

  it('refuse an idle time that their tick cannot see', () => {
    expect(() => environmentOf('dev', { config: { tick: Duration.minutes(10) } })).toThrow(
      'idleAfter: given 300 seconds for catnap-dev-kafka/Kafka, but the reaper looks only every 600 seconds',
    );
  });
});
