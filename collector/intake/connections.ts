import type { Server } from 'node:net';

/** How many connections are open. Node's own count is told in a callback only. */
export class Connections {
  open = 0;

  count(server: Server): void {
    server.on('connection', (socket) => {
      this.open += 1;
      socket.once('close', () => {
        this.open -= 1;
      });
    });
  }
}
