import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { minutesBetweenTicks, requireTick } from './tick.ts';
import { waive } from './waivers.ts';

/** A call that waited longer is pointless: the next tick has looked since. */
const MAX_AGE = Duration.minutes(1);

export interface ReapTriggersProps {
  readonly reap: lambda.Function;
  /** Time between two looks; below a minute it is the emulator that makes a minute pass faster. */
  readonly tick: Duration;
}

/**
 * What calls the reaper: the tick, and each change of an instance's state, so that a wake during `stopping` starts the
 * host the moment it has stopped. The reaper looks at the state as it is and not at the event, so a call that comes
 * late or twice does no harm, and none is made again: the next one follows. What came to nothing lies in a queue for a
 * while with the reason.
 */
export class ReapTriggers extends Construct {
  /** Calls that could not be delivered, and calls that failed, each with what went wrong. */
  readonly deadLetters: sqs.Queue;

  /** @throws Error when the tick is none that AWS can make. */
  constructor(scope: Construct, id: string, { reap, tick }: ReapTriggersProps) {
    super(scope, id);
    requireTick(tick);
    this.deadLetters = new sqs.Queue(this, 'DeadLetters', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // A long weekend.
      retentionPeriod: Duration.days(4),
    });
    waive(this.deadLetters, 'lastQueue', 'queueKey');
    reap.configureAsyncInvoke({
      maxEventAge: MAX_AGE,
      retryAttempts: 0,
      onFailure: new SqsDestination(this.deadLetters),
    });
    new scheduler.Schedule(this, 'Tick', {
      description: 'catnap: who should be awake, and who is?',
      schedule: scheduler.ScheduleExpression.rate(Duration.minutes(minutesBetweenTicks(tick))),
      target: this.scheduled(reap),
    });
    new events.Rule(this, 'InstanceStateChange', {
      description: 'catnap: an instance has started, stopped or gone',
      eventPattern: {
        source: ['aws.ec2'],
        detailType: ['EC2 Instance State-change Notification'],
        detail: { state: ['running', 'stopped', 'terminated'] },
      },
      targets: [
        new targets.LambdaFunction(reap, {
          maxEventAge: MAX_AGE,
          retryAttempts: 0,
          deadLetterQueue: this.deadLetters,
        }),
      ],
    });
  }

  /** CDK's own target would let the Scheduler call each version of the function too. */
  private scheduled(reap: lambda.IFunction): scheduler.IScheduleTarget {
    const stack = Stack.of(this);
    const role = new iam.Role(this, 'TickRole', {
      description: "What EventBridge Scheduler may do at catnap's tick",
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': stack.account,
            'aws:SourceArn': stack.formatArn({
              service: 'scheduler',
              resource: 'schedule-group',
              resourceName: 'default',
            }),
          },
        },
      }),
    });
    const statements = {
      CallReaper: ['lambda:InvokeFunction', reap.functionArn],
      KeepDeadLetters: ['sqs:SendMessage', this.deadLetters.queueArn],
    } as const;
    for (const [sid, [action, resource]] of Object.entries(statements)) {
      role.addToPolicy(new iam.PolicyStatement({ sid, actions: [action], resources: [resource] }));
    }
    return {
      bind: () => ({
        role,
        arn: reap.functionArn,
        retryPolicy: { maximumEventAgeInSeconds: MAX_AGE.toSeconds(), maximumRetryAttempts: 0 },
        deadLetterConfig: { arn: this.deadLetters.queueArn },
      }),
    };
  }
}
