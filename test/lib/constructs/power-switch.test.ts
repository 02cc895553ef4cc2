import { describe, expect, it } from '@jest/globals';
import { App, Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PowerStack, type PowerStackProps } from '../../../lib/stacks/power-stack.ts';
import { cdkContext, standInFunctions } from '../synthesised-environment.ts';

function powerTemplate(props: Partial<PowerStackProps> = {}): Template {
  const app = new App({ context: cdkContext() });
  return Template.fromStack(
    new PowerStack(app, 'Power', { environmentName: 'dev', functions: standInFunctions(), ...props }),
  );
}

describe('the power switch', () => {
  const template = powerTemplate();

  it('looks once a minute and at each change of an instance', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 minute)' });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['aws.ec2'], detail: { state: ['running', 'stopped', 'terminated'] } },
    });
  });

  it('looks as often as it is told', () => {
    powerTemplate({ tick: Duration.minutes(5) }).hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(5 minutes)',
    });
  });

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

  it('has no public door unless it is asked for one', () => {
    template.resourceCountIs('AWS::Lambda::Url', 0);
    const open = powerTemplate({ publicWake: { dailyCap: 5, corsOrigins: ['https://example.org'] } });
    open.hasResourceProperties('AWS::Lambda::Url', {
      AuthType: 'NONE',
      Cors: Match.absent(),
    });
    open.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ CATNAP_PUBLIC_WAKE: 'true', CATNAP_DAILY_CAP: '5' }) },
    });
  });
});
