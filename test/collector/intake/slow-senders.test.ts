import { expect, it } from '@jest/globals';
import { runIntake } from './running-intake.ts';

const patience = { headers: 100, request: 200, check: 20 };
const HEADERS = 'POST /events HTTP/1.1\r\ncontent-type: application/json\r\n';
const TIMEOUT = expect.stringMatching(
  /^HTTP\/1\.1 408 Request Timeout\r\n[\s\S]+connection: close[\s\S]+"code":"timeout"/,
);

it.each([
  ['no body', `${HEADERS}content-length: 12\r\n\r\n`],
  ['half a body', `${HEADERS}content-length: 12\r\n\r\n{"type"`],
  ['half a chunk', `${HEADERS}transfer-encoding: chunked\r\n\r\nc\r\n{"type"`],
  ['half the headers', HEADERS],
])('a sender who gives %s is told that it took too long, and hung up on', async (_, given) => {
  await using intake = await runIntake({ patience });
  expect(await intake.raw(given)).toEqual(TIMEOUT);
  expect(intake.records).toEqual([]);
  expect(await intake.rejected()).toEqual(['{reason="timeout"} 1']);
});

it('a slow acknowledgement is not the sender being slow', async () => {
  const taken = Promise.withResolvers<void>();
  await using intake = await runIntake({ patience, delivery: { accept: () => taken.promise } });
  const slow = intake.raw(`${HEADERS}connection: close\r\ncontent-length: 21\r\n\r\n{"type":"a","id":"1"}`);
  // Longer than any patience with senders: three others were hung up on meanwhile.
  for (let others = 0; others < 3; others++) expect(await intake.raw(HEADERS)).toEqual(TIMEOUT);
  taken.resolve();
  expect(await slow).toMatch(/^HTTP\/1\.1 201 Created[\s\S]+\{"ids":\["1"\]\}$/);
});
