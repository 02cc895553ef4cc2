import type { EmulatedAws } from './emulated-aws.ts';
import { RehearsalError } from './errors.ts';
import type { Ports } from './machine/ports.ts';

/** How to reach everything of a rehearsal that is kept: `.catnap/<rehearsal>/endpoints.json`. */
export interface RehearsalEndpoints {
  /** Name of the environment that is deployed. */
  readonly environment: string;
  /** For AWS clients: `--endpoint-url`, region and credentials. */
  readonly aws: EmulatedAws;
  /** `POST` here wakes, as a visitor. */
  readonly wake: string;
  /** `GET` here tells the state; wakes nothing. */
  readonly status: string;
  readonly kafka: {
    /** `host:port`, of a cluster several, separated by commas; reachable while it is online. */
    readonly bootstrap: string;
    /** How to authenticate. */
    readonly security: 'open';
  };
  /**
   * Address of the collector: `POST` to `/events` below it; `GET /status`, `/openapi.json` and others tell of it.
   *
   * @default - the environment has no Redis host
   */
  readonly collector?: string;
  /** @default - the environment has no Redis host */
  readonly redis?: RedisEndpoint;
  /** The JDK and Kafka's jars, to run Apache's own tools against it. */
  readonly tools: { readonly java: string; readonly jars: string };
  /** Those that were on when this was written. */
  readonly machines: readonly MachineEndpoint[];
}

/** Where Redis is, and as whom to log in: options of most clients by their usual names. */
export interface RedisEndpoint {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
}

/** One machine that plays an instance. */
export interface MachineEndpoint {
  readonly instanceId: string;
  readonly target: string;
  /** Node id. @default - it is of no cluster */
  readonly broker?: number;
  /** Address of its metadata service (IMDSv2). */
  readonly metadata: string;
  /** On 127.0.0.1, by listener; it listens on those that its role needs. */
  readonly ports: Ports;
  /** Its root file system and its logs. */
  readonly folder: string;
}

/**
 * Reads the file's text.
 *
 * @throws RehearsalError 'bad-endpoints' when it is not what a rehearsal writes.
 */
export function readEndpoints(text: string): RehearsalEndpoints {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new RehearsalError(
      'bad-endpoints',
      'endpoints.json is not JSON; start the rehearsal again: npm start -- --keep',
      { cause },
    );
  }
  if (typeof parsed !== 'object' || parsed === null || !('aws' in parsed) || !('environment' in parsed)) {
    throw new RehearsalError(
      'bad-endpoints',
      'endpoints.json lacks aws or environment; start the rehearsal again: npm start -- --keep',
    );
  }
  return parsed as RehearsalEndpoints;
}
