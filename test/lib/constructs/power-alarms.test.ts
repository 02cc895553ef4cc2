import { describe, expect, it } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { powerTemplate } from './power-stack-template.ts';

const TOPIC = { Ref: Match.stringLikeRegexp('Transitions') };

/** An alarm, as far as it is looked at here. */
interface Alarm {
  readonly Properties: { readonly AlarmDescription: unknown; readonly Dimensions: readonly unknown[] };
}

function alarmsOn(template: Template, code: string): Alarm[] {
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')) as unknown as Alarm[];
  return alarms.filter(({ Properties }) => JSON.stringify(Properties.Dimensions).includes(code));
}

describe('the alarms', () => {
  const template = powerTemplate();

  it('are two, of the ten that an account has free', () => {
    template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
  });

  it('tell when the reaper has failed for five minutes, or was not called', () => {
    expect(alarmsOn(template, 'Reap')).toHaveLength(1);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: Match.stringLikeRegexp('Reap') } }],
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 5,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it.each([
    ['as long as five ticks take, if they are slower', Duration.minutes(5), 300],
    ['in minutes, if the emulator makes them faster', Duration.seconds(2), 60],
  ])('wait %s', (_how, tick, period) => {
    powerTemplate({ tick }).hasResourceProperties('AWS::CloudWatch::Alarm', {
      TreatMissingData: 'breaching',
      Period: period,
      EvaluationPeriods: 5,
    });
  });

  it('tell when waking failed once, and are quiet while nobody wakes', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: Match.stringLikeRegexp('Wake') } }],
      MetricName: 'Errors',
      EvaluationPeriods: 1,
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it('tell the topic, also when it is over, and the topic lets them', () => {
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [TOPIC], OKActions: [TOPIC] });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
  });

  it('say where to look and what to do', () => {
    const [reaper] = alarmsOn(template, 'Reap');
    const description = JSON.stringify(reaper?.Properties.AlarmDescription);
    expect(description).toMatch(/log group .*Ref.*PowerReapLog/);
    expect(description).toMatch(/queue .*DeadLetters.*QueueName/);
    expect(description).toMatch(/docs\/operations\.md/);
  });
});
