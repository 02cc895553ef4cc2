import type { Template } from 'aws-cdk-lib/assertions';
import type { KafkaClusterProps } from '../../../lib/constructs/kafka-cluster-props.ts';
import { OwnStack } from '../own-stack.ts';

/** A stack with a cluster that has these props. */
export function withCluster(props: Partial<KafkaClusterProps> = {}) {
  const stack = new OwnStack();
  const cluster = stack.cluster('Cluster', props);
  return { stack, cluster, template: stack.template() };
}

/** A part of a template, as CDK's assertions hand it out: anything. */
export type Part = ReturnType<Template['findResources']>[string];

/** Properties of all resources of a type, in the order of the brokers. */
export function propertiesOf(template: Template, type: string): Part[] {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties);
}

/** Properties of the groups. */
export const groupsIn = (template: Template) => propertiesOf(template, 'AWS::AutoScaling::AutoScalingGroup');

/** What the launch templates say of a machine. */
export const machinesIn = (template: Template): Part[] =>
  propertiesOf(template, 'AWS::EC2::LaunchTemplate').map(({ LaunchTemplateData }) => LaunchTemplateData);
