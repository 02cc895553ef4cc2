import { describe, expect, it } from '@jest/globals';
import { HandClock } from '../hand-clock.ts';
import { FakePage, type PageAnswer, settled } from './fake-page.ts';

const asleep = {
  target: 'kafka',
  state: 'asleep',
  since: '2026-11-21T02:00:00.000Z',
  reason: 'nobody wants it awake',
  timeline: [],
};

async function openPage() {
  const clock = new HandClock();
  const server: { answer: PageAnswer | Error } = { answer: { status: 200, body: asleep } };
  const data = { target: 'kafka', state: 'asleep', since: asleep.since, now: clock.at() };
  const page = new FakePage(data, clock, () =>
    server.answer instanceof Error ? Promise.reject(server.answer) : Promise.resolve(server.answer),
  );
  await settled();
  return { clock, server, page };
}

describe('the script of the wake page', () => {
  it('asks for the status, seldom while nothing moves, and never wakes by itself', async () => {
    const { page } = await openPage();
    expect(page.asked).toEqual(['GET status?target=kafka']);
    expect([page.text('state'), page.pause, page.element('progress').hidden]).toEqual([
      'asleep',
      15_000,
      true,
    ]);
  });

  it('wakes at the press of the button, and moves the bar by the server’s clock until it is awake', async () => {
    const { clock, server, page } = await openPage();
    const booting = {
      ...asleep,
      state: 'booting',
      since: clock.at(),
      eta: clock.at(40),
      timeline: undefined,
    };
    server.answer = { status: 202, body: booting };
    page.press();
    await settled();
    expect(page.asked.at(-1)).toBe('POST wake');
    expect([page.text('state'), page.pause, page.main.dataset.state]).toEqual([
      'waking up',
      2_000,
      'booting',
    ]);
    clock.pass(10);
    page.poll();
    await settled();
    expect([page.element('bar').value, page.text('eta')]).toEqual([0.25, 'about 30 s to go']);
    clock.pass(31);
    page.draw();
    expect([page.element('bar').value, page.text('eta')]).toEqual([undefined, 'longer than usual …']);
    const step = { at: clock.at(), from: 'booting', to: 'online', reason: 'ready 41 s after the start' };
    server.answer = { status: 200, body: { ...asleep, state: 'online', timeline: [step] } };
    page.poll();
    await settled();
    expect([page.text('state'), page.element('progress').hidden, page.form.button.textContent]).toEqual([
      'awake',
      true,
      'Keep it awake',
    ]);
    expect(page.element('timeline').children[0]?.textContent).toBe(
      '2026-11-21T03:00:41.000Z: booting → online, ready 41 s after the start',
    );
  });

  it('says why it was refused, and what is the case all the same', async () => {
    const { server, page } = await openPage();
    server.answer = {
      status: 409,
      body: { error: { code: 'held-off', message: 'A person put it to sleep.' } },
    };
    page.press();
    await settled();
    expect([page.text('problem'), page.text('state')]).toEqual(['A person put it to sleep.', 'asleep']);
  });

  it('keeps trying when there is no answer', async () => {
    const { server, page } = await openPage();
    server.answer = new Error('offline');
    page.poll();
    await settled();
    expect([page.text('problem'), page.pause]).toEqual(['No answer; trying again.', 15_000]);
    server.answer = { status: 200, body: asleep };
    page.poll();
    await settled();
    expect(page.text('problem')).toBe('');
  });

  it('asks nothing in a tab that nobody sees', async () => {
    const { page } = await openPage();
    page.hiddenTab = true;
    page.poll();
    await settled();
    expect(page.asked).toHaveLength(1);
  });
});
