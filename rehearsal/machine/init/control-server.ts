import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { json } from 'node:stream/consumers';
import { type LocalServer, serveLocally } from '../../metadata-service/local-server.ts';
import { below } from '../layout.ts';
import { CONTROL_FILE } from './control-address.ts';
import type { Init } from './init.ts';
import { systemctl } from './systemctl.ts';

/** Serves the systemctl of the machine with that root file system, which finds the address in CONTROL_FILE. */
export async function startControlServer(init: Init, root: string): Promise<LocalServer> {
  const server = await serveLocally((request, response) => {
    const answer = async (): Promise<void> => {
      // Sent by commands/systemctl.ts only.
      const argv = (await json(request)) as string[];
      response.end(JSON.stringify(await systemctl(init, argv)));
    };
    answer().catch((error: Error) => response.writeHead(500).end(error.message));
  });
  const file = below(root, CONTROL_FILE);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${server.address}\n`);
  return server;
}
