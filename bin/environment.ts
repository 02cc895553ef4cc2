import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import type { ApiAnswer } from '../power/api/api.ts';
import { callDirectly } from '../power/api/direct-call.ts';
import { functionParameter } from '../power/names.ts';
import { type RehearsalEndpoints, readEndpoints } from '../rehearsal/endpoints.ts';
import { CommandError, EXIT } from './exit.ts';

/** Options that every command which talks to an environment has. */
export interface EnvironmentOptions {
  /** Name of the environment on AWS. */
  env: string;
  /** Talk to a rehearsal that was started with --keep; the name of one, or true for the first. */
  rehearsal?: string | true;
}

/** One environment, on AWS or in a rehearsal, spoken to by a person with credentials. */
export interface RemoteEnvironment {
  readonly name: string;
  /** Calls the wake function as `docs/wake-api.md` has it. */
  ask(
    method: string,
    path: string,
    request?: { query?: Record<string, string>; body?: object },
  ): Promise<ApiAnswer>;
}

/**
 * Finds the environment that the options name.
 *
 * @throws CommandError when there is no such environment or rehearsal, saying what to do.
 */
export async function openEnvironment(options: EnvironmentOptions): Promise<RemoteEnvironment> {
  const rehearsal = options.rehearsal ? await openRehearsal(options.rehearsal) : undefined;
  const name = rehearsal?.environment ?? options.env;
  const client = rehearsal?.aws ?? {};
  const functionName = await wakeFunction(new SSMClient(client), name);
  const lambda = new LambdaClient(client);
  return {
    name,
    ask: (method, path, request = {}) =>
      callDirectly(lambda, functionName, { method, path, ...request, by: 'person' }),
  };
}

async function wakeFunction(ssm: SSMClient, environment: string): Promise<string> {
  const parameter = functionParameter(environment, 'wake');
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: parameter }));
    return Parameter?.Value ?? '';
  } catch (error) {
    if (error instanceof ParameterNotFound) {
      throw new CommandError(
        EXIT.failed,
        `no environment '${environment}' in this account and region (there is no parameter ${parameter}); deploy it with npx cdk deploy --all -c env=${environment}, or name another by --env`,
        { cause: error },
      );
    }
    if (error instanceof Error && error.message === 'Region is missing') {
      throw new CommandError(
        EXIT.failed,
        'no AWS region; set AWS_REGION or a region in your profile, or talk to a rehearsal with --rehearsal',
        { cause: error },
      );
    }
    if (error instanceof Error && error.name === 'CredentialsProviderError') {
      throw new CommandError(
        EXIT.failed,
        'no AWS credentials; set AWS_PROFILE or log in, or talk to a rehearsal with --rehearsal',
        { cause: error },
      );
    }
    throw error;
  }
}

/**
 * Finds a rehearsal that is kept.
 *
 * @param name true: the first
 * @throws CommandError when there is none, saying what to do.
 */
export async function openRehearsal(name: string | true): Promise<RehearsalEndpoints> {
  const file = join(
    import.meta.dirname,
    '..',
    '.catnap',
    name === true ? 'rehearsal' : name,
    'endpoints.json',
  );
  return readEndpoints(
    await readFile(file, 'utf8').catch((cause: unknown) => {
      throw new CommandError(
        EXIT.failed,
        `no rehearsal is kept (there is no ${file}); start one with npm start -- --keep`,
        { cause },
      );
    }),
  );
}
