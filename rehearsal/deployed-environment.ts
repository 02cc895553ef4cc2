import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { CommandBody, StatusBody } from '../power/api/api.ts';
import { callDirectly } from '../power/api/direct-call.ts';
import { bootstrapParameter, functionParameter, redisPasswordParameter } from '../power/names.ts';
import type { EmulatedAws } from './emulated-aws.ts';
import { RehearsalError } from './errors.ts';
import { REDIS, type RehearsedEnvironment } from './rehearsed-environment.ts';

/** What a person with credentials does with a deployed environment. */
export interface DeployedEnvironment {
  readonly environment: RehearsedEnvironment;
  /** Asks the wake function about the target, directly; what it refuses is thrown. */
  ask(method: 'POST' | 'DELETE', path: string): Promise<CommandBody>;
  /**
   * The state with its reasons, which visitors are not told.
   *
   * @param target @default - that of the environment
   */
  status(target?: string): Promise<StatusBody>;
  /** What Kafka's hosts published to connect to: `host:port`, of a cluster several, separated by commas. */
  kafka(): Promise<string>;
  /** Address of the collector, without a path. */
  collector(): Promise<string>;
  /** Password of a user of Redis, which the host made. */
  redisPassword(user: string): Promise<string>;
}

/** Opens one that is deployed to the emulator. */
export function openDeployedEnvironment(
  aws: EmulatedAws,
  environment: RehearsedEnvironment,
): DeployedEnvironment {
  const { name, target: main } = environment;
  // Copies: SDK clients write notes of their own into the credentials that they are given.
  const ssm = new SSMClient(structuredClone(aws));
  const lambda = new LambdaClient(structuredClone(aws));
  const parameter = async (Name: string) =>
    (await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter?.Value ?? '';
  const ask = async <T>(method: string, path: string, target: string): Promise<T> => {
    const wake = await parameter(functionParameter(name, 'wake'));
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
    environment,
    ask: (method, path) => ask(method, path, main),
    status: (target = main) => ask('GET', '/status', target),
    kafka: () => parameter(bootstrapParameter(name, main)),
    collector: async () => `http://${await parameter(bootstrapParameter(name, REDIS))}`,
    redisPassword: (user) => parameter(redisPasswordParameter(name, user)),
  };
}
