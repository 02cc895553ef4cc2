import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { waiveVersionsOf } from './waivers.ts';

/** EventBridge Scheduler knows no rate below a minute. */
const SHORTEST_RATE = Duration.minutes(1);

export interface ReapTriggersProps {
  readonly reap: lambda.IFunction;
  /** Time between two looks; below a minute it is the emulator that makes a minute pass faster. */
  readonly tick: Duration;
}

/**
 * What calls the reaper: the tick, and each change of an instance's state, so that a wake during `stopping` starts the
 * host the moment it has stopped. The reaper looks at the state as it is and not at the event, so a call that comes
 * late or twice does no harm. EventBridge gives up on stale ones all the same, because a new one follows; once a call has
 * reached Lambda's queue, Lambda may try it twice more.
 */
export class ReapTriggers extends Construct {
  constructor(scope: Construct, id: string, { reap, tick }: ReapTriggersProps) {
    super(scope, id);
    new scheduler.Schedule(this, 'Tick', {
      description: 'catnap: who should be awake, and who is?',
      schedule: scheduler.ScheduleExpression.rate(
        tick.toSeconds() < SHORTEST_RATE.toSeconds() ? SHORTEST_RATE : tick,
      ),
      target: new LambdaInvoke(reap, { maxEventAge: Duration.minutes(1), retryAttempts: 0 }),
    });
    waiveVersionsOf(
      Stack.of(this),
      Stack.of(this).getLogicalId(reap.node.defaultChild as lambda.CfnFunction),
    );
    new events.Rule(this, 'InstanceStateChange', {
      description: 'catnap: an instance has started, stopped or gone',
      eventPattern: {
        source: ['aws.ec2'],
        detailType: ['EC2 Instance State-change Notification'],
        detail: { state: ['running', 'stopped', 'terminated'] },
      },
      targets: [new targets.LambdaFunction(reap, { maxEventAge: Duration.minutes(1), retryAttempts: 0 })],
    });
  }
}
