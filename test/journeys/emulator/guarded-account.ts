import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeVolumesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { functionParameter, TAG_ENVIRONMENT, TAG_TARGET } from '../../../power/names.ts';
import { bootstrap, deploy } from '../../../rehearsal/deploy.ts';
import type { EmulatedAws } from '../../../rehearsal/emulated-aws.ts';
import type { Session } from '../../rehearsal/emulator/control-seam.ts';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';

/** An SDK's clients, as one caller. */
export class Caller {
  readonly ec2: EC2Client;
  readonly ssm: SSMClient;
  readonly dynamodb: DynamoDBClient;
  readonly lambda: LambdaClient;

  /** @param session @default - the account's owner, who may do everything */
  constructor(aws: EmulatedAws, session?: Session) {
    const credentials = session
      ? {
          accessKeyId: session.accessKeyId,
          secretAccessKey: session.secretAccessKey,
          sessionToken: session.token,
        }
      : aws.credentials;
    // Copies: SDK clients write notes of their own into the credentials that they are given.
    const config = () => ({ ...aws, credentials: { ...credentials }, maxAttempts: 1 });
    this.ec2 = new EC2Client(config());
    this.ssm = new SSMClient(config());
    this.dynamodb = new DynamoDBClient(config());
    this.lambda = new LambdaClient(config());
  }

  async readParameter(Name: string): Promise<string> {
    return (await this.ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value ?? '';
  }

  close(): void {
    for (const client of [this.ec2, this.ssm, this.dynamodb, this.lambda]) {
      client.destroy();
    }
  }
}

/** The stacks of this project as `npm start` deploys them, and those who act in them. */
export interface GuardedAccount {
  readonly emulator: TestEmulator;
  /** Whoever owns the account. */
  readonly owner: Caller;
  readonly wake: { readonly name: string; readonly role: string; readonly caller: Caller };
  readonly kafka: GuardedHost;
  readonly redis: GuardedHost;
  close(): Promise<void>;
}

/** A host's instance, its data volume, which is not attached yet, and the host as a caller. */
export interface GuardedHost {
  readonly id: string;
  readonly volume: string;
  readonly caller: Caller;
}

/** Deploys the environment to an emulator of its own; no tick comes in between what a test does. */
export async function guardedAccount(environment: string): Promise<GuardedAccount> {
  const started = new AsyncDisposableStack();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'catnap-iam-'));
    started.defer(() => rm(folder, { recursive: true, force: true }));
    const programs = join(folder, 'programs');
    for (const kind of ['kafka', 'redis']) {
      await mkdir(join(programs, kind), { recursive: true });
      await writeFile(join(programs, kind, 'SHA256SUMS'), 'a stand-in');
    }
    const emulator = await startEmulator({
      PENDING_SECONDS: 0.1,
      STOPPING_SECONDS: 0.1,
      MINUTE_SECONDS: 86_400,
    });
    started.defer(emulator.stop);
    const account = { aws: emulator.aws, folder, signal: new AbortController().signal };
    await bootstrap(account);
    await deploy({ ...account, environment, programs });

    const callerOf = (session?: Session) => {
      const caller = new Caller(emulator.aws, session);
      started.defer(async () => caller.close());
      return caller;
    };
    const owner = callerOf();
    const name = await owner.readParameter(functionParameter(environment, 'wake'));
    const session = await emulator.functionSession(name);
    const machines = await emulator.machines();
    const host = async (target: string): Promise<GuardedHost> => {
      const machine = machines.find(({ tags }) => tags[TAG_TARGET] === target);
      if (machine?.session === undefined) {
        throw new Error(`the stacks deployed no instance of ${target} with a role`);
      }
      return {
        id: machine.id,
        volume: await dataVolume(owner, { [TAG_ENVIRONMENT]: environment, [TAG_TARGET]: target }),
        caller: callerOf(machine.session),
      };
    };
    return {
      emulator,
      owner,
      wake: { name, role: session.role, caller: callerOf(session) },
      kafka: await host('kafka'),
      redis: await host('redis'),
      close: () => started.disposeAsync(),
    };
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
}

/** The volume with these tags that waits to be attached. */
async function dataVolume({ ec2 }: Caller, tags: Record<string, string>): Promise<string> {
  const Filters = Object.entries(tags).map(([name, value]) => ({ Name: `tag:${name}`, Values: [value] }));
  const { Volumes = [] } = await ec2.send(
    new DescribeVolumesCommand({ Filters: [...Filters, { Name: 'status', Values: ['available'] }] }),
  );
  return Volumes[0]?.VolumeId ?? '';
}
