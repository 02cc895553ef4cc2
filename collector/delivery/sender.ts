import type { EventBuffer } from '../buffer/event-buffer.ts';
import { CollectorError } from '../errors.ts';
import type { EventRecord } from '../event-record.ts';
import type { Outcome, Rejected, Sink } from '../sinks/sink.ts';
import type { Metrics } from '../status/metrics.ts';
import type { Clock } from './clock.ts';
import { sortRejected } from './dead-letter.ts';

export interface SenderProps {
  readonly sink: Sink;
  readonly buffer: Pick<EventBuffer, 'setAside'>;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: (message: string) => void;
}

/** What is to be sent again, in this order. */
export type Unsent = Pick<Outcome, 'unsent' | 'why'>;

/** Milliseconds that dead letters have at least, however late it is. */
const DEAD_LETTER_DEADLINE = 200;

/** Sends to the sink, and what it rejects beside it. What it can say then is: arrived (or kept for people), or not. */
export class Sender {
  /** When the sink last acknowledged something; wall time in milliseconds. */
  lastAt: number | undefined;
  /** What failed last, for people. */
  trouble: string | undefined;
  readonly #props: SenderProps;

  constructor(props: SenderProps) {
    this.#props = props;
  }

  get connected(): boolean {
    return this.#props.sink.connected;
  }

  /** @throws CollectorError `unreachable` */
  async connect(): Promise<void> {
    if (this.connected) return;
    try {
      await this.#props.sink.connect();
      this.trouble = undefined;
    } catch (error) {
      if (!(error instanceof CollectorError)) throw error;
      this.trouble = error.message;
      throw error;
    }
  }

  /** @param deadline milliseconds it may take */
  async send(records: readonly EventRecord[], deadline: number): Promise<Unsent> {
    const { clock } = this.#props;
    const until = clock.elapsed() + deadline;
    const { unsent, why, rejected } = await this.#send(records, deadline);
    if (rejected.length === 0) return { unsent, why };
    const { deadLetters, hopeless } = sortRejected(rejected);
    const left = Math.max(DEAD_LETTER_DEADLINE, until - clock.elapsed());
    const again = await this.#sendDeadLetters(deadLetters, left);
    const kept = await this.#setAside([...hopeless, ...again.rejected]);
    return { unsent: [...unsent, ...again.unsent, ...kept.unsent], why: why ?? again.why ?? kept.why };
  }

  async #send(records: readonly EventRecord[], deadline: number): Promise<Outcome> {
    const { sink, clock, metrics } = this.#props;
    const began = clock.elapsed();
    const outcome = await sink.send(records, deadline);
    this.trouble = outcome.why?.text;
    const taken = records.length - outcome.unsent.length - outcome.rejected.length;
    if (taken > 0) {
      this.lastAt = clock.now();
      metrics.sent(taken, (clock.elapsed() - began) / 1000);
    }
    return outcome;
  }

  async #sendDeadLetters(records: readonly EventRecord[], deadline: number): Promise<Outcome> {
    if (records.length === 0) return { unsent: [], rejected: [] };
    const outcome = await this.#send(records, deadline);
    this.#props.metrics.deadLetters('rejected', records.length - outcome.unsent.length);
    return outcome;
  }

  /** What cannot be kept either is not done with. */
  async #setAside(rejected: readonly Rejected[]): Promise<Unsent> {
    const [first] = rejected;
    if (first === undefined) return { unsent: [] };
    try {
      await this.#props.buffer.setAside(rejected);
    } catch (error) {
      if (!(error instanceof CollectorError)) throw error;
      this.trouble = `${rejected.length} rejected dead letters cannot be set aside: ${error.message}`;
      const why = { code: 'unreachable', text: this.trouble } as const;
      return { unsent: rejected.map(({ record }) => record), why };
    }
    this.#props.metrics.deadLetters('set-aside', rejected.length);
    this.#props.log(
      `the sink takes ${rejected.length} records not even as dead letters; they were set aside: ${first.record.id}: ${first.reason}`,
    );
    return { unsent: [] };
  }
}
