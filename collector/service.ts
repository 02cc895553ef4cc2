import type { AddressInfo } from 'node:net';
import { RedisBuffer } from './buffer/redis-buffer.ts';
import { systemClock } from './delivery/clock.ts';
import { Delivery } from './delivery/delivery.ts';
import { Connections } from './intake/connections.ts';
import { createIntake } from './intake/server.ts';
import type { CollectorSettings } from './settings.ts';
import { openSink } from './sinks/open-sink.ts';
import { collectorStatus } from './status/collector-status.ts';
import { addGauges } from './status/gauges.ts';
import { Metrics } from './status/metrics.ts';
import { readinessOf } from './status/readiness.ts';
import { loadSchemas } from './validation/load-schemas.ts';
import { openWaking } from './wake/open-waking.ts';

/** Milliseconds that senders have to end their requests once the collector is told to exit. */
const LAST_REQUESTS = 5_000;

/** A collector that takes events. */
export interface Collector {
  readonly port: number;
  /**
   * Takes nothing more, lets requests under way end, sends what it holds to the sink or else the buffer, and gives the
   * buffer up. May be called twice.
   */
  close(): Promise<void>;
}

/**
 * Puts a collector together and starts it. It drains what an earlier run left in the buffer.
 *
 * @param log takes a line for people
 * @throws CollectorError `second-collector`, `bad-settings`; Node's error when the port is taken
 */
export async function startCollector(
  settings: CollectorSettings,
  log: (line: string) => void,
): Promise<Collector> {
  const startedAt = new Date().toISOString();
  const metrics = new Metrics();
  const schemas = await loadSchemas(settings.schemas);
  for (const { file, reason } of schemas.broken) log(`the schema ${file} is not used: ${reason}`);
  const sink = await openSink(settings.sink, settings.redis);
  const waking = await openWaking(settings, metrics, log);
  const { batch, ack, limits } = settings;
  const connections = new Connections();
  const delivery = new Delivery({
    sink,
    buffer: new RedisBuffer(settings.redis, systemClock),
    batch,
    pendingBytes: limits.pendingBytes,
    ack,
    senders: () => connections.open,
    metrics,
    clock: systemClock,
    log,
    sinkWanted: (why) => waking?.wanted(why),
  });
  let closing: Promise<void> | undefined;
  const status = () =>
    collectorStatus({
      startedAt,
      accepted: metrics.acceptedEvents,
      closing: closing !== undefined,
      state: delivery.state,
      sink,
      schemas,
      wake: waking?.state,
    });
  addGauges(metrics, status);
  const ready = () => readinessOf(delivery.state, closing !== undefined);
  const intake = createIntake({ settings, delivery, schemas, metrics, status: { ready, status } });
  connections.count(intake.server);

  async function close(): Promise<void> {
    const cut = setTimeout(() => intake.server.closeAllConnections(), LAST_REQUESTS);
    await intake.close();
    clearTimeout(cut);
    await Promise.all([delivery.close(), waking?.close()]);
  }

  try {
    await delivery.open();
    await intake.listen(settings.listen);
  } catch (error) {
    await close();
    throw error;
  }
  // Fastify's address is a text only for a UNIX socket.
  const { port } = intake.server.address() as AddressInfo;
  return {
    port,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
