/** Stacks deployed to the emulator by CloudFormation's own API, without the CDK CLI. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmulatedAws } from '../../../rehearsal/emulated-aws.ts';
import { type AwsAnswer, callQuery, element, elements } from './aws-call.ts';

export interface Template {
  readonly Resources: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

export type Outputs = Readonly<Record<string, string>>;

/**
 * Creates a stack, or updates it, and waits for the end.
 *
 * @returns its outputs
 * @throws with CloudFormation's reason when it is refused or rolled back.
 */
export async function deployStack(aws: EmulatedAws, name: string, template: Template): Promise<Outputs> {
  const exists = (await call(aws, 'DescribeStacks', { StackName: name })).ok;
  const action = exists ? 'UpdateStack' : 'CreateStack';
  const answer = await call(aws, action, {
    StackName: name,
    TemplateBody: JSON.stringify(template),
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
  });
  if (!answer.ok) {
    throw new Error(`${action}: ${element(answer.body, 'Message')}`);
  }
  const body = await settled(aws, name);
  if (element(body, 'StackStatus') !== (exists ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE')) {
    throw new Error(`${element(body, 'StackStatus')}: ${await failures(aws, name)}`);
  }
  const keys = elements(body, 'OutputKey');
  return Object.fromEntries(elements(body, 'OutputValue').map((value, index) => [keys[index], value]));
}

/** Deletes a stack and waits until it is gone. */
export async function deleteStack(aws: EmulatedAws, name: string): Promise<void> {
  await call(aws, 'DeleteStack', { StackName: name });
  const body = await settled(aws, name);
  if (body !== '' && element(body, 'StackStatus') !== 'DELETE_COMPLETE') {
    throw new Error(`${element(body, 'StackStatus')}: ${element(body, 'StackStatusReason')}`);
  }
}

/** Why resources could not be made or changed. */
async function failures(aws: EmulatedAws, name: string): Promise<string> {
  const { body } = await call(aws, 'DescribeStackEvents', { StackName: name });
  return elements(body, 'ResourceStatusReason').join('; ');
}

/** The description of a stack in which nothing is going on, empty if there is none; jest limits the wait. */
async function settled(aws: EmulatedAws, name: string): Promise<string> {
  for (;;) {
    const answer = await call(aws, 'DescribeStacks', { StackName: name });
    if (!answer.ok) {
      return '';
    }
    if (!/_IN_PROGRESS$/.test(element(answer.body, 'StackStatus'))) {
      return answer.body;
    }
    await sleep(50);
  }
}

function call(aws: EmulatedAws, action: string, parameters: Record<string, string>): Promise<AwsAnswer> {
  return callQuery(aws, 'cloudformation', '2010-05-15', action, parameters);
}
