import {
  allowedCompressionsAlgorithms,
  type CompressionAlgorithmValue,
  type ConnectionOptions,
} from '@platformatic/kafka';
import { BalancerError } from '../errors.ts';
import { integer, onlyKnown } from '../options.ts';

/** How to reach Kafka. Times in milliseconds. */
export interface PlatformaticOptions {
  /** `host:port`, at least one. They are asked for the others. */
  readonly bootstrapBrokers: readonly string[];
  /** Appears in the brokers' logs and metrics. */
  readonly clientId: string;
  /** As @platformatic/kafka takes them. */
  readonly tls?: ConnectionOptions['tls'];
  readonly tlsServerName?: ConnectionOptions['tlsServerName'];
  readonly sasl?: ConnectionOptions['sasl'];
  /** @default 'none' */
  readonly compression?: CompressionAlgorithmValue;
  /**
   * To make a connection, 10 to 60,000.
   *
   * @default 2000
   */
  readonly connectTimeoutMs?: number;
  /**
   * How long a leader may wait for its replicas before it answers REQUEST_TIMED_OUT, 10 to 600,000. Less than the
   * producer's `requestTimeoutMs`, so that the answer comes first.
   *
   * @default 4500
   */
  readonly ackTimeoutMs?: number;
}

export interface PlatformaticSettings {
  readonly bootstrapBrokers: readonly { readonly host: string; readonly port: number }[];
  readonly clientId: string;
  readonly tls: ConnectionOptions['tls'];
  readonly tlsServerName: ConnectionOptions['tlsServerName'];
  readonly sasl: ConnectionOptions['sasl'];
  readonly compression: CompressionAlgorithmValue;
  readonly connectTimeoutMs: number;
  readonly ackTimeoutMs: number;
}

/** @throws BalancerError `bad-option`, naming the option, what was given, and what is allowed */
export function parsePlatformaticOptions(options: PlatformaticOptions): PlatformaticSettings {
  const { bootstrapBrokers, clientId, tls, tlsServerName, sasl, compression = 'none' } = options;
  if (!Array.isArray(bootstrapBrokers) || bootstrapBrokers.length === 0) {
    throw new BalancerError('bad-option', 'bootstrapBrokers must be a list of host:port, at least one.');
  }
  if (!/^\S+$/.test(clientId)) {
    const message = `clientId must have no blanks and not be empty, not ${JSON.stringify(clientId)}.`;
    throw new BalancerError('bad-option', message);
  }
  if (!allowedCompressionsAlgorithms.includes(compression)) {
    const allowed = allowedCompressionsAlgorithms.join(', ');
    throw new BalancerError(
      'bad-option',
      `compression must be one of ${allowed}, not ${JSON.stringify(compression)}.`,
    );
  }
  return onlyKnown(options, {
    bootstrapBrokers: bootstrapBrokers.map(addressOf),
    clientId,
    tls,
    tlsServerName,
    sasl,
    compression,
    connectTimeoutMs: integer('connectTimeoutMs', options.connectTimeoutMs, 2_000, [10, 60_000]),
    ackTimeoutMs: integer('ackTimeoutMs', options.ackTimeoutMs, 4_500, [10, 600_000]),
  });
}

function addressOf(text: unknown): { host: string; port: number } {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(String(text)) ?? [];
  if (host === undefined || Number(port) > 65_535) {
    throw new BalancerError(
      'bad-option',
      `bootstrapBrokers must be host:port each, not ${JSON.stringify(text)}.`,
    );
  }
  return { host, port: Number(port) };
}
