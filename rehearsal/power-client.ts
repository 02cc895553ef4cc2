import type { CommandBody } from '../power/api/api.ts';
import { RehearsalError } from './errors.ts';

/** The public door of a rehearsal's environment, used as a visitor would. */
export interface PowerClient {
  /** Base address of the wake page. */
  readonly url: string;
  wake(reason: string): Promise<CommandBody>;
}

/** @param url the function URL, ending in a slash */
export function powerClient(url: string): PowerClient {
  const ask = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const response = await fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(30_000) });
    const text = await response.text();
    if (!response.ok) {
      throw new RehearsalError(
        'power-refused',
        `${init?.method ?? 'GET'} /${path} answered ${response.status}: ${text}`,
      );
    }
    return JSON.parse(text) as T;
  };
  return {
    url,
    wake: (reason) =>
      ask('wake', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ reason }),
      }),
  };
}
