import { Tags } from 'aws-cdk-lib';
import type { CfnInstance, IInstance } from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { TAG_ENVIRONMENT, TAG_TARGET, targetParameter } from '../../power/names.ts';
import { policyOf } from '../../power/parse-policy.ts';
import type { Policy, PolicyProps } from '../../power/policy.ts';
import { checkPolicy } from './check-policy.ts';
import { claimTargetName } from './claim-target-name.ts';
import { NamedParameter } from './named-parameter.ts';
import { withOwnSize } from './own-size.ts';
import type { PowerSwitch } from './power-switch.ts';
import { sleepableInstance } from './sleepable-instance.ts';

export interface PowerTargetProps {
  /** Who puts it to sleep and wakes it; in the same account and region. */
  readonly power: PowerSwitch;

  /** What people, parameters and tags call it. Each target of a power switch has its own name. */
  readonly targetName: string;

  /**
   * When it is awake. With `reports: 'none'` that is in its windows, and while somebody's wake or hold lasts; else as
   * long as its own reports say that it is used (`grantReport`).
   */
  readonly policy: PolicyProps;

  /**
   * The instance, if a stack of this app makes it: it is tagged, so that the power switch finds it and may stop it.
   *
   * @default - one from elsewhere, on which the owner puts the tags `catnap:environment` and `catnap:target`
   */
  readonly instance?: IInstance | CfnInstance;
}

/** Any EC2 instance that sleeps by the calendar, on request, or by a report of its own. Nothing of ours runs on it. */
export class PowerTarget extends Construct {
  private readonly power: PowerSwitch;
  private readonly policy: Policy;

  /**
   * @throws Error for what cannot sleep, at synthesis: a spot instance, one protected against stopping, a taken name;
   * PowerError `bad-policy`, `bad-name`.
   */
  constructor(scope: Construct, id: string, props: PowerTargetProps) {
    super(scope, id);
    const { power } = props;
    const { environmentName } = power;
    const target = claimTargetName(power, this, props.targetName);
    const instance = props.instance && sleepableInstance(props.instance);
    this.power = power;
    this.policy = withOwnSize(policyOf(props.policy), instance?.instanceType);
    checkPolicy(this, this.policy, power.tick);

    const parameter = new NamedParameter(this, 'Target', {
      name: targetParameter(environmentName, target),
      description: `catnap ${environmentName}: when ${target} sleeps`,
      value: JSON.stringify(this.policy),
    });
    if (instance) {
      Tags.of(instance).add(TAG_ENVIRONMENT, environmentName);
      Tags.of(instance).add(TAG_TARGET, target);
      parameter.node.addDependency(instance);
    }
    const { fallbackSizes, size } = this.policy;
    if (fallbackSizes.length > 0 && size !== undefined) {
      power.allowResize(target, [...new Set([...fallbackSizes, size])]);
    }
  }

  /**
   * Lets a role report use, by invoking the wake function. Whoever may do that may call the whole wake API for each target
   * of the environment (docs/wake-api.md): IAM cannot tell one request from another.
   *
   * @throws Error when the policy has `reports: 'none'`, because nobody would read the reports.
   */
  grantReport(grantee: iam.IGrantable): iam.Grant {
    if (this.policy.reports === 'none') {
      throw new Error(
        `grantReport: given a role for ${this.node.path}, whose policy has reports 'none'; leave reports out of the policy, or the grant`,
      );
    }
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['lambda:InvokeFunction'],
      resourceArns: [this.power.wake.function.functionArn],
    });
  }
}
