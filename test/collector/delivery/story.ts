import { Delivery, type DeliveryProps } from '../../../collector/delivery/delivery.ts';
import type { DeliveryState } from '../../../collector/delivery/delivery-state.ts';
import type { EventRecord } from '../../../collector/event-record.ts';
import { Metrics } from '../../../collector/status/metrics.ts';
import { FakeBuffer, FakeRedis } from '../fixtures/fake-buffer.ts';
import { FakeSink } from '../fixtures/fake-sink.ts';
import { HandClock } from '../fixtures/hand-clock.ts';
import { ids, record } from '../fixtures/records.ts';

/** What became of the events of one request: `waiting`, `kept`, or the code of the error. */
export type Answer = { is: string };

/** A delivery whose sink, Redis and clock are in the test's hand. */
export class Story {
  readonly clock = new HandClock();
  sink = new FakeSink(this.clock);
  readonly redis = new FakeRedis(this.clock);
  readonly logged: string[] = [];
  readonly wanted: string[] = [];
  delivery: Delivery;
  /** The one that runs; what an earlier one still does is not done. */
  #process = { dead: false };
  readonly #complaints: string[] = [];
  readonly #changes: Partial<DeliveryProps>;

  private constructor(changes: Partial<DeliveryProps>) {
    this.#changes = changes;
    this.delivery = this.#newDelivery();
  }

  /** A delivery that is open; its buffer is empty and nobody has connected to the sink. */
  static async begin(changes: Partial<DeliveryProps> = {}): Promise<Story> {
    const story = new Story(changes);
    await story.open();
    return story;
  }

  /** As `begin`, with Redis and the sink as `before` makes them. */
  static async beginAfter(before: (redis: FakeRedis, sink: FakeSink) => void): Promise<Story> {
    const story = new Story({});
    before(story.redis, story.sink);
    await story.open();
    return story;
  }

  /** As `begin`, and events go to the sink directly. */
  static async beginDirect(changes: Partial<DeliveryProps> = {}): Promise<Story> {
    const story = await Story.begin(changes);
    story.accept('first');
    await story.pass(100);
    return story;
  }

  async open(): Promise<void> {
    await Promise.all([this.delivery.open(), this.clock.advance(1000)]);
  }

  /** One request with events of these ids, of the key `k` all of them. */
  accept(...events: string[]): Answer {
    return this.acceptRecords(events.map((id) => record(id, { key: 'k' })));
  }

  acceptRecords(records: readonly EventRecord[]): Answer {
    const answer = { is: 'waiting' };
    const process = this.#process;
    const say = (is: string) => {
      if (!process.dead) answer.is = is;
    };
    this.delivery.accept(records).then(
      () => say('kept'),
      (error: { code: string }) => say(error.code),
    );
    return answer;
  }

  pass(milliseconds: number): Promise<void> {
    return this.clock.advance(milliseconds);
  }

  /** The process ends without a word, and another one begins; the lease of the former has run out. */
  async crash(): Promise<void> {
    this.#process.dead = true;
    await this.#begin();
  }

  /** The process ends in an orderly manner, and another one begins. */
  async restart(): Promise<void> {
    await this.end();
    await this.#begin();
  }

  async end(): Promise<void> {
    await Promise.all([this.delivery.close(), this.clock.advance(10_000)]);
  }

  /** What the delivery did that it must not do. */
  get complaints(): readonly string[] {
    return [...this.#complaints, ...this.sink.complaints, ...this.redis.complaints];
  }

  get state(): DeliveryState {
    return this.delivery.state;
  }

  /** Ids of what is in the sink. */
  get arrived(): string[] {
    return ids(this.sink.arrived);
  }

  /** Ids of what is in the buffer. */
  get buffered(): string[] {
    return this.redis.entries.flatMap(({ records }) => ids(records));
  }

  async #begin(): Promise<void> {
    const { awake, latency, script, refuses, arrived, complaints } = this.sink;
    this.#complaints.push(...complaints);
    this.#process = { dead: false };
    this.redis.owner = undefined;
    this.sink = Object.assign(new FakeSink(this.clock, arrived), { awake, latency, refuses });
    this.sink.script.push(...script);
    this.delivery = this.#newDelivery();
    await this.open();
  }

  #newDelivery(): Delivery {
    const process = this.#process;
    return new Delivery({
      sink: this.sink,
      buffer: new FakeBuffer(this.redis),
      batch: { count: 500, bytes: 524_288, age: 10 },
      pendingBytes: 100_000,
      ack: 'durable',
      senders: () => Number.POSITIVE_INFINITY,
      metrics: new Metrics(),
      clock: {
        now: () => this.clock.now(),
        elapsed: () => this.clock.elapsed(),
        after: (delay, callback) => this.clock.after(delay, () => process.dead || callback()),
      },
      log: (message) => this.logged.push(message),
      sinkWanted: (why) => this.wanted.push(why),
      ...this.#changes,
    });
  }
}
