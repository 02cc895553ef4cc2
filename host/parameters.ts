import {
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { HostError } from './errors.ts';

/** The SSM parameters that a host reads and writes. */
export interface Parameters {
  /** @returns undefined if there is no such parameter */
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
}

/** @throws from its functions: HostError `aws-failed` */
export function ssmParameters(client: SSMClient): Parameters {
  return {
    async read(name) {
      try {
        const { Parameter } = await client.send(new GetParameterCommand({ Name: name }));
        return Parameter?.Value;
      } catch (cause) {
        if (cause instanceof ParameterNotFound) return undefined;
        throw failed('read', name, cause);
      }
    },
    async write(name, value) {
      try {
        await client.send(
          new PutParameterCommand({ Name: name, Value: value, Type: 'String', Overwrite: true }),
        );
      } catch (cause) {
        throw failed('write', name, cause);
      }
    },
  };
}

function failed(what: string, name: string, cause: unknown): HostError {
  return new HostError(
    'aws-failed',
    `Cannot ${what} SSM parameter ${name}; see what the instance's role may do.`,
    {
      cause,
    },
  );
}
