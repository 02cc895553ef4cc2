import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { brokerService } from '../../../host/cluster/broker-service.ts';
import { peersOf } from '../../../host/cluster/peers.ts';
import { type HostPaths, hostPaths } from '../../../host/paths.ts';
import type { Service } from '../../../host/service.ts';
import { until } from '../../../rehearsal/until.ts';
import { temporaryFolders } from '../../temporary-folder.ts';
import { BROKER_SETTINGS } from '../booted-host.ts';

const temporaryFolder = temporaryFolders();

let paths: HostPaths;
/** What systemd runs as Kafka. */
let kafka: ChildProcess;
let service: Service<unknown>;
/** How often systemd was asked for Kafka's process. */
let asked: number;
const log: string[] = [];

const isUp = (): boolean => kafka.exitCode === null && kafka.signalCode === null;

async function end(signal: NodeJS.Signals): Promise<void> {
  const exited = once(kafka, 'exit');
  kafka.kill(signal);
  await exited;
}

beforeEach(async () => {
  paths = hostPaths(temporaryFolder());
  mkdirSync(paths.logDirectory, { recursive: true });
  asked = 0;
  log.length = 0;
  kafka = spawn('sleep', ['600'], { stdio: 'ignore' });
  await once(kafka, 'spawn');
  service = brokerService({
    node: 2,
    peers: peersOf({ ...BROKER_SETTINGS.cluster, brokers: 3 }),
    address: '127.0.0.1',
    ports: { BROKER: 1, METRICS: 2 },
    security: 'open',
    clusterId: 'W2vwkwPTTKqRvqfavAjzPA',
    waitForLag: [],
    paths,
    run: async (_systemctl, [verb]) => {
      if (verb === 'stop') await end('SIGTERM');
      if (verb === 'show') asked += 1;
      return { exitCode: 0, stdout: verb === 'show' && isUp() ? `${kafka.pid}\n` : '0\n', stderr: '' };
    },
    log: (line) => log.push(line),
  });
  await when('the process is known', () => asked > 0);
});

afterEach(async () => {
  await service.close();
  kafka.kill('SIGKILL');
});

/** Waits until something is so. */
async function when(what: string, isSo: () => boolean): Promise<void> {
  await until(() => Promise.resolve(isSo() || undefined), { what, timeout: 20_000, every: 5 });
}

describe("a broker's service", () => {
  it('speaks for a Kafka that dies', async () => {
    await end('SIGKILL');
    await when('it has spoken', () => log.length > 0);
    expect(log[0]).toMatch(/^Kafka/);
  });

  it('says nothing of one that has been stopped by hand in an orderly way', async () => {
    writeFileSync(join(paths.logDirectory, '.kafka_cleanshutdown'), '');
    await end('SIGTERM');
    const seen = asked;
    await when('its end was seen', () => asked > seen);
    expect(log).toEqual([]);
  });

  it('says nothing of one that it stops itself', async () => {
    await service.stop();
    await service.start();
    await when('it is looked for again', () => asked > 1);
    expect(log).toEqual([]);
  });
});
