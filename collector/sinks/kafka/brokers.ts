import { type API, Connection, ResponseError } from '@platformatic/kafka';
import { connectionOptions, type Security } from '../../../kafka/connection.ts';

const CLIENT_ID = 'catnap-collector';

/** Milliseconds to reach one broker; who is within the same zone answers in one. */
const CONNECT_TIMEOUT = 2_000;

/** The library wants a number too. Whoever asks has a shorter deadline and calls `end` then. */
const REQUEST_TIMEOUT = 600_000;

/** Connections to one cluster. They are used together and end together: whoever needs others starts anew. */
export class Brokers {
  readonly #security: Security;
  readonly #connections = new Map<string, Connection>();
  #ended: Error | undefined;

  constructor(security: Security) {
    this.#security = security;
  }

  /** Whether there are connections, and all of them stand. A broker that stops closes its own. */
  get alive(): boolean {
    if (this.#connections.size === 0) return false;
    for (const connection of this.#connections.values()) if (!connection.isConnected()) return false;
    return true;
  }

  /**
   * Connects to the first of these brokers that answers.
   *
   * @param addresses `host:port`
   * @throws AggregateError if none does
   */
  async any(addresses: readonly string[]): Promise<Connection> {
    return await Promise.any(addresses.map((address) => this.one(address)));
  }

  /**
   * Connects to a broker, unless that is done.
   *
   * @param address `host:port`
   * @throws the library's errors; why these connections were ended, if they were
   */
  async one(address: string): Promise<Connection> {
    if (this.#ended) throw this.#ended;
    const connection = this.#connections.get(address) ?? this.#open(address);
    const colon = address.lastIndexOf(':');
    const port = Number(address.slice(colon + 1));
    await this.#orEnded(Promise.resolve(connection.connect(address.slice(0, colon), port)));
    return connection;
  }

  #open(address: string): Connection {
    const options = { bootstrap: [address], security: this.#security, clientId: CLIENT_ID };
    const connection = new Connection(CLIENT_ID, {
      ...connectionOptions(options),
      connectTimeout: CONNECT_TIMEOUT,
      requestTimeout: REQUEST_TIMEOUT,
    });
    // Whoever waits for an answer gets the error too; without a listener it would end the process.
    connection.on('error', () => {});
    this.#connections.set(address, connection);
    return connection;
  }

  /**
   * Sends one request of Kafka's protocol. What Kafka says of single topics and partitions is in the answer, errors too.
   *
   * @throws the library's errors if there is no answer; why these connections were ended, if they were
   */
  async ask<Arguments extends unknown[], Answer>(
    connection: Connection,
    request: API<Arguments, Answer>,
    ...args: Arguments
  ): Promise<Answer> {
    return await this.#orEnded(request.async(connection, ...args).catch(answerIn<Answer>));
  }

  /** Ends the connections to other brokers than these. */
  keep(connections: ReadonlySet<Connection>): void {
    for (const [address, connection] of this.#connections) {
      if (connections.has(connection)) continue;
      this.#connections.delete(address);
      drop(connection);
    }
  }

  /** Ends them all, without waiting for anybody. Whoever waits for an answer gets `why`. */
  end(why: Error): void {
    this.#ended ??= why;
    this.keep(new Set());
  }

  async #orEnded<T>(promise: Promise<T>): Promise<T> {
    try {
      return await promise;
    } catch (error) {
      throw this.#ended ?? error;
    }
  }
}

/** The library throws if an answer holds an error anywhere; the answer is in what it throws. */
function answerIn<Answer>(error: unknown): Answer {
  if (error instanceof ResponseError) return error.response;
  throw error;
}

/** `close` alone waits for what is still to be written, and a hanging broker reads no more. */
function drop(connection: Connection): void {
  connection.close(() => {});
  connection.socket?.destroy();
}
