import type { CollectorStatus } from './collector-status.ts';
import type { Metrics } from './metrics.ts';

/** What the status tells in figures, for Prometheus. */
export function addGauges(metrics: Metrics, status: () => CollectorStatus): void {
  metrics.gauge('ready', 'Whether it can keep its promise now: 1 or 0.', () => Number(status().ready));
  metrics.gauge('direct', 'Whether events go to the sink directly: 1, or through the buffer: 0.', () =>
    Number(status().mode === 'direct'),
  );
  metrics.gauge(
    'pending_events',
    'Accepted, and not acknowledged by anybody yet.',
    () => status().pending.events,
  );
  metrics.gauge('pending_bytes', 'Bytes of those.', () => status().pending.bytes);
  metrics.gauge('buffer_entries', 'Batches that wait in the buffer.', () => status().buffer.entries);
  metrics.gauge('buffer_used_bytes', "Redis' memory in use.", () => status().buffer.usedBytes ?? 0);
  metrics.gauge('buffer_limit_bytes', "Redis' maxmemory.", () => status().buffer.limitBytes ?? 0);
  metrics.gauge('oldest_unsent_seconds', 'Age of the oldest event that the sink has not acknowledged.', () =>
    ageOf(status().oldestUnsentAt),
  );
}

function ageOf(at: string | undefined): number {
  return at === undefined ? 0 : Math.max(0, (Date.now() - Date.parse(at)) / 1000);
}
