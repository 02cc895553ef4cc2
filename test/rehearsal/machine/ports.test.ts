import { once } from 'node:events';
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
    expect(new Set(ports).size).toBe(15);
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
});
