import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { openApi } from '../../collector/intake/open-api/document.ts';
import { moodyIntake, total, WRITE_KEY } from './openapi/moody-intake.ts';
import { schemathesis } from './openapi/schemathesis.ts';

/** Seconds; `test/referees/openapi/prove.ts` goes on until it has sent ten thousand. */
const SHORT = '20';

it('the collector answers whatever is sent to it as its document says', async () => {
  await using intake = await moodyIntake();
  const { ok, output } = await schemathesis(`${intake.url}/openapi.json`, WRITE_KEY, '--max-time', SHORT);
  expect({ ok, output }).toEqual({ ok: true, output: expect.stringContaining('Coverage') });
  expect([...intake.answers.keys()]).toEqual(expect.arrayContaining([200, 201, 204, 400, 401, 405, 503]));
  expect(intake.answers.has(500)).toBe(false);
  expect(total(intake)).toBeGreaterThan(100);
}, 120_000);

it('would find it: a server that answers what its document does not know is refused', async () => {
  const document = openApi({
    writeKeys: [],
    ack: 'durable',
    limits: { bodyBytes: 1, eventBytes: 1, pendingBytes: 1 },
  });
  const server = createServer(({ url }, response) => {
    response.writeHead(url === '/openapi.json' ? 200 : 500, { 'content-type': 'application/json' });
    response.end(JSON.stringify(url === '/openapi.json' ? document : {}));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/openapi.json`;
    const { ok, output } = await schemathesis(
      url,
      WRITE_KEY,
      '--include-path',
      '/health',
      '--max-examples',
      '1',
    );
    expect({ ok, output }).toEqual({
      ok: false,
      output: expect.stringContaining('ST103 Undocumented status code'),
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}, 120_000);
