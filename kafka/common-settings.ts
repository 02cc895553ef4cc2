import { BYTES_OUT_METRIC } from './bytes-out.ts';
import type { Retention } from './retention.ts';

/** Kafka's settings by name, as `server.properties` holds them. */
export type Settings = Readonly<Record<string, string>>;

/** What the settings that every host of ours shares depend on. */
export interface CommonSettingsProps {
  /** Where Kafka keeps everything: `log.dirs`. */
  readonly logDirectory: string;
  /** `retentionFor()` the disk that the log directory is on. */
  readonly retention: Retention;
  /** Port of the metrics reporter. */
  readonly metricsPort: number;
}

const MEBIBYTE = 1024 * 1024;

const YEAR_IN_MS = 365 * 24 * 3600 * 1000;

/**
 * Wall time passes while the host sleeps, and Kafka would count it: with its defaults (records and committed offsets
 * 7 days, tombstones one day) a host that wakes after a holiday deletes what nobody had a chance to read.
 */
const SLEEP_EATS_NO_DATA: Settings = {
  'log.retention.ms': '-1',
  'offsets.retention.minutes': '525600',
  'log.cleaner.delete.retention.ms': String(YEAR_IN_MS),
};

/** Segments of Kafka's own topics: 100 MiB by default, all of which a small disk would have to hold for each partition. */
const SMALL_DISK: Settings = {
  'offsets.topic.segment.bytes': String(16 * MEBIBYTE),
  'transaction.state.log.segment.bytes': String(16 * MEBIBYTE),
  'share.coordinator.state.topic.segment.bytes': String(16 * MEBIBYTE),
};

/** Two cores: Kafka's defaults are 3 network threads for each listener, 8 for I/O, 10 in the background, 4 for groups. */
const SMALL_MACHINE: Settings = {
  'num.network.threads': '2',
  'num.io.threads': '4',
  'background.threads': '4',
  'group.coordinator.threads': '2',
  // Out of the heap at once, 128 MiB by default. 16 MiB compact 600,000 keys in one pass.
  'log.cleaner.dedupe.buffer.size': String(16 * MEBIBYTE),
};

/**
 * What holds for every Kafka host, alone or in a cluster.
 *
 * Topics are code: none appears because somebody misspelt a name.
 */
export function commonSettings({ logDirectory, retention, metricsPort }: CommonSettingsProps): Settings {
  return {
    'log.dirs': logDirectory,
    'auto.create.topics.enable': 'false',
    ...SLEEP_EATS_NO_DATA,
    ...retentionSettings(retention),
    ...SMALL_DISK,
    ...SMALL_MACHINE,
    ...metricsSettings(metricsPort),
  };
}

/**
 * How many partitions Kafka's own topics get; read only when it creates them. Every partition is a log to open and to
 * load, which a wake waits for, whether it holds something or not; by default there are 50 of each.
 */
export function ownPartitions(count: number): Settings {
  return {
    'offsets.topic.num.partitions': String(count),
    'transaction.state.log.num.partitions': String(count),
    'share.coordinator.state.topic.num.partitions': String(count),
  };
}

/** How many copies Kafka keeps of every partition, and how many must have a record before it is acknowledged. */
export function copies(count: number, inSync: number): Settings {
  return {
    'default.replication.factor': String(count),
    'min.insync.replicas': String(inSync),
    'offsets.topic.replication.factor': String(count),
    'transaction.state.log.replication.factor': String(count),
    'transaction.state.log.min.isr': String(inSync),
    // Kafka's defaults are 3 and 2, with which share groups would never start on a single host.
    'share.coordinator.state.topic.replication.factor': String(count),
    'share.coordinator.state.topic.min.isr': String(inSync),
  };
}

/** Per partition. A topic that needs more, or a time, says so itself. */
function retentionSettings({ bytes, segmentBytes }: Retention): Settings {
  return {
    'log.retention.bytes': String(bytes),
    'log.segment.bytes': String(segmentBytes),
    // How late Kafka notices, and how long what it deletes stays: by default five minutes and one, in which a producer
    // fills a small disk.
    'log.retention.check.interval.ms': '10000',
    'log.segment.delete.delay.ms': '5000',
  };
}

/**
 * The reporter of strimzi/metrics-reporter 0.2.0: its Yammer class gives out BytesOutPerSec, but the HTTP listener is
 * started by the other class only, which therefore is there too. It takes the place of Kafka's JMX reporter, whose beans
 * nobody reads.
 */
function metricsSettings(port: number): Settings {
  return {
    'kafka.metrics.reporters': 'io.strimzi.kafka.metrics.YammerPrometheusMetricsReporter',
    'metric.reporters': 'io.strimzi.kafka.metrics.KafkaPrometheusMetricsReporter',
    'prometheus.metrics.reporter.listener': `http://127.0.0.1:${port}`,
    'prometheus.metrics.reporter.allowlist': BYTES_OUT_METRIC,
  };
}
