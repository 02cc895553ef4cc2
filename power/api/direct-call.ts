import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { PowerError } from '../errors.ts';
import type { Caller } from '../items.ts';
import type { ApiAnswer } from './api.ts';

/** A request to the wake function from whoever has credentials to invoke it. */
export interface DirectRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly by: Caller;
}

/**
 * Invokes the wake function directly, as the command line and services do.
 *
 * @param abortSignal ends the wait for it; @default - waits as long as the client does
 * @throws PowerError `aws-failed` when the function itself failed; what it refuses is an answer with its status
 */
export async function callDirectly(
  lambda: LambdaClient,
  functionName: string,
  request: DirectRequest,
  abortSignal?: AbortSignal,
): Promise<ApiAnswer> {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) }),
    { abortSignal },
  );
  const text = Buffer.from(Payload ?? []).toString();
  if (FunctionError) {
    throw new PowerError(
      'aws-failed',
      `The function ${functionName} failed (${FunctionError}): ${text}. Its log group says more.`,
    );
  }
  return JSON.parse(text) as ApiAnswer;
}
