import { type API, Connection, type ConnectionOptions, ResponseError } from '@platformatic/kafka';

/** Where a broker is. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface LinkProps {
  readonly clientId: string;
  readonly connection: ConnectionOptions;
}

/** One connection to one broker, from its first request to its end; whoever needs another makes one. */
export class Link {
  readonly address: Address;
  readonly #connection: Connection;
  #asking = 0;
  #retired = false;

  constructor(address: Address, { clientId, connection }: LinkProps) {
    this.address = address;
    this.#connection = new Connection(clientId, connection);
    // Whoever waits for an answer is told too; without a listener it would end the process.
    this.#connection.on('error', () => {});
  }

  /** Whether it stands, and nothing was asked that is not answered yet. */
  get isFree(): boolean {
    return this.isUp && this.#asking === 0;
  }

  get isUp(): boolean {
    return this.#connection.isConnected();
  }

  /** @throws the library's errors */
  async open(): Promise<void> {
    await Promise.resolve(this.#connection.connect(this.address.host, this.address.port));
  }

  /** Calls back when it ends, once it stood. */
  onEnd(ended: () => void): void {
    this.#connection.once('close', ended);
  }

  /**
   * Sends one request of Kafka's protocol. What Kafka says of single topics and partitions is in the answer, errors too.
   *
   * @throws the library's errors if there is no answer
   */
  async ask<Arguments extends unknown[], Answer>(
    request: API<Arguments, Answer>,
    ...args: Arguments
  ): Promise<Answer> {
    this.#asking++;
    try {
      return await request.async(this.#connection, ...args);
    } catch (error) {
      // The library throws if an answer holds an error anywhere; the answer is in what it throws.
      if (error instanceof ResponseError) return error.response;
      throw error;
    } finally {
      this.#asking--;
      if (this.#retired && this.#asking === 0) this.end();
    }
  }

  /** Ends it once it has been answered. */
  retire(): void {
    this.#retired = true;
    if (this.#asking === 0) this.end();
  }

  /** Ends it now. */
  end(): void {
    // `close` alone waits for what is still to be written, and a hanging broker reads no more.
    this.#connection.close(() => {});
    this.#connection.socket?.destroy();
  }
}
