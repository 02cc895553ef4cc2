import {
  GetParameterCommand,
  ParameterAlreadyExists,
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
  /** Reads a SecureString. @returns undefined if there is no such parameter */
  readSecret(name: string): Promise<string | undefined>;
  /** Makes a SecureString. @returns whether it did: one that is there stays as it is */
  makeSecret(name: string, value: string): Promise<boolean>;
}

/** @throws from its functions: HostError `aws-failed` */
export function ssmParameters(client: SSMClient): Parameters {
  const read = async (Name: string, WithDecryption: boolean): Promise<string | undefined> => {
    try {
      const { Parameter } = await client.send(new GetParameterCommand({ Name, WithDecryption }));
      return Parameter?.Value;
    } catch (cause) {
      if (cause instanceof ParameterNotFound) return undefined;
      throw failed('read', Name, cause);
    }
  };
  return {
    read: (name) => read(name, false),
    readSecret: (name) => read(name, true),
    async makeSecret(name, value) {
      try {
        await client.send(
          // Said in full, because the role may make a parameter only so.
          new PutParameterCommand({ Name: name, Value: value, Type: 'SecureString', Overwrite: false }),
        );
        return true;
      } catch (cause) {
        if (cause instanceof ParameterAlreadyExists) return false;
        throw failed('make', name, cause);
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
