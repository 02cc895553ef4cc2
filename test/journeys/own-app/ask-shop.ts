import { DescribeInstancesCommand, EC2Client, type Instance } from '@aws-sdk/client-ec2';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { EmulatedAws } from '../../../rehearsal/emulated-aws.ts';

/** What the wake function answered. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The shop's account, seen by somebody with credentials and nothing of ours but the documented names. */
export interface ShopAccount {
  parameter(name: string): Promise<unknown>;
  /** The instance that is tagged as this target. */
  instance(target: string): Promise<Instance>;
  /** Invokes the wake function directly. */
  ask(call: object): Promise<Answer>;
  /** Lets the reaper look once. */
  tick(): Promise<void>;
  close(): void;
}

export function openShopAccount(aws: EmulatedAws): ShopAccount {
  const ec2 = new EC2Client(structuredClone(aws));
  const ssm = new SSMClient(structuredClone(aws));
  const lambda = new LambdaClient(structuredClone(aws));

  const value = async (Name: string) =>
    (await ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value ?? '';
  const invoke = async (name: string, payload: object) => {
    const FunctionName = await value(`/catnap/shop/functions/${name}`);
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) }),
    );
    const text = Payload?.transformToString() || 'null';
    if (FunctionError) {
      throw new Error(`${name}: ${FunctionError} ${text}`);
    }
    return JSON.parse(text);
  };

  return {
    parameter: async (name) => JSON.parse(await value(name)),
    async instance(target) {
      const { Reservations = [] } = await ec2.send(
        new DescribeInstancesCommand({
          Filters: [
            { Name: 'tag:catnap:environment', Values: ['shop'] },
            { Name: 'tag:catnap:target', Values: [target] },
          ],
        }),
      );
      const [instance, ...others] = Reservations.flatMap(({ Instances = [] }) => Instances);
      if (!instance || others.length > 0) {
        throw new Error(`${target}: ${others.length + (instance ? 1 : 0)} instances have its tags`);
      }
      return instance;
    },
    async ask(call) {
      const { status, body } = await invoke('wake', call);
      return { status, body: JSON.parse(body) };
    },
    tick: async () => {
      await invoke('reap', {});
    },
    close() {
      for (const client of [ec2, ssm, lambda]) {
        client.destroy();
      }
    },
  };
}
