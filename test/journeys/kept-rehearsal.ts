import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { ErrorBody, StatusBody } from '../../power/api/api.ts';
import { callDirectly } from '../../power/api/direct-call.ts';
import { functionParameter, TAG_TARGET } from '../../power/names.ts';
import type { RehearsalHandle } from '../../rehearsal/rehearsal.ts';
import { KAFKA, ONE_HOST } from '../../rehearsal/rehearsed-environment.ts';
import { until } from '../../rehearsal/until.ts';
import { untilBooted } from '../../rehearsal/until-booted.ts';
import { ApacheTools } from './apache-tools.ts';
import { deployRehearsal } from './deploy-rehearsal.ts';

/** Nothing in a rehearsal takes longer. Milliseconds. */
export const PATIENCE = 120_000;

/** An answer to whoever has credentials. */
export interface Answer {
  readonly status: number;
  readonly body: StatusBody & Partial<ErrorBody>;
}

/** An instance as the emulator shows it. */
export interface EmulatedMachine {
  readonly id: string;
  readonly state: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly userData: string;
  readonly volumes: readonly { readonly id: string; readonly device: string; readonly sizeGb: number }[];
}

/** A rehearsal for one test file, and what a person or a program does with it. */
export interface KeptRehearsal {
  readonly handle: RehearsalHandle;
  readonly folder: string;
  readonly apache: ApacheTools;
  /** The instance that runs as this target's host, as the emulator shows it. */
  machine(target: string): Promise<EmulatedMachine>;
  /** Calls the wake function about Kafka, directly, as somebody with credentials. */
  ask(by: 'person' | 'service', method: string, path: string, body?: object): Promise<Answer>;
  status(): Promise<StatusBody>;
  /** Waits until the Kafka host is in one of these states. */
  untilState(...states: string[]): Promise<StatusBody>;
  close(): Promise<void>;
}

/** Deploys the rehearsal's stacks and waits for the hosts' first boots. */
export async function keepRehearsal(): Promise<KeptRehearsal> {
  const { handle, folder, java, close } = await deployRehearsal(ONE_HOST);
  const lambda = new LambdaClient(structuredClone(handle.aws));
  const parameter = await new SSMClient(structuredClone(handle.aws)).send(
    new GetParameterCommand({ Name: functionParameter('rehearsal', 'wake') }),
  );
  const functionName = parameter.Parameter?.Value ?? '';
  const kept: KeptRehearsal = {
    handle,
    folder,
    apache: new ApacheTools({ ...java, bootstrap: () => handle.kafka() }),
    async machine(target) {
      const response = await fetch(`${handle.aws.endpoint}/_catnap/machines`);
      const machines = (await response.json()) as EmulatedMachine[];
      const found = machines.filter(({ tags }) => tags[TAG_TARGET] === target);
      const [machine] = found;
      if (machine === undefined || found.length > 1) {
        throw new Error(`there are ${found.length} instances of ${target}, not one`);
      }
      return machine;
    },
    async ask(by, method, path, body) {
      const query = { target: KAFKA };
      const answer = await callDirectly(lambda, functionName, { method, path, query, by, body });
      return { status: answer.status, body: JSON.parse(answer.body) as Answer['body'] };
    },
    status: () => handle.status(),
    untilState: (...states) =>
      until(
        async () => {
          const status = await handle.status();
          return states.includes(status.state) ? status : undefined;
        },
        { what: `the host is ${states.join(' or ')}`, timeout: PATIENCE, every: 200 },
      ),
    close,
  };
  try {
    await untilBooted(handle);
  } catch (error) {
    await kept.close();
    throw error;
  }
  return kept;
}
