import { describe, expect, it } from '@jest/globals';
import { FAILS, HANGS, THROTTLES } from '../fixtures/fake-sink.ts';
import { ids, record } from '../fixtures/records.ts';
import { Story } from './story.ts';

describe('while nobody sends', () => {
  it('leaves the sink asleep', async () => {
    const story = await Story.begin();
    await story.pass(60_000);
    expect(story.sink.connects).toBe(0);
    expect(story.wanted).toEqual([]);
    expect(story.state).toMatchObject({
      mode: 'buffering',
      why: 'nothing waits for the sink, so it is left alone until something does',
      refusing: undefined,
    });
  });

  it('drains what an earlier run left', async () => {
    const story = await Story.beginAfter((redis) => redis.write([record('left')]));
    await story.pass(100);
    expect(story.arrived).toEqual(['left']);
    expect(story.buffered).toEqual([]);
    expect(story.state.mode).toBe('direct');
  });
});

describe('the first event after a silence', () => {
  it('is kept in milliseconds though the sink sleeps, and the sink is asked for', async () => {
    const story = await Story.begin();
    story.sink.awake = false;
    const answer = story.accept('a');
    await story.pass(9);
    expect(answer.is).toBe('waiting');
    await story.pass(1);
    expect(answer.is).toBe('kept');
    expect(story.buffered).toEqual(['a']);
    expect(story.wanted).toEqual(['the sink is asleep']);
    expect(story.state).toMatchObject({ mode: 'buffering', why: 'the sink is asleep' });
  });

  it('arrives when the sink is up, and the following ones go there directly', async () => {
    const story = await Story.begin();
    story.sink.awake = false;
    story.accept('a');
    await story.pass(20_000);
    story.sink.awake = true;
    await story.pass(5000);
    expect(story.arrived).toEqual(['a']);
    expect(story.buffered).toEqual([]);
    const answer = story.accept('b');
    await story.pass(10);
    expect(answer.is).toBe('kept');
    expect(story.arrived).toEqual(['a', 'b']);
    expect(story.state).toMatchObject({ mode: 'direct', why: 'the sink takes events at once' });
  });

  it('asks for the sink again and again while it is away, less often as time goes by', async () => {
    const story = await Story.begin();
    story.sink.awake = false;
    story.accept('a');
    await story.pass(60_010);
    // After 0, 0.2, 0.6, 1.4, 3, 6.2 s; each 5 s from then on.
    expect(story.wanted).toHaveLength(16);
  });
});

describe('directly', () => {
  it('sends what was accepted within 10 ms at once, in order', async () => {
    const story = await Story.beginDirect();
    const sends = story.sink.sends;
    const answers = [story.accept('a'), story.accept('b', 'c'), story.accept('d')];
    await story.pass(10);
    expect(answers.map(({ is }) => is)).toEqual(['kept', 'kept', 'kept']);
    expect(story.arrived).toEqual(['first', 'a', 'b', 'c', 'd']);
    expect(story.sink.sends).toBe(sends + 1);
  });

  it('sends a full batch without waiting', async () => {
    const story = await Story.beginDirect({ batch: { count: 2, bytes: 524_288, age: 10 } });
    const answer = story.accept('a', 'b');
    await story.pass(0);
    expect(answer.is).toBe('kept');
  });

  it('lets a batch grow only half as old when everybody who could add to it waits', async () => {
    const story = await Story.beginDirect({ senders: () => 2 });
    const one = story.accept('a');
    const other = story.accept('b');
    await story.pass(4);
    expect([one.is, other.is]).toEqual(['waiting', 'waiting']);
    await story.pass(1);
    expect([one.is, other.is]).toEqual(['kept', 'kept']);
  });

  it('sends at once when the last of them joins a batch of that age', async () => {
    const story = await Story.beginDirect({ senders: () => 2 });
    const one = story.accept('a');
    await story.pass(6);
    expect(one.is).toBe('waiting');
    const other = story.accept('b');
    await story.pass(0);
    expect([one.is, other.is]).toEqual(['kept', 'kept']);
  });

  it('lets a batch grow old when senders are told at once, and so may send more', async () => {
    const story = await Story.beginDirect({ senders: () => 1, ack: 'memory' });
    const { sends } = story.sink;
    story.accept('a');
    story.accept('b');
    await story.pass(9);
    expect(story.sink.sends).toBe(sends);
    await story.pass(1);
    expect(story.arrived).toEqual(['first', 'a', 'b']);
  });

  it('answers at once when there is nothing to accept', async () => {
    const story = await Story.beginDirect();
    const answer = story.acceptRecords([]);
    await story.pass(0);
    expect(answer.is).toBe('kept');
  });

  it('sends a record that is larger than a batch in one of its own', async () => {
    const story = await Story.beginDirect({ batch: { count: 500, bytes: 1000, age: 10 } });
    const answer = story.acceptRecords([
      record('a'),
      record('large', { value: Buffer.alloc(5000) }),
      record('b'),
    ]);
    const sends = story.sink.sends;
    await story.pass(10);
    expect(answer.is).toBe('kept');
    expect(story.arrived).toEqual(['first', 'a', 'large', 'b']);
    expect(story.sink.sends).toBe(sends + 3);
  });

  it('lets batches grow while the sink is slow, so that it keeps up', async () => {
    const story = await Story.beginDirect();
    story.sink.latency = 50;
    const { sends } = story.sink;
    for (let moment = 0; moment < 1000; moment += 1) {
      story.accept(`e${moment}`);
      await story.pass(1);
    }
    expect(story.state.pending.events).toBeLessThan(110);
    expect(story.sink.sends - sends).toBeLessThan(25);
  });

  it('collects more while a batch is on its way', async () => {
    const story = await Story.beginDirect();
    story.sink.script.push({ hangs: true });
    const first = story.accept('a');
    await story.pass(20);
    const second = story.accept('b');
    await story.pass(500);
    expect([first.is, second.is]).toEqual(['waiting', 'waiting']);
    expect(story.state.pending.events).toBe(2);
    await story.pass(1000);
    expect([first.is, second.is]).toEqual(['kept', 'kept']);
    expect(story.arrived).toEqual(['first', 'a', 'b']);
    expect(story.state.pending).toEqual({ events: 0, bytes: 0 });
  });
});

describe('when the sink goes away', () => {
  it('in the middle of a send, the callers hear after a second that Redis has their events', async () => {
    const story = await Story.beginDirect();
    story.sink.script.push(HANGS, HANGS);
    const answer = story.accept('a', 'b');
    await story.pass(1009);
    expect(answer.is).toBe('waiting');
    await story.pass(1);
    expect(answer.is).toBe('kept');
    expect(story.buffered).toEqual(['a', 'b']);
    expect(story.state).toMatchObject({ mode: 'buffering', why: 'the fake sink is unreachable' });
    const later = story.accept('c');
    await story.pass(10);
    expect(later.is).toBe('kept');
    expect(story.buffered).toEqual(['a', 'b', 'c']);
    await story.pass(10_000);
    expect(story.arrived).toEqual(['first', 'a', 'b', 'c']);
    expect(story.state.mode).toBe('direct');
  });

  it('in the middle of a send that it had taken a part of, only the rest is buffered', async () => {
    const story = await Story.beginDirect();
    story.sink.awake = false;
    story.sink.script.push({ acknowledges: (_record, index) => index < 2 });
    const answer = story.accept('a', 'b', 'c', 'd');
    await story.pass(10);
    expect(answer.is).toBe('kept');
    expect(story.buffered).toEqual(['c', 'd']);
  });

  it('in an orderly manner, the next event goes to the buffer without any delay', async () => {
    const story = await Story.beginDirect();
    story.sink.fallAsleep();
    await story.pass(60_000);
    expect(story.wanted).toEqual([]);
    const answer = story.accept('a');
    await story.pass(10);
    expect(answer.is).toBe('kept');
    expect(story.buffered).toEqual(['a']);
    expect(story.wanted).toEqual(['the sink is asleep']);
  });

  it('for too much at once, it is asked again later, but nobody is woken', async () => {
    const story = await Story.beginDirect();
    story.sink.script.push(THROTTLES, THROTTLES, THROTTLES);
    const answer = story.accept('a');
    await story.pass(10);
    expect(answer.is).toBe('kept');
    expect(story.state).toMatchObject({ mode: 'buffering', why: 'the fake sink is throttled' });
    await story.pass(5000);
    expect(story.arrived).toEqual(['first', 'a']);
    expect(story.wanted).toEqual([]);
    expect(story.state.mode).toBe('direct');
  });
});

describe('the hand-over to direct sending', () => {
  it('keeps the order under continuous load, and keeps nobody waiting for long', async () => {
    const story = await Story.begin();
    story.sink.awake = false;
    const sent: string[] = [];
    for (let moment = 0; moment < 3000; moment += 1) {
      if (moment === 1000) story.sink.awake = true;
      const id = `e${moment}`;
      sent.push(id);
      const answer = story.accept(id);
      await story.pass(1);
      if (moment % 50 === 0) {
        await story.pass(10);
        expect(answer.is).toBe('kept');
      }
    }
    await story.pass(10);
    expect(story.arrived).toEqual(sent);
    expect(story.state.mode).toBe('direct');
    expect(story.buffered).toEqual([]);
  });

  it('ends although something is appended all the time', async () => {
    const story = await Story.begin();
    // So slow that at each read another batch has been appended.
    Object.assign(story.redis, { latency: 5 });
    Object.assign(story.sink, { latency: 20 });
    for (let moment = 0; moment < 1000; moment += 1) {
      story.accept(`e${moment}`);
      await story.pass(1);
    }
    expect(story.state.mode).toBe('direct');
    expect(story.arrived.slice(0, 900)).toEqual(Array.from({ length: 900 }, (_each, moment) => `e${moment}`));
  });

  it('goes on buffering when the last step takes too long', async () => {
    const story = await Story.begin();
    story.accept('a');
    // What is read first, and then what was appended meanwhile.
    story.sink.script.push({ hangs: true }, { hangs: true });
    await story.pass(20);
    story.accept('b');
    await story.pass(4985);
    const held = story.accept('c');
    await story.pass(20);
    expect(held.is).toBe('waiting');
    await story.pass(1000);
    expect(held.is).toBe('kept');
    expect(story.buffered).toEqual(['b', 'c']);
    await story.pass(10_000);
    expect(story.arrived).toEqual(['a', 'b', 'c']);
    expect(story.state.mode).toBe('direct');
  });
});

describe('what the sink rejects', () => {
  it('becomes a dead letter with the reason, and the rest goes on', async () => {
    const story = await Story.beginDirect();
    story.sink.refuses = ({ id, lane }) => (id === 'b' && lane === 'events' ? 'too large' : undefined);
    const answer = story.accept('a', 'b', 'c');
    await story.pass(10);
    expect(answer.is).toBe('kept');
    expect(story.arrived).toEqual(['first', 'a', 'c', 'b']);
    expect(story.sink.arrived.at(-1)).toMatchObject({
      lane: 'dead-letter',
      headers: { 'event-id': 'b', 'dead-letter-reason': 'too large' },
    });
    expect(story.state.mode).toBe('direct');
  });

  it('does so out of the buffer too', async () => {
    const story = await Story.beginAfter((redis, sink) => {
      redis.write(['a', 'b', 'c'].map((id) => record(id)));
      sink.refuses = ({ id, lane }) => (id === 'b' && lane === 'events' ? 'too large' : undefined);
    });
    await story.pass(100);
    expect(story.arrived).toEqual(['a', 'c', 'b']);
    expect(story.buffered).toEqual([]);
  });

  it('is set aside for people when it is rejected as a dead letter too', async () => {
    const story = await Story.beginDirect();
    story.sink.refuses = ({ id }) => (id === 'b' ? 'too large' : undefined);
    const answer = story.accept('a', 'b', 'c');
    await story.pass(10);
    expect(answer.is).toBe('kept');
    expect(story.redis.aside.map(({ record: { id }, reason }) => [id, reason])).toEqual([['b', 'too large']]);
    await story.pass(1000);
    expect(story.state.buffer.depth?.setAside).toBe(1);
    expect(story.logged.at(-1)).toContain('b: too large');
  });

  it('is refused when it cannot be set aside either, and only that', async () => {
    const story = await Story.beginDirect();
    story.redis.reachable = false;
    story.sink.refuses = ({ id }) => (id === 'b' ? 'too large' : undefined);
    const [good, bad] = [story.accept('a'), story.accept('b')];
    await story.pass(10);
    expect([good.is, bad.is]).toEqual(['kept', 'unavailable']);
  });
});

describe('when Redis is gone', () => {
  it('while events go to the sink directly, they go on doing so', async () => {
    const story = await Story.beginDirect();
    story.redis.reachable = false;
    await story.pass(5000);
    const answer = story.accept('a');
    await story.pass(10);
    expect(answer.is).toBe('kept');
    expect(story.state).toMatchObject({
      mode: 'direct',
      refusing: undefined,
      buffer: { trouble: 'Redis does not answer' },
    });
    story.redis.reachable = true;
    await story.pass(1000);
    expect(story.state.buffer.trouble).toBeUndefined();
  });

  it('and the sink fails too, exactly the callers of what was not sent hear of it', async () => {
    const story = await Story.beginDirect();
    story.redis.reachable = false;
    story.sink.script.push({ acknowledges: ({ id }) => id === 'a', disconnects: false });
    const [good, bad] = [story.accept('a'), story.accept('b')];
    await story.pass(10);
    expect([good.is, bad.is]).toEqual(['kept', 'unavailable']);
  });

  it('and the sink comes back first, events go there again', async () => {
    const story = await Story.beginDirect();
    story.redis.reachable = false;
    story.sink.fallAsleep();
    const refused = story.accept('a');
    await story.pass(10);
    expect(refused.is).toBe('unavailable');
    expect(story.wanted).not.toEqual([]);
    story.sink.awake = true;
    await story.pass(5000);
    const answer = story.accept('b');
    await story.pass(10);
    expect(answer.is).toBe('kept');
    expect(story.arrived).toEqual(['first', 'b']);
  });

  it('while events are buffered, they are refused until it is back, and nothing overtakes', async () => {
    const story = await Story.begin();
    story.sink.awake = false;
    story.accept('a');
    await story.pass(10);
    story.redis.reachable = false;
    story.sink.awake = true;
    const refused = story.accept('b');
    await story.pass(10_000);
    expect(refused.is).toBe('unavailable');
    expect(story.state.refusing).toEqual({ code: 'unavailable', message: 'Redis does not answer' });
    expect(story.arrived).toEqual([]);
    story.redis.reachable = true;
    await story.pass(1000);
    const answer = story.accept('c');
    await story.pass(100);
    expect(answer.is).toBe('kept');
    expect(story.arrived).toEqual(['a', 'c']);
    expect(story.state.refusing).toBeUndefined();
  });

  it('at the start, events are refused, since nobody knows what waits in it', async () => {
    const story = await Story.beginAfter((redis) => {
      redis.reachable = false;
      redis.write([record('left')]);
    });
    const refused = story.accept('a');
    await story.pass(10);
    expect(refused.is).toBe('unavailable');
    story.redis.reachable = true;
    await story.pass(5000);
    const answer = story.accept('b');
    await story.pass(100);
    expect(answer.is).toBe('kept');
    expect(story.arrived).toEqual(['left', 'b']);
  });

  it('and comes back with what was written though nobody heard of it, that is drained first', async () => {
    const story = await Story.beginDirect();
    story.redis.losesAnswers = 1;
    story.sink.script.push(FAILS);
    const refused = story.accept('a');
    await story.pass(10);
    expect(refused.is).toBe('unavailable');
    await story.pass(2000);
    expect(story.buffered).toEqual([]);
    expect(story.arrived).toEqual(['first', 'a']);
    expect(story.state.mode).toBe('direct');
  });
});

describe('when Redis comes back without what it had', () => {
  it('what is appended to it then is drained, whatever was read of it before', async () => {
    const story = await Story.beginAfter((redis, sink) => {
      for (const id of ['a', 'b', 'c']) redis.write([record(id)]);
      sink.script.push({ hangs: true });
    });
    story.redis.reachable = false;
    await story.pass(1000);
    story.redis.loseAll();
    story.redis.reachable = true;
    await story.pass(1000);
    const answer = story.accept('new');
    await story.pass(10);
    expect([answer.is, story.buffered]).toEqual(['kept', ['new']]);
    await story.pass(10_000);
    expect(story.arrived).toEqual(['a', 'b', 'c', 'new']);
    expect(story.state.mode).toBe('direct');
  });
});

describe('when Redis is full', () => {
  it('events are refused, what is there is drained, and then all is well', async () => {
    const story = await Story.begin();
    story.sink.awake = false;
    story.accept('a');
    await story.pass(10);
    story.redis.full = true;
    const refused = story.accept('b');
    await story.pass(10);
    expect(refused.is).toBe('full');
    expect(story.state.refusing?.code).toBe('full');
    story.sink.awake = true;
    await story.pass(5000);
    expect(story.arrived).toEqual(['a']);
    const answer = story.accept('c');
    await story.pass(10);
    expect(answer.is).toBe('kept');
    expect(story.arrived).toEqual(['a', 'c']);
    expect(story.state.refusing).toBeUndefined();
  });
});

describe('the bound', () => {
  it('is kept: what would pass it is refused at once, all of it', async () => {
    const story = await Story.beginDirect();
    story.sink.script.push(HANGS);
    const kept = story.acceptRecords([record('a', { value: Buffer.alloc(60_000) })]);
    await story.pass(10);
    const refused = story.acceptRecords([record('b'), record('c', { value: Buffer.alloc(60_000) })]);
    await story.pass(0);
    expect(refused.is).toBe('full');
    expect(story.state.pending.events).toBe(1);
    await story.pass(2000);
    expect(kept.is).toBe('kept');
    const later = story.acceptRecords([record('b'), record('c', { value: Buffer.alloc(60_000) })]);
    await story.pass(10);
    expect(later.is).toBe('kept');
  });

  it('refuses what is larger than all that may wait, and says so', async () => {
    const story = await Story.beginDirect();
    const gigantic = record('gigantic', { value: Buffer.alloc(100_000) });
    await expect(story.delivery.accept([gigantic])).rejects.toMatchObject({
      code: 'full',
      message: expect.stringContaining('in smaller requests'),
    });
  });
});

describe('acknowledged from memory', () => {
  it('answers at once', async () => {
    const story = await Story.begin({ ack: 'memory' });
    const answer = story.accept('a');
    await story.pass(0);
    expect(answer.is).toBe('kept');
    expect([...story.arrived, ...story.buffered]).toEqual([]);
  });

  it('keeps what nobody takes until somebody does, within the same bound', async () => {
    const story = await Story.beginDirect({ ack: 'memory' });
    story.sink.fallAsleep();
    story.redis.reachable = false;
    story.accept('a');
    const large = story.acceptRecords([record('b', { value: Buffer.alloc(90_000) })]);
    const refused = story.acceptRecords([record('c', { value: Buffer.alloc(90_000) })]);
    await story.pass(10_000);
    expect([large.is, refused.is]).toEqual(['kept', 'full']);
    story.redis.reachable = true;
    await story.pass(2000);
    expect(story.buffered).toEqual(['a', 'b']);
  });

  it('says what is lost when it has to exit while nobody takes anything', async () => {
    const story = await Story.beginDirect({ ack: 'memory' });
    story.sink.fallAsleep();
    story.redis.reachable = false;
    story.accept('a');
    await story.pass(10);
    const closed = story.delivery.close();
    await story.pass(10_000);
    await closed;
    expect(story.logged.at(-1)).toContain('1 events are lost, acknowledged from memory');
  });
});

describe('two collectors', () => {
  it('the second refuses to start', async () => {
    const first = await Story.begin();
    const second = Story.beginAfter((redis) => {
      redis.owner = first.redis.owner;
    });
    await expect(second).rejects.toMatchObject({ code: 'second-collector' });
  });

  it('one that lost its ownership sends nothing, even with the sink at hand, and takes it again when it can', async () => {
    const story = await Story.beginDirect();
    const former = story.redis.owner;
    const other = await Story.begin();
    story.redis.owner = other.redis.owner;
    await story.pass(1000);
    const refused = story.accept('a');
    await story.pass(10);
    expect(refused.is).toBe('second-collector');
    expect(story.state.refusing?.code).toBe('second-collector');
    story.redis.owner = undefined;
    await story.pass(1000);
    expect(story.redis.owner).toBe(former);
    const answer = story.accept('b');
    await story.pass(10);
    expect(answer.is).toBe('kept');
    expect(story.arrived).toEqual(['first', 'b']);
  });
});

describe('closing', () => {
  it('sends what it holds to the sink, and takes nothing more', async () => {
    const story = await Story.beginDirect();
    const held = story.accept('a');
    const closed = story.delivery.close();
    const late = story.accept('b');
    await story.pass(0);
    await closed;
    expect([held.is, late.is]).toEqual(['kept', 'closing']);
    expect(story.arrived).toEqual(['first', 'a']);
    expect(story.redis.owner).toBeUndefined();
    expect(story.sink.connected).toBe(false);
  });

  it('buffers what it holds while the sink is away', async () => {
    const story = await Story.begin();
    story.sink.awake = false;
    const held = story.accept('a');
    const closed = story.delivery.close();
    await story.pass(0);
    await closed;
    expect(held.is).toBe('kept');
    expect(story.buffered).toEqual(['a']);
  });

  it('tells the callers when neither takes it', async () => {
    const story = await Story.begin();
    story.sink.awake = false;
    story.redis.reachable = false;
    const held = story.accept('a');
    const closed = story.delivery.close();
    await story.pass(0);
    await closed;
    expect(held.is).toBe('unavailable');
  });

  it('leaves in the buffer what it could not drain, and ends all that was under way', async () => {
    const story = await Story.beginAfter((redis, sink) => {
      redis.write([record('left')]);
      sink.script.push(HANGS);
    });
    const closed = story.delivery.close();
    const again = story.delivery.close();
    await story.pass(5000);
    await Promise.all([closed, again]);
    expect(story.buffered).toEqual(['left']);
    const { sends } = story.sink;
    await story.pass(60_000);
    expect(story.sink.sends).toBe(sends);
  });
});

describe('the state', () => {
  it('tells since when the oldest event waits, and how fast the buffer fills', async () => {
    const story = await Story.begin();
    story.sink.awake = false;
    const began = story.clock.now();
    for (let second = 0; second < 120; second += 1) {
      story.acceptRecords([record(String(second), { value: Buffer.alloc(1000) })]);
      await story.pass(1000);
    }
    const { oldestUnsentAt, lastBufferedAt, lastSentAt, buffer } = story.state;
    // A thousand bytes each second, and what sizeOf adds for memory, of which the fake's entries consist.
    expect(buffer.bytesPerSecond).toBeGreaterThan(1400);
    expect(buffer.bytesPerSecond).toBeLessThan(1800);
    expect(buffer.depth?.entries).toBe(120);
    expect(oldestUnsentAt).toBe(new Date(began + 10).toISOString());
    expect(lastBufferedAt).toBe(new Date(began + 119_010).toISOString());
    expect(lastSentAt).toBeUndefined();
    expect(ids(story.sink.arrived)).toEqual([]);
  });
});
