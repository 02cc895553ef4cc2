import { describe, expect, it } from '@jest/globals';
import { runIntake } from './running-intake.ts';

/** What is wrong with these events, each as `event path: message (code)`. */
async function problemsOf(events: string): Promise<string[] | undefined> {
  await using intake = await runIntake();
  const { status, body } = await intake.post(events);
  expect(status).toBe(400);
  expect(body.error?.code).toBe('invalid-events');
  expect(intake.records).toEqual([]);
  return body.problems?.map(({ event, path, message, code }) => `${event} ${path}: ${message} (${code})`);
}

describe('an event that is not what it must be', () => {
  it.each([
    ['{}', "0 /type: must have required property 'type' (missing)"],
    ['"a"', '0 : must be object, not "a" (not-an-object)'],
    ['null', '0 : must be object, not null (not-an-object)'],
    ['[[]]', '0 : must be object, not an array of 0 (not-an-object)'],
    ['{"type":5}', '0 /type: must be string, not 5 (wrong-type)'],
    ['{"type":""}', '0 /type: must match pattern "^[A-Za-z0-9._-]+$", not "" (bad-value)'],
    ['{"type":"a/b"}', '0 /type: must match pattern "^[A-Za-z0-9._-]+$", not "a/b" (bad-value)'],
    ['{"type":"a","id":7}', '0 /id: must be string, not 7 (wrong-type)'],
    ['{"type":"a","id":null}', '0 /id: must be string, not null (wrong-type)'],
    ['{"type":"a","version":1.5}', '0 /version: must be string,integer, not 1.5 (wrong-type)'],
    ['{"type":"a","version":-1}', '0 /version: must be >= 0, not -1 (bad-value)'],
    [
      '{"type":"a","version":"../1"}',
      '0 /version: must match pattern "^[A-Za-z0-9._-]{1,32}$", not "../1" (bad-value)',
    ],
    ['{"type":"a","key":["k"]}', '0 /key: must be string, not an array of 1 (wrong-type)'],
    ['{"type":"a","time":1700000000}', '0 /time: must be string, not 1700000000 (wrong-type)'],
    [
      '{"type":"a","time":"yesterday"}',
      '0 /time: must match format "date-time", not "yesterday" (bad-value)',
    ],
    [
      '{"type":"a","user":1}',
      '0 /user: is no member of an event; what you want to say belongs into data (unknown-member)',
    ],
    [
      '{"type":"a","__proto__":{"id":"x"}}',
      '0 /__proto__: is no member of an event; what you want to say belongs into data (unknown-member)',
    ],
    [
      '{"type":"a","constructor":1}',
      '0 /constructor: is no member of an event; what you want to say belongs into data (unknown-member)',
    ],
  ])('is told what is wrong: %s', async (event, problem) => {
    expect(await problemsOf(event)).toEqual([problem]);
  });

  it('is told of a key that is too long by a code of its own', async () => {
    await using intake = await runIntake();
    expect(await intake.post(JSON.stringify({ type: 'a', key: '🧀'.repeat(256) }))).toMatchObject({
      status: 201,
    });
    expect(await problemsOf(JSON.stringify({ type: 'a', key: 'k'.repeat(257) }))).toEqual([
      `0 /key: must NOT have more than 256 characters, not "${'k'.repeat(60)}"… (key-too-long)`,
    ]);
  });

  it('is told everything at once, and nothing of the request is taken', async () => {
    expect(await problemsOf('[{"type":"a"},{"id":"","x":1},{"type":"b"}]')).toEqual([
      "1 /type: must have required property 'type' (missing)",
      '1 /x: is no member of an event; what you want to say belongs into data (unknown-member)',
      '1 /id: must NOT have fewer than 1 characters, not "" (bad-value)',
    ]);
  });

  it('is told so of an id that another one has', async () => {
    expect(await problemsOf('[{"type":"a","id":"1"},{"type":"a","id":"2"},{"type":"b","id":"1"}]')).toEqual([
      '2 /id: is the id of event 0 too; give each event an id of its own (duplicate-id)',
    ]);
  });

  it('is told no more than anybody reads', async () => {
    expect(await problemsOf(`[${Array.from({ length: 5000 }, () => '{}')}]`)).toHaveLength(1000);
    const members = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`m${at}`, 1]));
    expect(await problemsOf(JSON.stringify({ type: 'a', ...members }))).toHaveLength(1);
  });
});

it('members of data are data, whatever their names', async () => {
  await using intake = await runIntake();
  const event =
    '{"type":"a","id":"1","data":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}';
  expect(await intake.post(event)).toMatchObject({ status: 201 });
  expect(intake.records[0]?.value.toString()).toBe(event);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});
