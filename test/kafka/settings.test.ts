import { describe, expect, it } from '@jest/globals';
import { parsePorts } from '../../kafka/ports.ts';
import { singleHostSettings } from '../../kafka/settings.ts';

const settings = singleHostSettings({
  hostname: 'ip-10-0-0-7.ec2.internal',
  ports: parsePorts('{"CLIENT": 19092, "METRICS": 19404}'),
  security: 'open',
  logDirectory: '/data/kafka',
  retention: { bytes: 536_870_912, segmentBytes: 67_108_864 },
});

describe('the settings of the single Kafka host', () => {
  it('let applications in by its private name, and everything else only on the host itself', () => {
    expect(settings['listeners']).toBe(
      'CLIENT://ip-10-0-0-7.ec2.internal:19092,BROKER://localhost:9093,CONTROLLER://localhost:9094,TUNNEL://localhost:9095',
    );
  });

  it('tell clients to come back the way they came, so that a tunnel stays a tunnel', () => {
    expect(settings['advertised.listeners']).toBe(settings['listeners']);
    expect(settings['listener.security.protocol.map']).toBe(
      'CLIENT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT,TUNNEL:PLAINTEXT',
    );
  });

  it('need no second broker for anything, share groups included', () => {
    const copies = Object.entries(settings).filter(([name]) =>
      /replication\.factor|min\.isr|insync/.test(name),
    );
    expect(copies).toHaveLength(7);
    expect(copies.map(([, value]) => value)).toEqual(copies.map(() => '1'));
  });

  it('let no data age while the host sleeps: only size deletes records, positions last a year', () => {
    expect(settings['log.retention.ms']).toBe('-1');
    expect(settings['log.retention.bytes']).toBe('536870912');
    expect(settings['log.segment.bytes']).toBe('67108864');
    expect(Number(settings['offsets.retention.minutes'])).toBe(365 * 24 * 60);
    expect(Number(settings['log.cleaner.delete.retention.ms'])).toBe(365 * 24 * 3600 * 1000);
  });

  it('free the disk within seconds, not minutes, and let no topic of Kafka itself fill it', () => {
    const milliseconds = ['log.retention.check.interval.ms', 'log.segment.delete.delay.ms'].map((name) =>
      Number(settings[name]),
    );
    expect(Math.max(...milliseconds)).toBeLessThanOrEqual(10_000);
    const own = Object.keys(settings).filter((name) =>
      /^(offsets|transaction|share).*segment\.bytes$/.test(name),
    );
    expect(own.map((name) => Number(settings[name]) / 1024 ** 2)).toEqual([16, 16, 16]);
  });

  it('do not keep the first consumer waiting', () => {
    expect(settings['group.initial.rebalance.delay.ms']).toBe('0');
  });

  it('make no topic because a name was misspelt', () => {
    expect(settings['auto.create.topics.enable']).toBe('false');
  });

  it('show how many bytes clients were sent, on the host only', () => {
    expect(settings['prometheus.metrics.reporter.listener']).toBe('http://127.0.0.1:19404');
    expect(settings['prometheus.metrics.reporter.allowlist']).toBe(
      'kafka_server_brokertopicmetrics_bytesoutpersec',
    );
  });

  it('keep everything in the one directory that is on the data volume', () => {
    expect(settings['log.dirs']).toBe('/data/kafka');
    expect(Object.keys(settings).filter((name) => name.endsWith('log.dir'))).toEqual([]);
  });
});
