import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createClient } from 'redis';
import { pingRedis } from '../../../host/redis/ping-redis.ts';
import { renderRedisConf } from '../../../host/redis/redis-conf.ts';
import { redisMemory } from '../../../host/redis/redis-memory.ts';
import { type RedisPasswords, type RedisUser, renderUsers } from '../../../host/redis/users.ts';
import { freePort } from '../../../rehearsal/free-port.ts';
import { findPython } from '../../../rehearsal/laptop/python.ts';
import { prepareRedis } from '../../../rehearsal/laptop/redis-server.ts';
import { until } from '../../../rehearsal/until.ts';

/** The first run fetches a Redis. */
jest.setTimeout(120_000);

const CATNAP = join(import.meta.dirname, '..', '..', '..', '.catnap');
const PASSWORDS: RedisPasswords = {
  collector: 'password-of-the-collector',
  client: 'password-of-a-client',
  reader: 'password-of-a-reader',
  admin: 'password-of-an-admin',
};

let folder: string;
let port: number;
let program: string;
let server: ChildProcess;

const login = (username: string, password: string) => ({ host: '127.0.0.1', port, username, password });

async function start(): Promise<void> {
  server = spawn(program, [join(folder, 'redis.conf')], { stdio: 'ignore' });
  const answers = () =>
    pingRedis(login('collector', PASSWORDS.collector)).then(
      () => true,
      () => undefined,
    );
  await until(answers, { what: 'Redis answers', timeout: 20_000, every: 20 });
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  if (server.exitCode === null && server.signalCode === null) {
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  }
  return server.exitCode;
}

/** The file that Redis appends to: since version 7 there are several, in a folder of their own. */
function appendOnlyFile(): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const file = files.find((name) => /appendonly\.aof(\.\d+\.incr\.aof)?$/.test(name));
  return join(folder, file ?? 'appendonly.aof');
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'catnap-redis-'));
  port = await freePort();
  program = await prepareRedis(await findPython(), CATNAP, { step: (_what, work) => work() });
  const directory = join(folder, 'data');
  const users = join(folder, 'users.acl');
  const memory = redisMemory(942_080, 3 * 1024 ** 3);
  mkdirSync(directory);
  writeFileSync(users, renderUsers(PASSWORDS, 'events'));
  writeFileSync(
    join(folder, 'redis.conf'),
    renderRedisConf({ address: '127.0.0.1', port, memory, directory, users }),
  );
  await start();
});

afterAll(async () => {
  await end('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** What Redis answers to a user's command, or how it refuses. */
async function tell(user: RedisUser, ...command: string[]): Promise<unknown> {
  const client = createClient({
    RESP: 2,
    username: user,
    password: PASSWORDS[user],
    socket: { host: '127.0.0.1', port, reconnectStrategy: false },
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.sendCommand(command).catch((error: Error) => error.message.split(' ')[0]);
  } finally {
    client.destroy();
  }
}

const REFUSED = 'NOPERM';

describe('a real Redis under our settings', () => {
  it('lets nobody in without a name, nor with a wrong password', async () => {
    await expect(pingRedis(login('default', ''))).rejects.toMatchObject({ code: 'not-ready' });
    await expect(pingRedis(login('collector', 'wrong'))).rejects.toThrow(/WRONGPASS/);
  });

  it('has taken what was written', async () => {
    expect(await tell('admin', 'CONFIG', 'GET', 'appendfsync')).toEqual(['appendfsync', 'always']);
    expect(await tell('admin', 'CONFIG', 'GET', 'maxmemory-policy')).toEqual([
      'maxmemory-policy',
      'noeviction',
    ]);
    expect(await tell('admin', 'CONFIG', 'GET', 'maxmemory')).toEqual(['maxmemory', String(456 * 1024 ** 2)]);
  });

  it.each<[RedisUser, string]>([
    ['collector', 'XADD catnap:events * batch x'],
    ['collector', 'XADD events * value x'],
    ['collector', 'SET catnap:collector me PX 3000'],
    ['collector', 'EVAL return{} 1 catnap:collector'],
    ['collector', 'CONFIG GET appendonly'],
    ['collector', 'INFO memory'],
    ['client', 'SET app:basket 1'],
    ['client', 'PUBLISH wakeup-ev {"client_id":"1"}'],
    ['client', 'CLIENT SETNAME shop'],
    ['reader', 'XGROUP CREATE events billing 0 MKSTREAM'],
    ['reader', 'XREADGROUP GROUP billing one STREAMS events >'],
    ['reader', 'XRANGE events.dead-letter - +'],
    ['admin', 'ACL WHOAMI'],
  ])('lets %s do %s', async (user, command) => {
    expect(await tell(user, ...command.split(' '))).not.toBe(REFUSED);
  });

  it.each<[RedisUser, string]>([
    ['collector', 'GET app:basket'],
    ['collector', 'CONFIG SET appendfsync no'],
    ['collector', 'FLUSHALL'],
    ['client', 'DEL catnap:events'],
    ['client', 'XADD events * value forged'],
    ['client', 'DEL events'],
    ['client', 'PUBLISH elsewhere x'],
    ['client', 'EVAL return{} 0'],
    ['client', 'KEYS *'],
    ['client', 'SCAN 0'],
    ['client', 'CONFIG GET dir'],
    ['client', 'SHUTDOWN'],
    ['client', 'CLIENT KILL TYPE normal'],
    ['reader', 'XADD events * value forged'],
    ['reader', 'XDEL events 1-1'],
    ['reader', 'DEL events'],
    ['reader', 'XRANGE catnap:events - +'],
  ])('does not let %s do %s', async (user, command) => {
    expect(await tell(user, ...command.split(' '))).toBe(REFUSED);
  });
});

describe('what Redis has acknowledged', () => {
  it('is there after it was killed, also when its file ends in a torn write', async () => {
    await tell('client', 'SET', 'app:basket', 'full');
    await end('SIGKILL');
    appendFileSync(appendOnlyFile(), '*3\r\n$3\r\nSET\r\n$10\r\napp:bas');
    await start();
    expect(await tell('client', 'GET', 'app:basket')).toBe('full');
  });

  it('is there after an orderly end, which systemd can tell', async () => {
    await tell('client', 'SET', 'app:basket', 'fuller');
    expect(await end('SIGTERM')).toBe(0);
    await start();
    expect(await tell('client', 'GET', 'app:basket')).toBe('fuller');
  });
});
