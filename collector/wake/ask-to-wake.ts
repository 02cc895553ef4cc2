import type { ApiAnswer, CommandBody, ErrorBody } from '../../power/api/api.ts';
import { explain } from '../explain.ts';
import type { InvokeWake, WakeRequest } from './invoke-wake.ts';

/** What the wake function answered, or that it did not. */
export type WakeAnswer =
  /** It wakes, or is awake. */
  | { readonly is: 'accepted'; readonly text: string; readonly eta?: string }
  /** A person wants it asleep, and only a person changes that. */
  | { readonly is: 'held-off'; readonly text: string }
  | { readonly is: 'failed'; readonly text: string };

/** Milliseconds. The wake function itself has 25 s. */
const PATIENCE = 30_000;

/**
 * Asks once. Never rejects, and ends when its time is over, whatever becomes of the function.
 *
 * @param patience milliseconds
 */
export async function askToWake(
  invoke: InvokeWake,
  request: WakeRequest,
  patience = PATIENCE,
): Promise<WakeAnswer> {
  const signal = AbortSignal.timeout(patience);
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`the wake function did not answer within ${patience} ms`);
    signal.addEventListener('abort', () => reject(error));
  });
  try {
    return readAnswer(await Promise.race([late, invoke(request, signal)]));
  } catch (error) {
    return { is: 'failed', text: explain(error) };
  }
}

/** The meaning of an answer. */
export function readAnswer({ status, body }: ApiAnswer): WakeAnswer {
  const said: Partial<CommandBody & ErrorBody> = JSON.parse(body);
  if (status === 202) return { is: 'accepted', text: said.reason ?? 'it wakes', eta: said.eta };
  const text = `${said.error?.code ?? status}: ${said.error?.message ?? body}`;
  return { is: said.error?.code === 'held-off' ? 'held-off' : 'failed', text };
}
