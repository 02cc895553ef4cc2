import { Annotations, CfnOutput, type Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { MonthlyBudget } from '../constructs/monthly-budget.ts';
import { PowerSwitch } from '../constructs/power-switch.ts';
import type { MonthlyBudgetOptions, PublicWakeOptions } from '../environments/environment-config.ts';

export interface PowerStackProps extends StackProps {
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
   * A public URL by which visitors wake the environment.
   *
   * @default - none
   */
  readonly publicWake?: PublicWakeOptions;
  /**
   * Receives a mail for each transition and each alarm.
   *
   * @default - nobody
   */
  readonly notifyEmail?: string;
  /**
   * Tells when the environment costs more than it should.
   *
   * @default - no budget
   */
  readonly monthlyBudget?: MonthlyBudgetOptions;
}

/** Who is awake in one environment, and why. */
export class PowerStack extends Stack {
  readonly power: PowerSwitch;

  constructor(scope: Construct, id: string, props: PowerStackProps) {
    super(scope, id, props);
    const { environmentName, notifyEmail, monthlyBudget } = props;
    this.power = new PowerSwitch(this, 'Power', props);
    this.power.lockLogicalId('PowerTable');
    const { topic, wakeUrl } = this.power;
    if (notifyEmail) {
      topic.addSubscription(new subscriptions.EmailSubscription(notifyEmail));
    } else {
      Annotations.of(this).addInfoV2(
        'catnap:nobody-is-told',
        `nobody is told of alarms and transitions in ${environmentName}: set notifyEmail, or subscribe to the topic that the output TransitionsTopic names`,
      );
    }
    if (monthlyBudget) {
      new MonthlyBudget(this, 'MonthlyBudget', { ...monthlyBudget, environmentName, topic });
    }
    if (wakeUrl) {
      this.output('WakeUrl', wakeUrl, 'The wake page, for visitors without credentials');
    }
    this.output('TransitionsTopic', topic.topicArn, 'Subscribe here to hear of each transition and alarm');
  }

  private output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}
