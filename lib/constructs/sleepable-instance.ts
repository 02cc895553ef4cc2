import { Annotations, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import { CfnInstance, CfnLaunchTemplate, type IInstance } from 'aws-cdk-lib/aws-ec2';

/**
 * The resource of an instance that can be stopped and started.
 *
 * @throws Error for one that cannot be tagged from here, or that EC2 would not stop or start again, as far as the
 * construct tree tells: a spot instance of a launch template, one protected against stopping, a Mac.
 */
export function sleepableInstance(given: IInstance | CfnInstance): CfnInstance {
  const instance = given.node.findAll().find((construct) => construct instanceof CfnInstance);
  if (instance === undefined) {
    throw new Error(
      `instance: given ${given.node.path}, which no stack of this app makes, so it cannot be tagged from here; leave \`instance\` out and put the tags catnap:environment and catnap:target on it`,
    );
  }
  const obstacle = obstacleOf(instance);
  if (obstacle !== undefined) {
    throw new Error(`instance: given ${given.node.path}, ${obstacle}`);
  }
  warnOfLosses(instance);
  return instance;
}

function obstacleOf(instance: CfnInstance): string | undefined {
  if (/^mac/.test(instance.instanceType ?? '')) {
    return `a Mac (${instance.instanceType}); its dedicated host is paid for asleep or not, so there is nothing to gain`;
  }
  const { instanceMarketOptions, disableApiStop } = launchTemplateData(instance);
  if (instanceMarketOptions?.marketType === 'spot') {
    return 'a spot instance; EC2 stops none that was asked for once, so launch it on demand';
  }
  if (disableApiStop === true) {
    return 'which is protected against stopping; take disableApiStop out of its launch template';
  }
  return undefined;
}

/** What its launch template says, if that is a construct too. */
function launchTemplateData(instance: CfnInstance): LaunchTemplateData {
  const { launchTemplate } = instance;
  if (launchTemplate === undefined || 'resolve' in launchTemplate) {
    return {};
  }
  const reference = Tokenization.reverse(
    launchTemplate.launchTemplateId ?? launchTemplate.launchTemplateName,
  );
  const template = Reference.isReference(reference) ? reference.target : undefined;
  return template instanceof CfnLaunchTemplate
    ? (Stack.of(template).resolve(template.launchTemplateData) as LaunchTemplateData)
    : {};
}

/** The part of a resolved launch template that matters here. */
interface LaunchTemplateData {
  readonly instanceMarketOptions?: { readonly marketType?: string };
  readonly disableApiStop?: boolean;
}

function warnOfLosses(instance: CfnInstance): void {
  const mappings = Stack.of(instance).resolve(instance.blockDeviceMappings) as
    | readonly { readonly virtualName?: string; readonly deviceName?: string }[]
    | undefined;
  const lost = (mappings ?? []).filter(({ virtualName }) => virtualName?.startsWith('ephemeral'));
  if (lost.length > 0) {
    Annotations.of(instance).addWarningV2(
      'catnap:instance-store',
      `what is on ${lost.map(({ deviceName }) => deviceName).join(', ')} (instance store) is lost each time it sleeps`,
    );
  }
}
