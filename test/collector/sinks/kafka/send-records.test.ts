import { describe, expect, it } from '@jest/globals';
import { Connection } from '@platformatic/kafka';
import {
  type PartitionRecords,
  type Produce,
  sendRecords,
} from '../../../../collector/sinks/kafka/send-records.ts';
import { ids, record } from '../../fixtures/records.ts';

const OK = 0;
const CORRUPT = 2;
const NOT_LEADER = 6;
const TOO_LARGE = 10;
const UNKNOWN_TO_THE_LIBRARY = 4711;

/** What a leader says of a batch, given the ids in it: an error code, or that it is silent. */
type Rule = (ids: readonly string[], partition: number) => number | 'silent';

/** A cluster in which a rule decides. It keeps what it acknowledged. */
function clusterOf(rule: Rule) {
  const stored: string[] = [];
  const requests: string[] = [];
  const produce: Produce = (_, batches) => {
    const heard = batches.map(({ partition, records }) => ({ partition, ids: ids(records) }));
    requests.push(heard.map((each) => `${each.partition}:${each.ids.join()}`).join(' '));
    const answers = heard.flatMap((each) => {
      const errorCode = rule(each.ids, each.partition);
      if (errorCode === OK) stored.push(...each.ids);
      return errorCode === 'silent' ? [] : [answerOf(each.partition, errorCode)];
    });
    if (answers.length === 0) return Promise.reject(new Error('Connection closed'));
    const responses = [{ name: 'events', partitionResponses: answers }];
    return Promise.resolve({ responses, throttleTimeMs: 0 });
  };
  return { produce, stored, requests };
}

function answerOf(index: number, errorCode: number) {
  const offsets = { baseOffset: 0n, logAppendTimeMs: -1n, logStartOffset: 0n };
  return { index, errorCode, ...offsets, recordErrors: [], errorMessage: null };
}

const leader = new Connection();

const to = (partition: number, ...names: string[]): PartitionRecords => ({
  topic: 'events',
  partition,
  leader,
  records: names.map((name) => record(name)),
});

async function send(rule: Rule, ...partitions: PartitionRecords[]) {
  const { produce, stored, requests } = clusterOf(rule);
  const { unsent, rejected, why } = await sendRecords(partitions, produce);
  const refused = rejected.map(({ record: { id }, reason }) => `${id} ${reason.split(':')[0]}`);
  return { unsent: ids([...unsent]), rejected: refused, why, stored, requests };
}

describe('records sent to their partitions', () => {
  it('go in one request to each leader', async () => {
    const elsewhere = { ...to(2, 'e'), leader: new Connection() };
    expect(await send(() => OK, to(0, 'a', 'b'), to(1, 'c', 'd'), elsewhere)).toEqual({
      unsent: [],
      rejected: [],
      why: undefined,
      stored: ['a', 'b', 'c', 'd', 'e'],
      requests: ['0:a,b 1:c,d', '2:e'],
    });
  });

  it('are unsent where the leader does not take them, and only there', async () => {
    const rule: Rule = (_, partition) => (partition === 0 ? NOT_LEADER : OK);
    expect(await send(rule, to(0, 'a', 'b'), to(1, 'c'))).toMatchObject({
      unsent: ['a', 'b'],
      why: expect.stringMatching(/^NOT_LEADER_OR_FOLLOWER: /),
      stored: ['c'],
    });
  });

  it('are unsent where the leader does not speak of them', async () => {
    const rule: Rule = (_, partition) => (partition === 0 ? 'silent' : OK);
    expect(await send(rule, to(0, 'a'), to(1, 'b'))).toMatchObject({ unsent: ['a'], stored: ['b'] });
  });

  it('are unsent when there is no answer', async () => {
    expect(await send(() => 'silent', to(0, 'a'))).toMatchObject({
      unsent: ['a'],
      why: 'Connection closed',
      requests: ['0:a'],
    });
  });

  it('are unsent for an error that nobody has heard of', async () => {
    expect(await send(() => UNKNOWN_TO_THE_LIBRARY, to(0, 'a'))).toMatchObject({
      unsent: ['a'],
      why: 'error 4711',
    });
  });

  it('go on without the one that is refused, in order', async () => {
    const rule: Rule = (names) => (names.includes('d') ? CORRUPT : OK);
    const sent = await send(rule, to(0, 'a', 'b', 'c', 'd', 'e'), to(1, 'f'));
    expect(sent).toMatchObject({ unsent: [], rejected: ['d CORRUPT_MESSAGE'], why: undefined });
    expect(sent.stored).toEqual(['f', 'a', 'b', 'c', 'e']);
  });

  it('go in smaller batches when they are too many for one', async () => {
    const rule: Rule = (names) => (names.length > 2 ? TOO_LARGE : OK);
    const sent = await send(rule, to(0, 'a', 'b', 'c', 'd', 'e'));
    expect(sent).toMatchObject({ unsent: [], rejected: [] });
    expect(sent.stored).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are all unsent from the first one on that was not acknowledged', async () => {
    const rule: Rule = (names) => {
      if (names.length > 1) return TOO_LARGE;
      return names.includes('c') ? 'silent' : OK;
    };
    const sent = await send(rule, to(0, 'a', 'b', 'c', 'd'));
    expect(sent).toMatchObject({ unsent: ['c', 'd'], stored: ['a', 'b'] });
  });
});
