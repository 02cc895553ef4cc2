import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { sleepingWorld, wokenWorld } from '../world.ts';

const html = 'text/html,application/xhtml+xml;q=0.9';
const form = {
  by: 'visitor',
  accept: html,
  contentType: 'application/x-www-form-urlencoded',
  body: 'target=kafka',
} as const;

describe('the wake page', () => {
  it('shows the state and one button, and looking at it wakes nobody', async () => {
    const world = await sleepingWorld();
    const { status, headers, body } = await world.ask('GET', '/', { by: 'visitor' });
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('<h1>kafka is <span id="state" role="status">asleep</span></h1>');
    expect(body.match(/<button>.*?<\/button>/g)).toEqual(['<button>Wake it up</button>']);
    expect(body).toContain('<form method="post" action="wake">');
    expect(body).toContain('<div id="progress" hidden>');
    expect(world.target.calls).toEqual([]);
  });

  it('works without a script: the form is answered by a page with a bar, which looks again by itself', async () => {
    const world = await sleepingWorld();
    const { status, body } = await world.ask('POST', '/wake', form);
    expect(status).toBe(202);
    expect(body).toContain(
      '<noscript><meta http-equiv="refresh" content="5; url=./?target=kafka"></noscript>',
    );
    expect(body).toContain('<progress id="bar" max="1" value="0.00">');
    expect(body).toContain('expected at 03:01:31 UTC');
    await world.pass(1800);
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
  });

  it('offers to keep it awake when it is, and does not look again', async () => {
    const world = await wokenWorld();
    const { body } = await world.ask('GET', '/');
    expect(body).toContain('<button>Keep it awake</button>');
    expect(body).not.toContain('http-equiv="refresh"');
    expect(body).toMatch(/<li>2026-11-21 03:00:36 UTC: booting → online, ready 35 s after the start/);
  });

  it('answers a script that sends the same form with JSON', async () => {
    const world = await sleepingWorld();
    const { headers } = await world.ask('POST', '/wake', { ...form, accept: 'application/json' });
    expect(headers['content-type']).toContain('application/json');
  });

  it('says what is wrong as a page, with the status that it has as JSON', async () => {
    const world = await sleepingWorld();
    await world.command('person', 'POST', '/sleep');
    const { status, body } = await world.ask('POST', '/wake', form);
    expect(status).toBe(409);
    expect(body).toContain(
      '<p role="alert">A person put it to sleep at 03:00 UTC, and a visitor cannot lift that',
    );
  });

  it('shows what visitors write as text', async () => {
    const world = await sleepingWorld();
    await world.command('visitor', 'POST', '/wake', { reason: `<img src=x onerror="alert('1')">&` });
    const { body } = await world.ask('GET', '/');
    expect(body).not.toContain('<img');
    expect(body).toContain('&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62;&#38;');
  });

  it('allows its own script and style by their hashes, and nothing else', async () => {
    const world = await sleepingWorld();
    const { headers, body } = await world.ask('GET', '/');
    const policy = headers['content-security-policy'];
    for (const element of ['script', 'style']) {
      const content = body.match(new RegExp(`<${element}>([^]*)</${element}>`))?.[1] ?? '';
      expect(policy).toContain(
        `${element}-src 'sha256-${createHash('sha256').update(content).digest('base64')}'`,
      );
    }
    expect(policy).toContain("default-src 'none'");
    expect(body).not.toMatch(/ (style|on\w+)=/);
  });
});
