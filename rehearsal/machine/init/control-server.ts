import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { json } from 'node:stream/consumers';
import { below } from '../layout.ts';
import { CONTROL_FILE } from './control-address.ts';
import type { Init } from './init.ts';
import { systemctl } from './systemctl.ts';

/** Where the stand-in systemctl of a machine reaches its init. */
export interface ControlServer {
  close(): Promise<void>;
}

/** Serves `systemctl` calls of the machine with that root file system, which finds the address in CONTROL_FILE. */
export async function startControlServer(init: Init, root: string): Promise<ControlServer> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const argv = (await json(request)) as string[];
      response.end(JSON.stringify(await systemctl(init, argv)));
    };
    answer().catch((error: Error) => response.writeHead(500).end(error.message));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an AddressInfo; a string is for pipes, null for before.
  const { port } = server.address() as AddressInfo;
  const file = below(root, CONTROL_FILE);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `http://127.0.0.1:${port}\n`);
  return {
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
