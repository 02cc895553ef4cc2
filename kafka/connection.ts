/** The one place that says how clients of ours connect to Kafka. */
import type { BaseOptions } from '@platformatic/kafka';

/** How an environment's listeners are secured. `open`: whoever reaches the port is let in. */
export type Security = 'open';

/** Whom to connect to, and as whom. */
export interface ConnectionProps {
  /** `host:port`, one or more. */
  readonly bootstrap: readonly string[];
  readonly security: Security;
  /** Appears in the broker's logs and metrics. */
  readonly clientId: string;
}

/** What a client needs beyond the address, by how the environment is secured. */
const CREDENTIALS: Readonly<Record<Security, Partial<BaseOptions>>> = { open: {} };

/** Options that every client of @platformatic/kafka takes: Producer, Consumer, Admin, ConnectionPool. */
export function connectionOptions({ bootstrap, security, clientId }: ConnectionProps): BaseOptions {
  return { clientId, bootstrapBrokers: [...bootstrap], ...CREDENTIALS[security] };
}
