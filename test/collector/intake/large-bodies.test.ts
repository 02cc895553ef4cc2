import { once } from 'node:events';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { runIntake, SETTINGS } from './running-intake.ts';

const GIGABYTE = 1_000_000_000;
const TYPE = 'content-type: application/json';
const TOO_LARGE = expect.stringMatching(/^HTTP\/1\.1 413 [\s\S]+connection: close[\s\S]+"code":"too-large"/i);

describe('a body of a gigabyte', () => {
  it('is refused by what it says of itself, before it is sent', async () => {
    await using intake = await runIntake();
    expect(
      await intake.raw(`POST /events HTTP/1.1\r\n${TYPE}\r\ncontent-length: ${GIGABYTE}\r\n\r\n`),
    ).toEqual(TOO_LARGE);
  });

  it('is refused to a sender who reads only when all is sent', async () => {
    await using intake = await runIntake();
    const post = request(`${intake.url}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    // As long as it is let, and far beyond what is allowed.
    Readable.from(Array.from({ length: 50 }, () => Buffer.alloc(1_000_000, ' '))).pipe(post);
    const [answer] = await once(post, 'response');
    expect(answer.statusCode).toBe(413);
    expect(await json(answer)).toMatchObject({ error: { code: 'too-large' } });
    post.on('error', () => {}).destroy();
    expect(await intake.rejected()).toEqual(['{reason="too-large"} 1']);
  });

  it('is refused as soon as it is too long, if it does not say how long it is', async () => {
    await using intake = await runIntake();
    const chunk = `${(500_001).toString(16)}\r\n${' '.repeat(500_001)}\r\n`;
    expect(
      await intake.raw(
        `POST /events HTTP/1.1\r\n${TYPE}\r\ntransfer-encoding: chunked\r\n\r\n`,
        chunk,
        chunk,
      ),
    ).toEqual(TOO_LARGE);
  });
});

describe('a body that is not as long as it says', () => {
  it('is an event and rubbish, if there is more', async () => {
    await using intake = await runIntake();
    const answers = await intake.raw(
      `POST /events HTTP/1.1\r\n${TYPE}\r\ncontent-length: 12\r\n\r\n{"type":"a"}{"type":"b"}`,
    );
    expect(answers).toMatch(/^HTTP\/1\.1 400 [\s\S]+"code":"malformed-request"/);
    expect(intake.records.length).toBeLessThan(2);
  });

  it('is nothing, if the sender goes away before the end', async () => {
    await using intake = await runIntake();
    const post = request(`${intake.url}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 100 },
    });
    post.on('error', () => {}).write('{"type":"a"}');
    await once(post, 'socket').then(([socket]) => socket.connecting && once(socket, 'connect'));
    post.destroy();
    expect(await intake.post('{"type":"b"}')).toMatchObject({ status: 201 });
    expect(intake.records).toHaveLength(1);
  });
});

describe('bodies that arrive together', () => {
  it('are refused past what may wait in memory, but small ones are not kept out', async () => {
    const limits = { bodyBytes: 100_000, eventBytes: 100_000, pendingBytes: 150_000 };
    await using intake = await runIntake({ settings: { ...SETTINGS, limits } });
    const event = Buffer.from(JSON.stringify({ type: 'a', id: 'slow', data: 'x'.repeat(90_000) }));
    const slow = () => {
      const post = request(`${intake.url}/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': event.length },
      });
      post.write(event.subarray(0, 50_000));
      post.write(event.subarray(50_000, 89_000));
      return post;
    };
    const first = slow();
    const second = slow();
    const refused = await Promise.race([once(first, 'response'), once(second, 'response')]);
    expect(refused[0].statusCode).toBe(503);
    expect(await json(refused[0])).toMatchObject({ error: { code: 'full' } });

    expect(await intake.post('{"type":"b"}')).toMatchObject({ status: 201 });

    const patient = refused[0].req === first ? second : first;
    patient.end(event.subarray(89_000));
    const [answer] = await once(patient, 'response');
    expect(await json(answer)).toEqual({ ids: ['slow'] });
    for (const post of [first, second]) post.on('error', () => {}).destroy();
  });
});
