import { describe, expect, it } from '@jest/globals';
import { loadSchemas } from '../../../collector/validation/load-schemas.ts';
import { runIntake } from './running-intake.ts';

const STRUCTURED = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
const BATCH = { 'content-type': 'application/cloudevents-batch+json' };
const EVENT = { specversion: '1.0', id: '1', source: '/shop', type: 'com.example/order.placed' };

describe('a CloudEvent in JSON', () => {
  it('is sent on as it is, with what consumers look for in headers', async () => {
    await using intake = await runIntake();
    const event = JSON.stringify({
      ...EVENT,
      dataschema: 'https://example.com/schemas/order-placed/2.json',
      partitionkey: 'customer-1',
      subject: null,
      traceparent: '00-0-0-01',
      retries: 3,
      data: { a: 1 },
    });
    expect(await intake.post(event, STRUCTURED)).toMatchObject({ status: 201, body: { ids: ['1'] } });
    expect(intake.records).toEqual([
      {
        id: '1',
        key: 'customer-1',
        value: Buffer.from(event),
        lane: 'events',
        headers: {
          'content-type': 'application/cloudevents+json; charset=UTF-8',
          'event-id': '1',
          'event-type': 'com.example/order.placed',
          'event-version': '2',
        },
      },
    ]);
  });

  it('comes in batches, where ids are counted per source', async () => {
    await using intake = await runIntake();
    const batch = [EVENT, { ...EVENT, source: '/other' }];
    expect(await intake.post(JSON.stringify(batch), BATCH)).toMatchObject({
      status: 201,
      body: { ids: ['1', '1'] },
    });
    expect(intake.records.map(({ value }) => JSON.parse(value.toString()))).toEqual(batch);
    expect(await intake.post(JSON.stringify([EVENT, EVENT]), BATCH)).toMatchObject({
      status: 400,
      body: { problems: [{ event: 1, code: 'duplicate-id' }] },
    });
    expect(await intake.post(JSON.stringify(EVENT), BATCH)).toMatchObject({
      status: 400,
      body: { error: { code: 'not-a-batch' } },
    });
  });

  it.each([
    [{ specversion: '0.3' }, '/specversion: must be one of "1.0", not "0.3" (bad-value)'],
    [{ source: undefined }, "/source: must have required property 'source' (missing)"],
    [{ UPPER: 'x' }, ': names of attributes are lower-case letters and digits (bad-value)'],
    [{ extension: { a: 1 } }, '/extension: must be string,boolean,integer,null, not an object (wrong-type)'],
    [
      { partitionkey: 'k'.repeat(257) },
      `/partitionkey: must NOT have more than 256 characters, not "${'k'.repeat(60)}"… (key-too-long)`,
    ],
    [{ data: 1, data_base64: 'AA==' }, ': data and data_base64 exclude one another (bad-value)'],
  ])('is told what is wrong: %j', async (wrong, problem) => {
    await using intake = await runIntake();
    const { status, body } = await intake.post(JSON.stringify({ ...EVENT, ...wrong }), STRUCTURED);
    expect(status).toBe(400);
    expect(body.problems?.map(({ path, message, code }) => `${path}: ${message} (${code})`)).toContain(
      problem,
    );
  });
});

describe('a CloudEvent in headers', () => {
  const HEADERS = {
    'ce-specversion': '1.0',
    'ce-id': 'k%C3%A4se "1"',
    'ce-source': '/shop',
    'ce-type': 'page-viewed',
    'ce-dataschema': 'urn:no-version-in-it',
  };

  it('stays in headers, and its body stays what it is', async () => {
    await using intake = await runIntake();
    const image = Buffer.from([0xff, 0xd8, 0xff, 0x00]);
    expect(
      await intake.post(image, { ...HEADERS, 'content-type': 'image/jpeg', 'ce-partitionkey': 'k' }),
    ).toMatchObject({
      status: 201,
      body: { ids: ['käse "1"'] },
    });
    expect(intake.records).toEqual([
      {
        id: 'käse "1"',
        key: 'k',
        value: image,
        lane: 'events',
        headers: {
          ce_specversion: '1.0',
          ce_id: 'käse "1"',
          ce_source: '/shop',
          ce_type: 'page-viewed',
          ce_dataschema: 'urn:no-version-in-it',
          ce_partitionkey: 'k',
          'content-type': 'image/jpeg',
          'event-id': 'käse "1"',
          'event-type': 'page-viewed',
          'event-version': '1',
        },
      },
    ]);
  });

  it('may have no data at all', async () => {
    await using intake = await runIntake();
    expect(await intake.post(Buffer.alloc(0), HEADERS)).toMatchObject({ status: 201 });
    expect(intake.records[0]?.value).toHaveLength(0);
  });

  it('is held against its schema, if its data is JSON', async () => {
    await using intake = await runIntake({ schemas: await loadSchemas('schemas') });
    const json = { ...HEADERS, 'content-type': 'application/json' };
    expect(await intake.post('{"url":"https://a.example/","visitor":"v"}', json, '?sync=true')).toMatchObject(
      { status: 201 },
    );
    expect(await intake.post('{"visitor":"v"}', json, '?sync=true')).toMatchObject({
      status: 400,
      body: { problems: [{ event: 0, path: '/data/url', code: 'schema' }] },
    });
    expect(await intake.post('{"visitor"', json)).toMatchObject({
      status: 400,
      body: { error: { code: 'malformed-json' } },
    });
  });

  it('is told what is missing', async () => {
    await using intake = await runIntake();
    expect(
      await intake.post('{}', { 'ce-specversion': '1.0', 'content-type': 'application/json' }),
    ).toMatchObject({
      status: 400,
      body: {
        problems: [{ path: '/id' }, { path: '/source' }, { path: '/type' }].map((at) => ({
          ...at,
          code: 'missing',
        })),
      },
    });
  });
});
