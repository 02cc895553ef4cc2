import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { CONTROL_FILE } from '../init/control-address.ts';
import { below } from '../layout.ts';
import { type CommandAnswer, fail } from './command-answer.ts';

/**
 * systemctl(1), answered by the machine's init.
 *
 * A plain request rather than fetch, which gives up after five minutes: a stop may take as long as the unit allows.
 */
export function systemctl(argv: readonly string[], root: string): Promise<CommandAnswer> | CommandAnswer {
  const file = below(root, CONTROL_FILE);
  if (!existsSync(file)) {
    return fail(1, "System has not been booted with systemd as init system (PID 1). Can't operate.");
  }
  const { promise, resolve } = Promise.withResolvers<CommandAnswer>();
  request(readFileSync(file, 'utf8').trim(), { method: 'POST' }, (response) => {
    json(response).then((answer) => resolve(answer as CommandAnswer), lost);
  })
    .on('error', lost)
    .end(JSON.stringify(argv));
  return promise;

  function lost(error: Error): void {
    resolve(fail(1, `Failed to connect to bus: ${error.message}`));
  }
}
