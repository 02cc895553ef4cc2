import { describe, expect, it } from '@jest/globals';
import type { SinkSettings } from '../../../collector/settings.ts';
import { openSink } from '../../../collector/sinks/open-sink.ts';

const KAFKA = { kind: 'kafka', topic: 'events', partitions: 6, security: 'open' } as const;

describe('the sink of the settings', () => {
  it.each<SinkSettings>([
    { ...KAFKA, bootstrap: ['localhost:9092'] },
    { ...KAFKA, bootstrap: { parameter: '/catnap/test/bootstrap/kafka' } },
    { kind: 'redis', stream: 'events' },
    { kind: 'kinesis', stream: 'events' },
  ])('%j is there, and not connected yet', async (settings) => {
    const sink = await openSink(settings, { host: 'localhost', port: 6379 });
    expect([sink.kind, sink.connected]).toEqual([settings.kind, false]);
    await sink.close();
  });
});
