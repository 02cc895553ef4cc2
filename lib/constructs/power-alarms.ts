import { Duration } from 'aws-cdk-lib';
// Types alone: to load all of this module takes a tenth of a second, and a metric can make its alarm without.
import type { CfnAlarm, IAlarmAction, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { letServicePublish } from './let-service-publish.ts';
import type { PowerFunction } from './power-function.ts';
import { minutesBetweenTicks } from './tick.ts';

export interface PowerAlarmsProps {
  readonly environmentName: string;
  readonly wake: PowerFunction;
  readonly reap: PowerFunction;
  /** Time between two calls of the reaper. */
  readonly tick: Duration;
  /** Where calls of the reaper lie that came to nothing. */
  readonly deadLetters: sqs.IQueue;
  /** Who is told. */
  readonly topic: sns.Topic;
}

/**
 * The two alarms without which the power switch could fail in silence.
 *
 * A throttled or missing call, a table that refuses, a role that lacks a right: each ends as an error of `reap` or as its
 * absence, so one alarm covers them. What a host or a target suffers, `reap` tells itself. A call that fails once needs
 * no alarm, because the next tick looks again; hence none on the queue.
 */
export class PowerAlarms extends Construct {
  private readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, props: PowerAlarmsProps) {
    super(scope, id);
    const { environmentName, wake, reap, deadLetters } = props;
    this.topic = props.topic;
    letServicePublish(this.topic, 'cloudwatch.amazonaws.com');

    this.alarm('Reaper', {
      // Lambda reports Errors with each call, 0 if there was none: no data means no call.
      metric: errorsOf(reap, Duration.minutes(minutesBetweenTicks(props.tick))),
      evaluationPeriods: 5,
      treatMissingData: 'breaching',
      description: [
        `catnap ${environmentName}: the reaper fails or is not called, so nothing falls asleep or wakes by itself; what is awake stays awake and costs.`,
        `Why it fails: log group ${reap.function.logGroup.logGroupName}, and the calls that came to nothing in the queue ${deadLetters.queueName}.`,
        'If both are quiet, nobody calls it: look at the schedule (EventBridge Scheduler) and at the concurrency of Lambda.',
        'What to do: docs/operations.md, "The reaper fails".',
      ].join('\n'),
    });
    this.alarm('Wake', {
      metric: errorsOf(wake, Duration.minutes(5)),
      evaluationPeriods: 1,
      // Nobody calling is how it mostly is.
      treatMissingData: 'notBreaching',
      description: [
        `catnap ${environmentName}: the function wake failed or timed out, so somebody could not wake a host or ask for its state.`,
        `Why: log group ${wake.function.logGroup.logGroupName}.`,
        'What to do: docs/operations.md, "No answer".',
      ].join('\n'),
    });
  }

  private alarm(id: string, { metric, evaluationPeriods, treatMissingData, description }: AlarmTraits): void {
    const alarm = metric.createAlarm(this, id, {
      // Raised at the threshold, not only above it: createAlarm compares so unless it is told otherwise.
      threshold: 1,
      evaluationPeriods,
      alarmDescription: description,
    });
    (alarm.node.defaultChild as CfnAlarm).treatMissingData = treatMissingData;
    const tell: IAlarmAction = { bind: () => ({ alarmActionArn: this.topic.topicArn }) };
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }
}

interface AlarmTraits {
  readonly metric: Metric;
  readonly evaluationPeriods: number;
  readonly treatMissingData: 'breaching' | 'notBreaching';
  readonly description: string;
}

function errorsOf(fn: PowerFunction, period: Duration): Metric {
  return fn.function.metricErrors({ period, statistic: 'Sum' });
}
