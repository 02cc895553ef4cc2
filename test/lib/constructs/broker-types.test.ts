import { describe, expect, it } from '@jest/globals';
import { CfnParameter } from 'aws-cdk-lib';
import { BROKER_SIZES, type BrokerSize } from '../../../lib/constructs/broker-sizes.ts';
import { OwnStack } from '../own-stack.ts';
import { groupsIn, machinesIn, withCluster } from './cluster-template.ts';

describe('the size of brokers', () => {
  it('may be a stack parameter, by which a deploy chooses types and credits', () => {
    const stack = new OwnStack();
    const size = new CfnParameter(stack, 'Size', { default: 'small', allowedValues: ['small', 'large'] });
    stack.cluster('Cluster', { brokerSize: size.valueAsString });
    const template = stack.template();
    const conditions = template.findConditions('*');
    expect(Object.values(conditions).map((condition) => condition['Fn::Equals'])).toEqual(
      ['large', 'medium', 'small'].map((name) => [{ Ref: 'Size' }, name]),
    );
    const [isLarge, isMedium, isSmall] = Object.keys(conditions);
    const overrides = (name: BrokerSize) => BROKER_SIZES[name].map((InstanceType) => ({ InstanceType }));
    for (const { MixedInstancesPolicy } of groupsIn(template)) {
      expect(MixedInstancesPolicy.LaunchTemplate.Overrides).toEqual({
        'Fn::If': [
          isSmall,
          overrides('small'),
          {
            'Fn::If': [
              isMedium,
              overrides('medium'),
              { 'Fn::If': [isLarge, overrides('large'), overrides('xlarge')] },
            ],
          },
        ],
      });
    }
    for (const { CreditSpecification } of machinesIn(template)) {
      expect(CreditSpecification).toEqual({
        'Fn::If': [isSmall, { CpuCredits: 'unlimited' }, { Ref: 'AWS::NoValue' }],
      });
    }
  });

  it('may be plain, and then needs no conditions', () => {
    const { template } = withCluster({ brokerSize: 'xlarge' });
    expect(template.findConditions('*')).toEqual({});
  });
});
