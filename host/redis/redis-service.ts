import { readFile } from 'node:fs/promises';
import type { CollectorStatus } from '../../collector/status/collector-status.ts';
import { explain, HostError } from '../errors.ts';
import { type HttpAnswer, httpRequest } from '../http-request.ts';
import { mustRun, type RunCommand } from '../run-command.ts';
import type { Ending, Service } from '../service.ts';
import { type CollectorActivity, collectorActivity, collectorUse } from './collector-activity.ts';
import { pingRedis, type RedisLogin } from './ping-redis.ts';

/** In the order in which they start: the collector writes to Redis as long as it runs. */
const UNITS = ['catnap-redis.service', 'catnap-collector.service'] as const;

/** Milliseconds for an answer of the collector, which is on this host and answers from memory. */
const PATIENCE = 2_000;

/** Where the services are. */
export interface RedisServiceProps {
  /** Port of the collector. */
  readonly port: number;
  /** The collector's settings, by whose password Redis is asked too. */
  readonly collectorSettings: string;
  readonly run: RunCommand;
}

/** Redis and the collector on this host: ready once Redis answers and the collector says that it can keep its promise. */
export function redisService(props: RedisServiceProps): Service<CollectorActivity> {
  const { port, collectorSettings, run } = props;
  const systemctl = (verb: 'start' | 'stop', units: readonly string[]): Promise<void> =>
    inTurn(units, async (unit) => void (await mustRun(run, 'systemctl', [verb, unit])));
  return {
    name: 'Redis and the collector',
    async probe() {
      await pingRedis(await readLogin(collectorSettings));
      const { status, text } = await ask(port, '/ready');
      if (status !== 200)
        throw new HostError('not-ready', `the collector is not ready: ${text.slice(0, 300)}`);
    },
    async snapshot() {
      const { text } = await ask(port, '/status');
      // Both ends of this are from one asset, so the collector is the one that the type is of.
      return collectorActivity(JSON.parse(text) as CollectorStatus);
    },
    useBetween: collectorUse,
    lag: () => ({}),
    stop: () => systemctl('stop', UNITS.toReversed()),
    start: () => systemctl('start', UNITS),
    howStopped: () => howRedisStopped(run),
    close: () => Promise.resolve(),
  };
}

/** How Redis and the collector ended: systemd knows by their exit codes. */
export async function howRedisStopped(run: RunCommand): Promise<Ending> {
  const results = await Promise.all(
    UNITS.map((unit) => mustRun(run, 'systemctl', ['show', '--property=Result', '--value', unit])),
  );
  return results.every((result) => result.trim() === 'success') ? 'clean' : 'unclean';
}

async function inTurn(units: readonly string[], act: (unit: string) => Promise<void>): Promise<void> {
  for (const unit of units) await act(unit);
}

async function readLogin(file: string): Promise<RedisLogin> {
  const { redis }: { redis: RedisLogin } = JSON.parse(await readFile(file, 'utf8'));
  return redis;
}

async function ask(port: number, path: string): Promise<HttpAnswer> {
  const url = `http://127.0.0.1:${port}${path}`;
  try {
    return await httpRequest({ method: 'GET', url, headers: {}, timeout: PATIENCE });
  } catch (cause) {
    throw new HostError('not-ready', `the collector does not answer (${explain(cause)})`);
  }
}
