import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** From one millisecond, which Redis takes, to ten seconds, past which nobody waits. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Read at each scrape, so that it is not kept twice. */
export type Reading = () => number;

/** What the collector counts, for Prometheus. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #accepted = this.#counter('events_accepted_total', 'Events that were acknowledged.');
  readonly #bytes = this.#counter('bytes_accepted_total', 'Bytes of acknowledged events, as sent on.');
  readonly #rejected = this.#counter('events_rejected_total', 'Events that were refused, by reason.', [
    'reason',
  ]);
  readonly #deadLetters = this.#counter('dead_letters_total', 'Events set aside, by reason.', ['reason']);
  readonly #sent = this.#counter('events_sent_total', 'Events that the sink acknowledged.');
  readonly #buffered = this.#counter('events_buffered_total', 'Events appended to the buffer.');
  readonly #wakes = this.#counter('wakes_total', 'Times that Kafka was asked to wake, by answer.', [
    'answer',
  ]);
  readonly #latency = this.#histogram('request_seconds', 'From the end of a request to its answer.');
  readonly #sinkTime = this.#histogram('sink_seconds', 'For one batch to be acknowledged by the sink.');
  readonly #bufferTime = this.#histogram('buffer_seconds', 'For one batch to be synced to the buffer.');

  constructor() {
    this.#ofProcess();
  }

  /** Events that were acknowledged since the process started. */
  acceptedEvents = 0;

  accepted(events: number, bytes: number, seconds: number): void {
    this.acceptedEvents += events;
    this.#accepted.inc(events);
    this.#bytes.inc(bytes);
    this.#latency.observe(seconds);
  }

  /** @param reason a word out of a closed list of intake */
  rejected(reason: string, events = 1): void {
    this.#rejected.inc({ reason }, events);
  }

  deadLetters(reason: string, events = 1): void {
    this.#deadLetters.inc({ reason }, events);
  }

  /** A batch went to the sink, whether at once or out of the buffer. */
  sent(events: number, seconds: number): void {
    this.#sent.inc(events);
    this.#sinkTime.observe(seconds);
  }

  buffered(events: number, seconds: number): void {
    this.#buffered.inc(events);
    this.#bufferTime.observe(seconds);
  }

  woken(answer: string): void {
    this.#wakes.inc({ answer });
  }

  gauge(name: string, help: string, read: Reading): void {
    const gauge: Gauge = new Gauge({
      name: `catnap_collector_${name}`,
      help,
      registers: [this.#registry],
      collect: () => gauge.set(read()),
    });
  }

  readonly contentType = this.#registry.contentType;

  /** In Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** Under the names that every client of Prometheus uses; its library's own set costs timers and GC hooks. */
  #ofProcess(): void {
    const registers = [this.#registry];
    const cpu: Counter = new Counter({
      name: 'process_cpu_seconds_total',
      help: 'CPU time, user and system.',
      registers,
      collect() {
        const { user, system } = process.cpuUsage();
        cpu.reset();
        cpu.inc((user + system) / 1e6);
      },
    });
    const memory: Gauge = new Gauge({
      name: 'process_resident_memory_bytes',
      help: 'Resident memory.',
      registers,
      collect: () => memory.set(process.memoryUsage.rss()),
    });
  }

  #counter<Label extends string = never>(
    name: string,
    help: string,
    labelNames: Label[] = [],
  ): Counter<Label> {
    return new Counter({ name: `catnap_collector_${name}`, help, labelNames, registers: [this.#registry] });
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({
      name: `catnap_collector_${name}`,
      help,
      buckets: SECONDS,
      registers: [this.#registry],
    });
  }
}
