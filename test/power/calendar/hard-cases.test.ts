import { describe, expect, it } from '@jest/globals';
import { openWindow } from '../../../power/calendar/open-window.ts';
import { cronPairs } from './cron-pairs.ts';
import { differences, hardCases, NO_DIFFERENCES, openMinutes } from './hard-cases.ts';
import { FROM_CRON, FROM_INSTANCE_SCHEDULER } from './known-differences.ts';

const cases = hardCases();

describe.each(cases)('windows on $name', (hardCase) => {
  const { name, windows, around, running } = hardCase;
  const ours = openMinutes(hardCase);

  it("agree at each minute with AWS's Instance Scheduler, but for what is known", () => {
    expect(differences(ours, hardCase, running)).toEqual(FROM_INSTANCE_SCHEDULER[name] ?? NO_DIFFERENCES);
  });

  it('agree at each minute with pairs of cron expressions, but for what is known', () => {
    expect(differences(ours, hardCase, cronPairs(windows, around))).toEqual(
      FROM_CRON[name] ?? NO_DIFFERENCES,
    );
  });
});

describe('windows', () => {
  const recorded = cases
    .filter(({ name }) => !(name in FROM_INSTANCE_SCHEDULER))
    .flatMap(({ name, windows, around, running }) =>
      running
        .filter(({ from, until }) => around.from < from && until < around.until)
        .map(({ from, until }) => ({ name, windows, from, until })),
    );

  it.each(recorded)('open and close at the recorded instants on $name', ({ windows, from, until }) => {
    const now = new Date((from + until) / 2);
    expect(openWindow(windows, now)).toMatchObject({
      since: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
    });
  });

  it('have known differences on known cases alone', () => {
    const names = cases.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys({ ...FROM_CRON, ...FROM_INSTANCE_SCHEDULER })));
  });
});
