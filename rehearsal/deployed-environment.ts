import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { CommandBody, StatusBody } from '../power/api/api.ts';
import { callDirectly } from '../power/api/direct-call.ts';
import { bootstrapParameter, functionParameter } from '../power/names.ts';
import type { EmulatedAws } from './emulated-aws.ts';
import { RehearsalError } from './errors.ts';

/** What a person with credentials does with a deployed environment. */
export interface DeployedEnvironment {
  /** Asks the wake function directly; what it refuses is thrown. */
  ask(method: string, path: string, body?: object): Promise<CommandBody>;
  /** The state with its reasons, which visitors are not told. */
  status(): Promise<StatusBody>;
  /** The bootstrap address that the host published. */
  kafka(): Promise<string>;
}

/** Opens one that is deployed to the emulator. */
export function openDeployedEnvironment(
  aws: EmulatedAws,
  environment: string,
  target: string,
): DeployedEnvironment {
  // Copies: SDK clients write notes of their own into the credentials that they are given.
  const ssm = new SSMClient(structuredClone(aws));
  const lambda = new LambdaClient(structuredClone(aws));
  const parameter = async (Name: string) =>
    (await ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value ?? '';
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const wake = await parameter(functionParameter(environment, 'wake'));
    const answer = await callDirectly(lambda, wake, { method, path, body, by: 'person' });
    if (answer.status >= 400) {
      throw new RehearsalError(
        'power-refused',
        `${method} ${path} answered ${answer.status}: ${answer.body}`,
      );
    }
    return JSON.parse(answer.body) as T;
  };
  return {
    ask,
    status: () => ask('GET', '/status'),
    kafka: () => parameter(bootstrapParameter(environment, target)),
  };
}
