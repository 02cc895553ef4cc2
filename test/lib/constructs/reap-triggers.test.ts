import { describe, expect, it } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { powerTemplate } from './power-stack-template.ts';

const QUEUE = { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetters'), 'Arn'] };

describe('what calls the reaper', () => {
  const template = powerTemplate();

  it('is a tick each minute, and each change of an instance', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 minute)' });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['aws.ec2'], detail: { state: ['running', 'stopped', 'terminated'] } },
    });
  });

  it.each([
    [Duration.minutes(5), 'rate(5 minutes)'],
    [Duration.hours(1), 'rate(1 hour)'],
    [Duration.seconds(2), 'rate(1 minute)'],
  ])('is a tick as often as was asked for, as far as AWS can', (tick, expected) => {
    powerTemplate({ tick }).hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: expected,
    });
  });

  it.each([Duration.seconds(90), Duration.minutes(61), Duration.seconds(0)])(
    'cannot be a tick that AWS does not make',
    (tick) => {
      expect(() => powerTemplate({ tick })).toThrow(
        `tick: given ${tick.toSeconds()} seconds, allowed are whole minutes from 1 to 60`,
      );
    },
  );

  it('does not call twice for the same thing, because the next tick follows', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Target: { RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } },
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({ RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } })],
    });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('Reap') },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });

  it('leaves in one queue what it could not deliver, and what failed, with the reason', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Target: { DeadLetterConfig: { Arn: QUEUE } },
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({ DeadLetterConfig: { Arn: QUEUE } })],
    });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      DestinationConfig: { OnFailure: { Destination: QUEUE } },
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: Duration.days(4).toSeconds(),
    });
  });
});
