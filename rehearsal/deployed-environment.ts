import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { CommandBody, StatusBody } from '../power/api/api.ts';
import { callDirectly } from '../power/api/direct-call.ts';
import { bootstrapParameter, functionParameter, redisPasswordParameter } from '../power/names.ts';
import type { EmulatedAws } from './emulated-aws.ts';
import { RehearsalError } from './errors.ts';

/** The targets of the environment that is rehearsed. */
export const KAFKA = 'kafka';
export const REDIS = 'redis';

type Target = typeof KAFKA | typeof REDIS;

/** What a person with credentials does with a deployed environment. */
export interface DeployedEnvironment {
  /** Asks the wake function about Kafka, directly; what it refuses is thrown. */
  ask(method: 'POST' | 'DELETE', path: string): Promise<CommandBody>;
  /**
   * The state with its reasons, which visitors are not told.
   *
   * @param target @default 'kafka'
   */
  status(target?: Target): Promise<StatusBody>;
  /** The bootstrap address that the Kafka host published. */
  kafka(): Promise<string>;
  /** Address of the collector, without a path. */
  collector(): Promise<string>;
  /** Password of a user of Redis, which the host made. */
  redisPassword(user: string): Promise<string>;
}

/** Opens one that is deployed to the emulator. */
export function openDeployedEnvironment(aws: EmulatedAws, environment: string): DeployedEnvironment {
  // Copies: SDK clients write notes of their own into the credentials that they are given.
  const ssm = new SSMClient(structuredClone(aws));
  const lambda = new LambdaClient(structuredClone(aws));
  const parameter = async (Name: string) =>
    (await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter?.Value ?? '';
  const ask = async <T>(method: string, path: string, target: Target): Promise<T> => {
    const wake = await parameter(functionParameter(environment, 'wake'));
    const answer = await callDirectly(lambda, wake, { method, path, query: { target }, by: 'person' });
    if (answer.status >= 400) {
      throw new RehearsalError(
        'power-refused',
        `${method} ${path} answered ${answer.status}: ${answer.body}`,
      );
    }
    return JSON.parse(answer.body) as T;
  };
  return {
    ask: (method, path) => ask(method, path, KAFKA),
    status: (target = KAFKA) => ask('GET', '/status', target),
    kafka: () => parameter(bootstrapParameter(environment, KAFKA)),
    collector: async () => `http://${await parameter(bootstrapParameter(environment, REDIS))}`,
    redisPassword: (user) => parameter(redisPasswordParameter(environment, user)),
  };
}
