import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A port of its own in front of another one, that can be shut and opened again while what is behind it stays up. */
export class TcpGate {
  readonly #behind: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  #hangs = false;

  private constructor(behind: number) {
    this.#behind = behind;
  }

  static async open(behind: number): Promise<TcpGate> {
    const gate = new TcpGate(behind);
    await gate.reopen();
    return gate;
  }

  get port(): number {
    return this.#port;
  }

  /** Nobody listens any more, and every connection ends. */
  shut(): void {
    this.#server?.close();
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Connections are accepted and kept; nothing passes. */
  hang(): void {
    this.#hangs = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** As it was first; connections that hung end. */
  async reopen(): Promise<void> {
    this.shut();
    this.#hangs = false;
    this.#server = createServer((client) => this.#pass(client)).listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  #pass(client: Socket): void {
    const server = connect(this.#behind, '127.0.0.1');
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('data', (chunk) => other.write(chunk));
      // Either side may go at any time; then the other one goes too.
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      if (this.#hangs) socket.pause();
    }
  }
}
