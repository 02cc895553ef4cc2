import { fromInstanceMetadata } from '@aws-sdk/credential-providers';

/** How patient the AWS clients are: milliseconds for a connection and for a request. */
const PATIENCE = { connectionTimeout: 2_000, requestTimeout: 5_000 };

/**
 * The configuration of every AWS client of the agent: the instance's own role.
 *
 * @param maxAttempts with growing pauses between them
 */
export function awsClientConfig(region: string, maxAttempts: number) {
  return {
    region,
    maxAttempts,
    credentials: fromInstanceMetadata({ timeout: 2_000, maxRetries: 5 }),
    requestHandler: PATIENCE,
  };
}
