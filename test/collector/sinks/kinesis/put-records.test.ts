import { KinesisClient } from '@aws-sdk/client-kinesis';
import { describe, expect, it } from '@jest/globals';
import { kinesisRecord } from '../../../../collector/sinks/kinesis/kinesis-record.ts';
import { putRecords } from '../../../../collector/sinks/kinesis/put-records.ts';
import { ids, record } from '../../fixtures/records.ts';

/** What Kinesis says of each event of a request, or of the request. */
type Verdict = 'stored' | 'ProvisionedThroughputExceededException' | 'InternalFailure';
type Rule = (names: readonly string[], request: number) => readonly Verdict[] | { readonly error: string };

/** A Kinesis in which a rule decides. It keeps what it stored. */
function kinesisOf(rule: Rule) {
  const stored: string[] = [];
  const requests: string[][] = [];
  const client = new KinesisClient({
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle({ body }: { body: Uint8Array }) {
        const names = namesIn(new TextDecoder().decode(body));
        requests.push(names);
        const verdicts = rule(names, requests.length);
        if ('error' in verdicts) return answer(400, { __type: verdicts.error, message: 'no' });
        stored.push(...names.filter((_, index) => verdicts[index] === 'stored'));
        const Records = verdicts.map((verdict) =>
          verdict === 'stored'
            ? { SequenceNumber: '1', ShardId: 'shard' }
            : { ErrorCode: verdict, ErrorMessage: 'slow down' },
        );
        return answer(200, { FailedRecordCount: 0, Records });
      },
    },
  });
  return { client, stored, requests };
}

function namesIn(body: string): string[] {
  const { Records }: { Records: { Data: string }[] } = JSON.parse(body);
  return Records.map(({ Data }) => JSON.parse(Buffer.from(Data, 'base64').toString()).headers['event-id']);
}

function answer(statusCode: number, body: object) {
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  return Promise.resolve({ response: { statusCode, headers, body: Buffer.from(JSON.stringify(body)) } });
}

const all = (names: readonly string[], verdict: Verdict = 'stored') => names.map(() => verdict);

/** `a1` is an event of key a; a name without a figure has no key. */
async function put(rule: Rule, names: string, signal = AbortSignal.timeout(10_000)) {
  const { client, stored, requests } = kinesisOf(rule);
  const records = names.split(' ').map((name) => {
    const key = name.length > 1 ? { key: name.slice(0, 1) } : {};
    return kinesisRecord(record(name, key));
  });
  const { unsent, why, rejected } = await putRecords(client, 'events', records, signal);
  client.destroy();
  const refused = rejected.map((each) => `${each.record.id} ${each.reason}`);
  const sent = requests.map((each) => each.join(' '));
  return { unsent: ids(unsent).join(' '), why, refused, stored: stored.join(' '), sent };
}

describe('records put into Kinesis', () => {
  it('go in one request when no two are of one key', async () => {
    expect(await put((names) => all(names), 'a1 b1 c d')).toEqual({
      unsent: '',
      why: undefined,
      refused: [],
      stored: 'a1 b1 c d',
      sent: ['a1 b1 c d'],
    });
  });

  it('wait for the one before of their key', async () => {
    const { sent } = await put((names) => all(names), 'a1 a2 b1 a3 c');
    expect(sent).toEqual(['a1 b1 c', 'a2', 'a3']);
  });

  it('go again if they failed, and only they; their key waits, others go on', async () => {
    const failsOnce: Rule = (names, request) =>
      names.map((name) =>
        name === 'a1' && request === 1 ? 'ProvisionedThroughputExceededException' : 'stored',
      );
    const { sent, stored, unsent } = await put(failsOnce, 'a1 b1 a2 b2');
    expect(sent).toEqual(['a1 b1', 'a1 b2', 'a2']);
    expect(stored).toBe('b1 a1 b2 a2');
    expect(unsent).toBe('');
  });

  it('are unsent, but Kinesis is not down, when it takes no more until the deadline', async () => {
    const rule: Rule = (names) =>
      names.map((name) => (name.startsWith('a') ? 'ProvisionedThroughputExceededException' : 'stored'));
    expect(await put(rule, 'a1 b1 a2 c', AbortSignal.timeout(100))).toMatchObject({
      unsent: 'a1 a2',
      why: { code: 'throttled', text: 'ProvisionedThroughputExceededException: slow down' },
      stored: 'b1 c',
    });
  });

  it('are throttled too when the whole request is', async () => {
    const rule: Rule = (names, request) => (request < 3 ? { error: 'ThrottlingException' } : all(names));
    expect(await put(rule, 'a1 b1')).toMatchObject({ unsent: '', stored: 'a1 b1' });
  });

  it('go on without the one that is refused', async () => {
    const rule: Rule = (names) => (names.includes('x') ? { error: 'InvalidArgumentException' } : all(names));
    const outcome = await put(rule, 'a1 b1 x c1 a2');
    expect(outcome).toMatchObject({ unsent: '', refused: ['x InvalidArgumentException: no'] });
    expect(outcome.stored.split(' ').toSorted()).toEqual(['a1', 'a2', 'b1', 'c1']);
  });

  it('are unsent at once when Kinesis says anything else', async () => {
    const rule: Rule = (names, request) => (request === 1 ? all(names) : { error: 'AccessDeniedException' });
    expect(await put(rule, 'a1 a2 a3')).toMatchObject({
      unsent: 'a2 a3',
      why: { code: 'unreachable', text: 'AccessDeniedException: no' },
      stored: 'a1',
      sent: ['a1', 'a2'],
    });
  });
});
