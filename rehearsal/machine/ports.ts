import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { MachineError } from './machine-error.ts';

/** The listeners of all kinds of hosts, by the names that CATNAP_PORTS uses; each host takes those that it needs. */
type Listener = 'CLIENT' | 'BROKER' | 'CONTROLLER' | 'TUNNEL' | 'METRICS' | 'REDIS' | 'COLLECTOR';

/** The port of each listener. */
export type Ports = Readonly<Record<Listener, number>>;

/**
 * Below the ranges from which systems take the ports of outgoing connections (Linux 32768–60999, macOS 49152–65535).
 * There, a client that keeps trying the port of a sleeping host would sooner or later connect to itself.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const ATTEMPTS = 200;

/** Who was given which port by this process: a host binds its ports only seconds after it got them. */
const owners = new Map<number, string>();

/**
 * The ports of a machine: those that the file remembers, as far as they are still free, else others. An instance keeps
 * its private address over stop and start, and so should what its clients remember.
 *
 * @param file where they are kept
 * @param owner the machine; no two owners get the same port
 * @throws MachineError `no-free-port`
 */
export async function keepPorts(file: string, owner: string): Promise<Ports> {
  const remembered: Partial<Ports> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const take = (listener: Listener): Promise<number> => takePort(listener, owner, remembered);
  const ports: Ports = {
    CLIENT: await take('CLIENT'),
    BROKER: await take('BROKER'),
    CONTROLLER: await take('CONTROLLER'),
    TUNNEL: await take('TUNNEL'),
    METRICS: await take('METRICS'),
    REDIS: await take('REDIS'),
    COLLECTOR: await take('COLLECTOR'),
  };
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

async function takePort(listener: Listener, owner: string, remembered: Partial<Ports>): Promise<number> {
  const former = remembered[listener];
  if (former !== undefined && (await reserve(former, owner))) return former;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (!owners.has(port) && (await reserve(port, owner))) return port;
  }
  throw new MachineError(
    'no-free-port',
    `no free port for ${listener} of ${owner} on 127.0.0.1 after ${ATTEMPTS} random tries between ${LOWEST} and ` +
      `${HIGHEST}: end some programs that listen there`,
  );
}

/** Marks the port before looking, so that two machines that start at once cannot both find it free. */
async function reserve(port: number, owner: string): Promise<boolean> {
  if ((owners.get(port) ?? owner) !== owner) return false;
  owners.set(port, owner);
  const free = await canListen(port);
  if (!free) owners.delete(port);
  return free;
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer();
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  if (listening) {
    server.close();
    await once(server, 'close');
  }
  return listening;
}
