import type { SSMClient } from '@aws-sdk/client-ssm';
import type { KafkaSinkSettings } from '../../settings.ts';

/** Finds out where Kafka is, now. Its addresses, `host:port`. */
export type FindBootstrap = (signal: AbortSignal) => Promise<readonly string[]>;

/**
 * Loads the SDK only if a parameter is to be read.
 *
 * @param ssm - where the parameter is. @default - out of the environment
 */
export async function findBootstrap(
  bootstrap: KafkaSinkSettings['bootstrap'],
  ssm?: SSMClient,
): Promise<FindBootstrap> {
  if (!('parameter' in bootstrap)) return () => Promise.resolve(bootstrap);
  const { GetParameterCommand, SSMClient } = await import('@aws-sdk/client-ssm');
  const client = ssm ?? new SSMClient();
  const Name = bootstrap.parameter;
  return async (abortSignal) => {
    const { Parameter } = await client.send(new GetParameterCommand({ Name }), { abortSignal });
    const addresses = Parameter?.Value?.split(',').map((address) => address.trim()) ?? [];
    const wrong = addresses.find((address) => !/^.+:\d{1,5}$/.test(address));
    if (wrong === undefined && addresses.length > 0) return addresses;
    throw new Error(`the parameter ${Name} holds ${Parameter?.Value}; it must hold host:port, or several`);
  };
}
