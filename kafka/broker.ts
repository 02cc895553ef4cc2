import { type Broker as Address, type API, ConnectionPool } from '@platformatic/kafka';
import { connectionOptions, type Security } from './connection.ts';

/** Milliseconds to wait for a broker nearby; a broker that takes longer is not well. */
const PATIENCE = { connectTimeout: 2_000, requestTimeout: 5_000 };

/** Which broker, and as whom. */
export interface BrokerProps {
  readonly address: Address;
  readonly security: Security;
  readonly clientId: string;
}

/**
 * One broker, asked directly: one attempt for each request, no metadata cache, no retries, because what is asked is how
 * this broker is right now. It needs a fraction of the memory of the library's full clients.
 */
export class Broker {
  readonly #address: Address;
  readonly #pool: ConnectionPool;

  constructor({ address, security, clientId }: BrokerProps) {
    this.#address = address;
    const bootstrap = [`${address.host}:${address.port}`];
    this.#pool = new ConnectionPool(clientId, {
      ...connectionOptions({ bootstrap, security, clientId }),
      ...PATIENCE,
    });
  }

  /**
   * Sends one request of Kafka's protocol.
   *
   * @throws the library's NetworkError or TimeoutError if there is no answer, its ResponseError if the answer holds one
   */
  ask<Arguments extends unknown[], Answer>(
    request: API<Arguments, Answer>,
    ...args: Arguments
  ): Promise<Answer> {
    return this.askAt(this.#address, request, ...args);
  }

  /** Like `ask`, of another broker of the same cluster. */
  async askAt<Arguments extends unknown[], Answer>(
    address: Address,
    request: API<Arguments, Answer>,
    ...args: Arguments
  ): Promise<Answer> {
    return request.async(await this.#pool.get(address), ...args);
  }

  /** Ends the connections. */
  async close(): Promise<void> {
    await this.#pool.close();
  }
}
