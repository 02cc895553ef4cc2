import { describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PowerSwitch } from '../../../lib/constructs/power-switch.ts';
import { cdkContext, standInFunctions } from '../synthesised-environment.ts';
import { powerStack, powerTemplate } from './power-stack-template.ts';

describe('the power switch', () => {
  const template = powerTemplate();

  it('starts and stops hosts of its environment only', () => {
    const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
      ({ Properties }) =>
        Properties.PolicyDocument.Statement as { Action: string | string[]; Condition?: unknown }[],
    );
    const startAndStop = statements.filter(({ Action }) =>
      [Action].flat().some((action) => /^ec2:(Start|Stop)/.test(action)),
    );
    expect(startAndStop).toHaveLength(2);
    for (const { Condition } of startAndStop) {
      expect(Condition).toEqual({ StringEquals: { 'aws:ResourceTag/catnap:environment': 'dev' } });
    }
  });

  it('keeps its state in a table that costs by use and forgets what expires, under a locked logical id', () => {
    expect(template.toJSON().Resources.PowerTable).toMatchObject({
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'target', KeyType: 'HASH' },
          { AttributeName: 'item', KeyType: 'RANGE' },
        ],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    });
  });

  it('runs small functions on arm64 without reserving concurrency, which would fail in a new account', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      MemorySize: 256,
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      ReservedConcurrentExecutions: Match.absent(),
    });
  });

  it('publishes under no AWS-managed key, under which alarms would be lost in silence', () => {
    template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.absent() });
  });

  it('lets a target of its own be given another size, one of a list, and changes nothing else of it', () => {
    const stack = powerStack();
    stack.power.allowResize('kafka', ['t3a.medium', 't3.medium']);
    const statement = {
      Action: 'ec2:ModifyInstanceAttribute',
      Effect: 'Allow',
      Resource: Match.anyValue(),
      Condition: {
        StringEquals: {
          'aws:ResourceTag/catnap:environment': 'dev',
          'aws:ResourceTag/catnap:target': 'kafka',
          'ec2:Attribute': 'InstanceType',
          'ec2:Attribute/InstanceType': ['t3a.medium', 't3.medium'],
        },
      },
    };
    const resizing = Template.fromStack(stack).findResources('AWS::IAM::Policy', {
      Properties: { PolicyDocument: { Statement: Match.arrayWith([statement]) } },
    });
    expect(Object.keys(resizing)).toHaveLength(2);
  });

  it('tells two targets that may have other sizes apart', () => {
    const stack = powerStack();
    stack.power.allowResize('kafka', ['t3a.medium']);
    stack.power.allowResize('builds', ['m6i.large']);
    expect(
      JSON.stringify(Template.fromStack(stack).toJSON()).match(/ec2:ModifyInstanceAttribute/g),
    ).toHaveLength(4);
  });

  it('refuses a name that could stand in no tag and no parameter', () => {
    expect(() => powerStack({ environmentName: 'Dev 1' })).toThrow(/environment name "Dev 1" is not allowed/);
  });

  it('can be there twice in one stack, for two environments, each with a table of its own', () => {
    const stack = new Stack(new App({ context: cdkContext() }), 'Both');
    const functions = standInFunctions();
    new PowerSwitch(stack, 'Dev', { environmentName: 'dev', functions, publicWake: {} });
    new PowerSwitch(stack, 'Test', { environmentName: 'test', functions, publicWake: {} });
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::DynamoDB::Table'))).toEqual([
      'CatnapDevTable',
      'CatnapTestTable',
    ]);
  });
});
