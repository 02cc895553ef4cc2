import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';

/** What a test says of a Redis and a collector on 127.0.0.1. */
export interface Answers {
  /** To `AUTH` and `PING`, as Redis writes it. */
  redis: string;
  ready: { readonly status: number; readonly text: string };
  status: object;
}

/** Stand-ins for both, as far as the watch asks them. */
export class FakeCollector {
  readonly answers: Answers;
  /** What Redis was sent. */
  asked = '';
  readonly #redis: Server;
  readonly #http;

  private constructor(answers: Answers) {
    this.answers = answers;
    this.#redis = createServer((socket) => {
      socket.setEncoding('utf8').on('data', (text: string) => {
        this.asked += text;
        if (this.asked.includes('PING')) socket.write(this.answers.redis);
      });
    });
    this.#http = createHttpServer(({ url }, response) => {
      const { ready, status } = this.answers;
      if (url === '/ready') response.writeHead(ready.status).end(ready.text);
      else response.end(JSON.stringify(status));
    });
  }

  static async start(answers: Answers): Promise<FakeCollector> {
    const fake = new FakeCollector(answers);
    for (const server of [fake.#redis, fake.#http]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    return fake;
  }

  get redisPort(): number {
    return portOf(this.#redis);
  }

  get port(): number {
    return portOf(this.#http);
  }

  async close(): Promise<void> {
    for (const server of [this.#redis, this.#http]) {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await once(server, 'close');
    }
  }
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  // A server that listens on TCP has an AddressInfo; a string is for pipes, null for before.
  return (server.address() as AddressInfo).port;
}
