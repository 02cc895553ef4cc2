import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { end } from '../processes/end.ts';

/**
 * Starts the server that everything is compared with.
 *
 * @param started is told how to end it
 * @returns where events are posted
 */
export async function startBareServer(started: AsyncDisposableStack): Promise<string> {
  const program = join(import.meta.dirname, 'bare-server.ts');
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.defer(() => end(child, 'SIGTERM'));
  const [line] = await once(createInterface(child.stdout), 'line');
  return new URL('/events', String(line).replace(/^listening on /, '')).href;
}
