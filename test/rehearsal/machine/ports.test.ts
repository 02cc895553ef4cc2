import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { keepPorts } from '../../../rehearsal/machine/ports.ts';
import { temporaryFolders } from '../../temporary-folder.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
const newFolder = temporaryFolders();

describe('the ports of a machine', () => {
  it('are its own, below those that systems give to outgoing connections', async () => {
    const folder = newFolder();
    const all = await Promise.all(['i-1', 'i-2', 'i-3'].map((id) => keepPorts(join(folder, id), id)));
    const ports = all.flatMap((one) => Object.values(one));
    expect(new Set(ports).size).toBe(3 * 7);
    expect(ports.filter((port) => port < 20_000 || port >= 32_000)).toEqual([]);
  });

  it('stay the same over stop and start', async () => {
    const file = join(newFolder(), 'ports.json');
    const before = await keepPorts(file, 'i-4');
    expect(await keepPorts(file, 'i-4')).toEqual(before);
  });

  it('change where somebody else listens by now', async () => {
    const file = join(newFolder(), 'ports.json');
    const before = await keepPorts(file, 'i-5');
    const server = createServer().listen(before.CLIENT, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const after = await keepPorts(file, 'i-5');
    expect(after).toEqual({ ...before, CLIENT: after.CLIENT });
    expect(after.CLIENT).not.toBe(before.CLIENT);
  });

  it('are not shared by machines that remember the same', async () => {
    const folder = newFolder();
    const files = ['i-7', 'i-8'].map((id) => join(folder, id));
    const same = {
      CLIENT: 31_001,
      BROKER: 31_002,
      CONTROLLER: 31_003,
      TUNNEL: 31_004,
      METRICS: 31_005,
      REDIS: 31_006,
    };
    for (const file of files) writeFileSync(file, JSON.stringify(same));
    const [one, other] = await Promise.all(files.map((file) => keepPorts(file, file)));
    const shared = Object.values(one ?? {}).filter((port) => Object.values(other ?? {}).includes(port));
    expect(shared).toEqual([]);
  });
});
