import type { ApiAnswer, CommandBody, StatusBody } from '../power/api/api.ts';
import { CommandError, EXIT } from './exit.ts';

/** What the wake function says of a target; answers to commands come without the timeline. */
export type Status = CommandBody & Partial<StatusBody>;

/** Codes by which an environment refuses what was asked, as against failing at it. */
const REFUSALS = [409, 429];

/**
 * The body of an answer.
 *
 * @throws CommandError with the function's own message when it refused or failed.
 */
export function bodyOf<T>({ status, body }: ApiAnswer): T {
  const parsed = JSON.parse(body) as T & { error?: { code: string; message: string } };
  if (status >= 400) {
    const { code = String(status), message = body } = parsed.error ?? {};
    throw new CommandError(REFUSALS.includes(status) ? EXIT.refused : EXIT.failed, `${message} (${code})`);
  }
  return parsed;
}
