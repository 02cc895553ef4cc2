import { RehearsalError } from './errors.ts';

/** What the wake function says of the host; see docs/wake-api.md. */
export interface PowerStatus {
  readonly target: string;
  readonly state: string;
  readonly since?: string;
  readonly reason?: string;
  readonly timeline: readonly PowerTransition[];
}

export interface PowerTransition {
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** Milliseconds by part of a wake. */
  readonly timings?: Readonly<Record<string, number>>;
}

/** The public door of a rehearsal's environment, used as a visitor would. */
export interface PowerClient {
  /** Base address of the wake page. */
  readonly url: string;
  wake(reason: string): Promise<PowerStatus>;
  status(): Promise<PowerStatus>;
}

/** @param url the function URL, ending in a slash */
export function powerClient(url: string): PowerClient {
  const ask = async (path: string, init?: RequestInit): Promise<PowerStatus> => {
    const response = await fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(30_000) });
    const text = await response.text();
    if (!response.ok) {
      throw new RehearsalError(
        'power-refused',
        `${init?.method ?? 'GET'} /${path} answered ${response.status}: ${text}`,
      );
    }
    return JSON.parse(text) as PowerStatus;
  };
  return {
    url,
    wake: (reason) =>
      ask('wake', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ reason }),
      }),
    status: () => ask('status'),
  };
}
