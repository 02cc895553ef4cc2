import { describe, expect, it } from '@jest/globals';
import type { Facts } from '../../power/facts.ts';
import { wanted } from '../../power/wanted.ts';
import { ago, facts, instance, intent, lease, NOON, POLICY, report, wish } from './samples.ts';

const unused = { lastUsedAt: ago(372) };
const asleep = instance({ state: 'stopped' });

describe('whether a target should be awake, and why', () => {
  const stories: [string, Partial<Facts>, boolean, string, string][] = [
    [
      'put to sleep by a person, although used, held on to by leases, and just started',
      { wish: wish({ hold: 'off' }), lease: lease(), instance: instance({ launchTime: ago(5) }) },
      false,
      'held-off',
      'put to sleep by a person at 11:50 UTC, until a person wakes it',
    ],
    [
      'put to sleep by a service',
      { wish: wish({ hold: 'off', by: 'service' }) },
      false,
      'held-off',
      'put to sleep by a service at 11:50 UTC, until a person or a service wakes it',
    ],
    [
      'put to sleep for a while',
      { wish: wish({ hold: 'off', holdUntil: ago(-7200) }) },
      false,
      'held-off',
      'put to sleep by a person at 11:50 UTC, until 14:00 UTC',
    ],
    [
      'held awake until tomorrow, although unused',
      { wish: wish({ holdUntil: ago(-86_400) }), report: report(unused) },
      true,
      'held-on',
      'held awake by a person until 2026-11-22 12:00 UTC',
    ],
    [
      'held awake, and asleep',
      { wish: wish(), instance: asleep },
      true,
      'held-on',
      'held awake by a person without an end',
    ],
    [
      'leased, although unused',
      { lease: lease(), report: report(unused) },
      true,
      'leased',
      'wanted awake by a service until 12:05 UTC (import)',
    ],
    [
      'leased without a reason, and asleep',
      { lease: lease({ reason: '', by: 'visitor' }), instance: asleep },
      true,
      'leased',
      'wanted awake by a visitor until 12:05 UTC',
    ],
    ['asleep and wanted by nobody', { instance: asleep }, false, 'unwanted', 'nobody wants it awake'],
    [
      'stopping and wanted by nobody',
      { instance: instance({ state: 'stopping' }) },
      false,
      'unwanted',
      'nobody wants it awake',
    ],
    [
      'started by hand a moment ago',
      { instance: instance({ state: 'pending', launchTime: ago(12) }), report: undefined },
      true,
      'minimum-awake',
      'up for 12 s, stays awake for at least 5 min',
    ],
    [
      'ready for two minutes, unused, after a boot that took longer than the minimum',
      {
        instance: instance({ launchTime: ago(520) }),
        report: report({
          lastUsedAt: ago(400),
          detail: { phase: 'serving', boot: { agentAt: ago(500), readyAt: ago(120) } },
        }),
      },
      true,
      'minimum-awake',
      'up for 2 min, stays awake for at least 5 min',
    ],
    ['used a minute ago', {}, true, 'used', 'last used 1 min ago, sleeps after 5 min'],
    [
      'used a minute ago, and known for what',
      { report: report({ detail: { phase: 'serving', use: 'records written to orders' } }) },
      true,
      'used',
      'last used 1 min ago (records written to orders), sleeps after 5 min',
    ],
    [
      'unused for one second less than it takes',
      { report: report({ lastUsedAt: ago(299) }) },
      true,
      'used',
      'last used 4 min 59 s ago, sleeps after 5 min',
    ],
    [
      'unused for as long as it takes',
      { report: report({ lastUsedAt: ago(300) }) },
      false,
      'idle',
      'unused for 5 min, sleeps after 5 min',
    ],
    [
      'unused for longer',
      { report: report(unused) },
      false,
      'idle',
      'unused for 6 min 12 s, sleeps after 5 min',
    ],
    [
      'unknown, because the host has not reported yet',
      { report: undefined },
      true,
      'unknown-use',
      'kept awake because its use is unknown: the host has not reported since it started',
    ],
    [
      'unknown, because the host fell silent',
      { report: report({ ...unused, at: ago(181) }) },
      true,
      'unknown-use',
      "kept awake because its use is unknown: the host's last report is 3 min 1 s old",
    ],
    [
      'unknown, because Kafka is down',
      { report: report({ ...unused, ready: false }) },
      true,
      'unknown-use',
      'kept awake because its use is unknown: the host is not ready',
    ],
    [
      'stopped as announced, and still unused',
      { intent: intent(), report: report({ ...unused, ready: false, stopped: 'clean' }) },
      false,
      'idle',
      'unused for 6 min 12 s, sleeps after 5 min',
    ],
    [
      'silent since its stop was announced: the announcement stands for the reason it was made',
      { intent: intent(), report: report({ ...unused, at: ago(181) }) },
      false,
      'idle',
      'unused for 6 min, sleeps after 5 min',
    ],
    [
      'used after its stop was announced',
      { intent: intent(), report: report({ lastUsedAt: ago(3) }) },
      true,
      'used',
      'last used 3 s ago, sleeps after 5 min',
    ],
  ];

  it.each(stories)('%s', (_story, over, awake, code, text) => {
    expect(wanted(facts(over), POLICY, NOON)).toEqual({ awake, reason: { code, text } });
  });
});
