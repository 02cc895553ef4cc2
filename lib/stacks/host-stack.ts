import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import type { SleepingHost } from '../constructs/sleeping-host.ts';

/** Under other logical ids CloudFormation would replace the host, and leave the data behind for an empty volume. */
export function lockLogicalIds(host: SleepingHost, ids: { instance: string; data: string }): void {
  (host.instance.node.defaultChild as CfnInstance).overrideLogicalId(ids.instance);
  host.data.lockLogicalId(ids.data);
}

/** What the outputs of a host's stack say. */
export interface HostTexts {
  readonly instance: string;
  readonly address: string;
  readonly clients: string;
}

/** The outputs of a host's stack. */
export function showHost(host: SleepingHost, texts: HostTexts): void {
  const { instance, bootstrapParameterName, clients } = host;
  const output = (id: string, value: string, description: string) =>
    new CfnOutput(Stack.of(host), id, { value, description });
  output('InstanceId', instance.instanceId, texts.instance);
  output('BootstrapParameter', bootstrapParameterName, texts.address);
  output('ClientsSecurityGroup', clients.securityGroupId, texts.clients);
  output('Shell', `aws ssm start-session --target ${instance.instanceId}`, 'A shell on the host');
}
