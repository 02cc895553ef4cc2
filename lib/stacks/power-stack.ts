import { CfnOutput, type Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { PowerSwitch } from '../constructs/power-switch.ts';
import { PublicWake } from '../constructs/public-wake.ts';
import type { PublicWakeOptions } from '../environments/environment-config.ts';

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
   * Receives a mail for each transition.
   *
   * @default - nobody
   */
  readonly notifyEmail?: string;
}

/** Who is awake in one environment, and why. */
export class PowerStack extends Stack {
  readonly power: PowerSwitch;

  constructor(scope: Construct, id: string, props: PowerStackProps) {
    super(scope, id, props);
    this.power = new PowerSwitch(this, 'Power', props);
    if (props.notifyEmail) {
      this.power.topic.addSubscription(new subscriptions.EmailSubscription(props.notifyEmail));
    }
    if (props.publicWake) {
      new PublicWake(this, 'PublicWake', { wake: this.power.wake.function });
    }
    new CfnOutput(this, 'TransitionsTopic', {
      value: this.power.topic.topicArn,
      description: 'Subscribe here to hear of each transition',
    });
  }
}
