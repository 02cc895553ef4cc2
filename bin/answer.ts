import type { PowerAnswer } from './environment.ts';
import { CommandError, EXIT } from './exit.ts';

/** What the wake function says of a target. */
export interface Status {
  readonly target: string;
  readonly state: 'asleep' | 'booting' | 'online' | 'stopping' | 'blocked';
  readonly since?: string;
  readonly eta?: string;
  readonly reason?: string;
  readonly timeline?: readonly {
    readonly at: string;
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    readonly timings?: Readonly<Record<string, number>>;
  }[];
}

/** Codes by which an environment refuses what was asked, as against failing at it. */
const REFUSALS = [409, 429];

/**
 * The body of an answer.
 *
 * @throws CommandError with the function's own message when it refused or failed.
 */
export function bodyOf<T>({ status, body }: PowerAnswer): T {
  const parsed = JSON.parse(body) as T & { error?: { code: string; message: string } };
  if (status >= 400) {
    const { code = String(status), message = body } = parsed.error ?? {};
    throw new CommandError(REFUSALS.includes(status) ? EXIT.refused : EXIT.failed, `${message} (${code})`);
  }
  return parsed;
}
