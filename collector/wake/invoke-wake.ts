import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { ApiAnswer } from '../../power/api/api.ts';
import { callDirectly } from '../../power/api/direct-call.ts';
import type { Caller } from '../../power/items.ts';

/** `POST /wake`, as the wake function takes it from whoever may invoke it. */
export interface WakeRequest {
  readonly method: 'POST';
  readonly path: '/wake';
  readonly body: { readonly target: string; readonly reason: string };
  readonly by: Exclude<Caller, 'person'>;
}

/** Asks the wake function. What it refuses is an answer with its status; what it throws says that it did not answer. */
export type InvokeWake = (request: WakeRequest, signal: AbortSignal) => Promise<ApiAnswer>;

/** Characters of a reason; the wake function refuses longer ones. */
const LONGEST_REASON = 200;

export function wakeRequest(target: string, reason: string, by: WakeRequest['by']): WakeRequest {
  return { method: 'POST', path: '/wake', body: { target, reason: reason.slice(0, LONGEST_REASON) }, by };
}

/** Invokes the function itself, without a deadline but the signal. */
export function invokeWake(lambda: LambdaClient, functionName: string): InvokeWake {
  return (request, signal) => callDirectly(lambda, functionName, request, signal);
}
