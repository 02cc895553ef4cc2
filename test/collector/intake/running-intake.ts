import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { EventRecord } from '../../../collector/event-record.ts';
import { createIntake, type IntakeProps } from '../../../collector/intake/server.ts';
import { Metrics } from '../../../collector/status/metrics.ts';
import { Schemas } from '../../../collector/validation/schemas.ts';

/** An intake that listens, whose delivery keeps what it is given. */
export interface RunningIntake extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly metrics: Metrics;
  /** What was accepted, in order. */
  readonly records: readonly EventRecord[];
  /** What the next acceptances end with, rather than well. */
  readonly failures: Error[];
  post(body: Sent, headers?: Record<string, string>, query?: string): Promise<Answer>;
  /** The lines of the metrics that count what was refused. */
  rejected(): Promise<string[]>;
  /** Sends these bytes over a connection of their own, and reads all that comes until the server ends it. */
  raw(...parts: (string | Buffer)[]): Promise<string>;
}

/** What can be sent as a body. */
export type Sent = NonNullable<RequestInit['body']>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Any answer of the intake's. */
export interface Body {
  readonly ids?: string[];
  readonly deadLetters?: number[];
  readonly error?: { readonly code: string; readonly message: string };
  readonly problems?: { event: number; path: string; message: string; code: string }[];
}

export const SETTINGS: IntakeProps['settings'] = {
  writeKeys: [],
  corsOrigins: [],
  unknownType: 'accept',
  invalid: 'dead-letter',
  ack: 'durable',
  limits: { bodyBytes: 1_000_000, eventBytes: 200_000, pendingBytes: 4_000_000 },
};

export async function runIntake({ settings, ...props }: Partial<IntakeProps> = {}): Promise<RunningIntake> {
  const records: EventRecord[] = [];
  const failures: Error[] = [];
  const metrics = new Metrics();
  const server = createIntake({
    settings: { ...SETTINGS, ...settings },
    delivery: {
      accept: (taken) => {
        const failure = failures.shift();
        if (failure) return Promise.reject(failure);
        records.push(...taken);
        return Promise.resolve();
      },
    },
    schemas: Schemas.none,
    metrics,
    status: { ready: () => ({ ready: true, why: 'all is well' }), status: () => ({ mode: 'direct' }) },
    ...props,
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  return {
    url,
    port,
    metrics,
    records,
    failures,
    post: async (body, headers = { 'content-type': 'application/json' }, query = '') => {
      const answer = await fetch(`${url}/events${query}`, { method: 'POST', body, headers });
      return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body };
    },
    rejected: async () =>
      (await metrics.text()).match(/(?<=^catnap_collector_events_rejected_total).+/gm) ?? [],
    raw: async (...parts) => {
      const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
      await once(socket, 'connect');
      for (const part of parts) socket.write(part);
      return text(socket).finally(() => socket.destroy());
    },
    [Symbol.asyncDispose]: async () => {
      await server.close();
    },
  };
}
