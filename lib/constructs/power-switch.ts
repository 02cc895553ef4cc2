import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { functionParameter, validateName } from '../../power/names.ts';
import type { PublicWakeOptions } from '../environments/environment-config.ts';
import { packagedFunctions } from '../packaged-functions.ts';
import { groupStatements } from './group-statements.ts';
import { NamedParameter } from './named-parameter.ts';
import { PowerAlarms } from './power-alarms.ts';
import { PowerFunction } from './power-function.ts';
import { powerStatements, resizeStatement } from './power-statements.ts';
import { PublicWake, publicWakeVariables } from './public-wake.ts';
import { ReapTriggers } from './reap-triggers.ts';
import { stableLogicalId } from './stable-logical-id.ts';
import { waive } from './waivers.ts';

export interface PowerSwitchProps {
  /** Name of the environment whose targets it puts to sleep and wakes. */
  readonly environmentName: string;

  /**
   * Folder with the bundled functions, made by `bundleFunctions`.
   *
   * @default - those that the installed package came with
   */
  readonly functions?: string;

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
 * Who is awake, and why: one table, the functions `wake` and `reap`, what calls them, a topic that hears of each
 * transition, and alarms on itself. It finds its targets by tags, so hosts come and go without a change here.
 */
export class PowerSwitch extends Construct {
  readonly environmentName: string;
  /** Time between two looks of the reaper: nothing is noticed faster. */
  readonly tick: Duration;
  readonly table: dynamodb.Table;
  /** Hears of each transition, and of alarms. Subscribe whom you like. */
  readonly topic: sns.Topic;
  readonly wake: PowerFunction;
  readonly reap: PowerFunction;
  /** Where visitors wake it; undefined without `publicWake`. */
  readonly wakeUrl?: string;

  /** @throws Error for what cannot work, at synthesis: a tick that AWS cannot make, a daily cap of none; PowerError `bad-name`. */
  constructor(scope: Construct, id: string, props: PowerSwitchProps) {
    super(scope, id);
    const { environmentName, publicWake } = props;
    this.environmentName = validateName('environment', environmentName);
    this.tick = props.tick ?? Duration.minutes(1);

    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'target', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'item', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // It holds wishes and history, nothing that a new table would miss once the environment is gone.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.lockLogicalId(stableLogicalId('catnap', environmentName, 'table'));
    waive(this.table, 'tableKey');

    // Under no key rather than AWS's own, under which no other service could publish, and nothing would say so.
    this.topic = new sns.Topic(this, 'Transitions', { enforceSSL: true });
    waive(this.topic, 'topicKey');

    const shared = {
      functions: props.functions ?? packagedFunctions(),
      environment: {
        CATNAP_ENVIRONMENT: environmentName,
        CATNAP_TABLE: this.table.tableName,
        CATNAP_TOPIC_ARN: this.topic.topicArn,
        ...(publicWake && publicWakeVariables(publicWake)),
      },
      statements: powerStatements(this, {
        environmentName,
        tableArn: this.table.tableArn,
        topicArn: this.topic.topicArn,
      }),
    };
    this.wake = new PowerFunction(this, 'Wake', { ...shared, code: 'wake', timeout: Duration.seconds(25) });
    this.reap = new PowerFunction(this, 'Reap', { ...shared, code: 'reap', timeout: Duration.seconds(50) });
    for (const [name, { function: fn }] of Object.entries({ wake: this.wake, reap: this.reap })) {
      new NamedParameter(this, `${name}Name`, {
        name: functionParameter(environmentName, name),
        value: fn.functionName,
        description: `catnap ${environmentName}: the function ${name}`,
      });
    }
    this.wakeUrl = publicWake && new PublicWake(this, 'PublicWake', { wake: this.wake.function }).url;
    const { deadLetters } = new ReapTriggers(this, 'ReapTriggers', {
      reap: this.reap.function,
      tick: this.tick,
    });
    new PowerAlarms(this, 'Alarms', {
      environmentName,
      wake: this.wake,
      reap: this.reap,
      tick: this.tick,
      deadLetters,
      topic: this.topic,
    });
  }

  /** Gives the table another logical id, for a stack that has one under that. Under a new one it would forget all wishes. */
  lockLogicalId(logicalId: string): void {
    (this.table.node.defaultChild as dynamodb.CfnTable).overrideLogicalId(logicalId);
  }

  /**
   * Lets the power switch give the instances of a target another type when AWS has none of their own, and their own
   * again, and change nothing else of them.
   *
   * @param target name of the target, as in the tag `catnap:target`
   * @param sizes instance types that may be set: the fallback sizes, and all that the stack itself may give
   */
  allowResize(target: string, sizes: readonly string[]): void {
    for (const { function: fn } of [this.wake, this.reap]) {
      fn.addToRolePolicy(resizeStatement(this, this.environmentName, target, sizes));
    }
  }

  /**
   * Lets the power switch put the Auto Scaling groups of a target to sleep, wake them, and move one to on demand and back.
   *
   * @param target name of the target, as in the tag `catnap:target` of the groups
   */
  allowGroups(target: string): void {
    const { sleepAndWake, move } = groupStatements(this, this.environmentName, target);
    this.allow(this.wake, sleepAndWake);
    this.allow(this.reap, [...sleepAndWake, ...move]);
  }

  private allow({ function: fn }: PowerFunction, statements: readonly PolicyStatement[]): void {
    for (const statement of statements) {
      fn.addToRolePolicy(statement);
    }
    if (fn.role) {
      waive(fn.role, 'taggedGroups');
    }
  }
}
