import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { EventRecord } from '../../../collector/event-record.ts';
import { ids, record } from '../fixtures/records.ts';
import { type Answer, Story } from './story.ts';
import { behaviourOf, type Happening, HOPELESS, happenings, REJECTED } from './weather.ts';

// On a machine that is busy with other things.
jest.setTimeout(600_000);

const PENDING_BYTES = 10_000;

/** Whatever happens to the sink, to Redis and to the collector. */
class Tale {
  readonly #story: Story;
  readonly #accepted: { readonly records: readonly EventRecord[]; readonly answer: Answer }[] = [];
  #events = 0;

  constructor(story: Story) {
    this.#story = story;
    story.sink.refuses = ({ value, lane }) =>
      value.length === HOPELESS || (value.length === REJECTED && lane === 'events') ? 'not mine' : undefined;
  }

  goOn(happening: Happening): Promise<void> | void {
    const { sink, redis } = this.#story;
    switch (happening.kind) {
      case 'accept':
        return this.#accept(happening.keys, happening.bytes);
      case 'time passes':
        return this.#story.pass(happening.milliseconds);
      case 'the sink falls asleep':
        return sink.fallAsleep();
      case 'the sink is awake':
        sink.awake = true;
        return;
      case 'sends take':
        sink.latency = happening.milliseconds;
        return;
      case 'commands to Redis take twice':
        redis.latency = happening.milliseconds;
        return;
      case 'reads of Redis take':
        redis.readLatency = happening.milliseconds;
        return;
      case 'the next send':
        sink.script.push(behaviourOf(happening));
        return;
      case 'Redis is gone':
      case 'Redis is back':
        redis.reachable = happening.kind === 'Redis is back';
        return;
      case 'Redis is full':
      case 'Redis has room':
        redis.full = happening.kind === 'Redis is full';
        return;
      case 'the next append is written without an answer':
        redis.losesAnswers += 1;
        return;
      case 'the collector crashes':
        return this.#story.crash();
      case 'the collector is restarted':
        return this.#story.restart();
    }
  }

  /** Everything is well again, for long enough. */
  async allIsWell(): Promise<void> {
    const { sink, redis } = this.#story;
    sink.awake = true;
    sink.script.length = 0;
    Object.assign(redis, { reachable: true, full: false, losesAnswers: 0 });
    await this.#story.pass(30_000);
    // Whoever was not answered before is by now; and a late arrival needs one send more to arrive.
    this.#accept(['k1'], 10);
    await this.#story.pass(1000);
  }

  #accept(keys: readonly string[], bytes: number): void {
    const records = keys.map((key) => {
      this.#events += 1;
      return record(`e${this.#events}`, { key, value: Buffer.alloc(bytes) });
    });
    this.#accepted.push({ records, answer: this.#story.acceptRecords(records) });
    if (this.#story.state.pending.bytes > PENDING_BYTES) throw new Error('more is pending than may be');
  }

  /** Ids of what was acknowledged, in the order of acceptance. */
  acknowledged(key: string): string[] {
    const kept = this.#accepted
      .filter(({ answer }) => answer.is === 'kept')
      .flatMap(({ records }) => records);
    return ids(kept.filter((each) => each.key === key && !isRejected(each)));
  }

  /** Ids of what was acknowledged, will never be taken as an event, and lies nowhere else either. */
  get missing(): string[] {
    const there = new Set(this.#story.arrived);
    for (const { record: aside } of this.#story.redis.aside) there.add(aside.id);
    const kept = this.#accepted
      .filter(({ answer }) => answer.is === 'kept')
      .flatMap(({ records }) => records);
    return ids(kept.filter((each) => isRejected(each) && !there.has(each.id)));
  }

  /** Ids in the order of their first arrival. */
  arrived(key: string): string[] {
    return [...new Set(ids(this.#story.sink.arrived.filter((each) => each.key === key)))];
  }

  /** Answers of whoever is alive to be answered. */
  get unanswered(): number {
    return this.#accepted.slice(this.#crashedAt).filter(({ answer }) => answer.is === 'waiting').length;
  }

  #crashedAt = 0;

  /** Nobody waits for an answer of a process that is dead. */
  forgetWaiting(): void {
    this.#crashedAt = this.#accepted.length;
  }
}

function isRejected({ value }: EventRecord): boolean {
  return value.length === REJECTED || value.length === HOPELESS;
}

describe('whatever happens', () => {
  it('acknowledged events arrive, per key in the order of acceptance, and everybody is answered', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, fc.constantFrom(2, Number.POSITIVE_INFINITY), async (events, senders) => {
        const story = await Story.begin({
          senders: () => senders,
          pendingBytes: PENDING_BYTES,
          batch: { count: 5, bytes: 4000, age: 10 },
        });
        const tale = new Tale(story);
        for (const event of events) {
          await tale.goOn(event);
          if (event.kind === 'the collector crashes') tale.forgetWaiting();
        }
        await tale.allIsWell();
        for (const key of ['k1', 'k2']) {
          const acknowledged = tale.acknowledged(key);
          const known = new Set(acknowledged);
          expect(tale.arrived(key).filter((id) => known.has(id))).toEqual(acknowledged);
        }
        expect(tale.missing).toEqual([]);
        expect(tale.unanswered).toBe(0);
        expect(story.buffered).toEqual([]);
        expect(story.state).toMatchObject({ mode: 'direct', pending: { events: 0, bytes: 0 } });
        expect(story.complaints).toEqual([]);
        await story.end();
      }),
      { numRuns: Number(process.env['CATNAP_RUNS'] ?? 150) },
    );
  });
});
