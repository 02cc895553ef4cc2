import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { functionParameter, TAG_ENVIRONMENT, targetsPath } from '../../power/names.ts';
import type { PublicWakeOptions } from '../environments/environment-config.ts';
import { NamedParameter } from './named-parameter.ts';
import { PowerFunction } from './power-function.ts';
import { ReapTriggers } from './reap-triggers.ts';

export interface PowerSwitchProps {
  /** Name of the environment whose targets it puts to sleep and wakes. */
  readonly environmentName: string;

  /** Folder with the bundled functions, made by `bundleFunctions`. */
  readonly functions: string;

  /**
   * How often the reaper looks.
   *
   * @default Duration.minutes(1)
   */
  readonly tick?: Duration;

  /**
   * Lets visitors without credentials wake by a public URL.
   *
   * @default - no URL; callers need credentials
   */
  readonly publicWake?: PublicWakeOptions;
}

/**
 * Who is awake, and why: one table, the functions `wake` and `reap`, what calls them, and a topic that hears of each
 * transition. It finds its targets by tags, so hosts come and go without a change here.
 */
export class PowerSwitch extends Construct {
  readonly environmentName: string;
  readonly table: dynamodb.Table;
  readonly topic: sns.Topic;
  readonly wake: PowerFunction;
  readonly reap: PowerFunction;

  constructor(scope: Construct, id: string, props: PowerSwitchProps) {
    super(scope, id);
    this.environmentName = props.environmentName;

    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'target', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'item', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // It holds wishes and history, nothing that a new table would miss once the environment is gone.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const table = this.table.node.defaultChild as dynamodb.CfnTable;
    table.overrideLogicalId('PowerTable');

    // Under no key rather than AWS's own, under which no other service could publish, and nothing would say so.
    this.topic = new sns.Topic(this, 'Transitions', { enforceSSL: true });

    const shared = {
      functions: props.functions,
      environment: {
        CATNAP_ENVIRONMENT: props.environmentName,
        CATNAP_TABLE: this.table.tableName,
        CATNAP_TOPIC_ARN: this.topic.topicArn,
        ...publicWakeVariables(props.publicWake),
      },
      statements: this.statements(),
    };
    this.wake = new PowerFunction(this, 'Wake', {
      ...shared,
      code: 'wake',
      timeout: Duration.seconds(25),
    });
    this.reap = new PowerFunction(this, 'Reap', {
      ...shared,
      code: 'reap',
      timeout: Duration.seconds(50),
    });
    new ReapTriggers(this, 'ReapTriggers', {
      reap: this.reap.function,
      tick: props.tick ?? Duration.minutes(1),
    });
    for (const [name, { function: fn }] of Object.entries({ wake: this.wake, reap: this.reap })) {
      new NamedParameter(this, `${name}Name`, {
        name: functionParameter(props.environmentName, name),
        value: fn.functionName,
        description: `catnap ${props.environmentName}: the function ${name}`,
      });
    }
  }

  /** All that the two functions may do. Whoever starts or stops a host can do so only with hosts of this environment. */
  private statements(): iam.PolicyStatement[] {
    const stack = Stack.of(this);
    return [
      new iam.PolicyStatement({
        sid: 'ReadAndWriteWishes',
        actions: ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
        resources: [this.table.tableArn],
      }),
      new iam.PolicyStatement({
        sid: 'ReadTargets',
        actions: ['ssm:GetParametersByPath'],
        resources: [
          stack.formatArn({
            service: 'ssm',
            resource: 'parameter',
            resourceName: targetsPath(this.environmentName).slice(1),
          }),
        ],
      }),
      new iam.PolicyStatement({
        sid: 'FindHosts',
        actions: ['ec2:DescribeInstances'],
        // DescribeInstances knows no resources and no conditions.
        resources: ['*'],
      }),
      new iam.PolicyStatement({
        sid: 'StartAndStopHostsOfThisEnvironment',
        actions: ['ec2:StartInstances', 'ec2:StopInstances'],
        resources: [stack.formatArn({ service: 'ec2', resource: 'instance', resourceName: '*' })],
        conditions: { StringEquals: { [`aws:ResourceTag/${TAG_ENVIRONMENT}`]: this.environmentName } },
      }),
      new iam.PolicyStatement({
        sid: 'TellOfTransitions',
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
      }),
    ];
  }
}

function publicWakeVariables(options: PublicWakeOptions | undefined): Record<string, string> {
  if (options === undefined) {
    return {};
  }
  return {
    CATNAP_PUBLIC_WAKE: 'true',
    CATNAP_DAILY_CAP: String(options.dailyCap ?? 20),
    ...(options.corsOrigins ? { CATNAP_CORS_ORIGINS: options.corsOrigins.join(',') } : {}),
  };
}
