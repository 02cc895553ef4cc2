import { describe, expect, it, jest } from '@jest/globals';
import { parseWindows, type Window } from '../../../power/calendar/window.ts';

const OFFICE: Window = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '08:00',
  to: '18:30',
  timeZone: 'Europe/Berlin',
};

const DAYS = 'one or more of mon, tue, wed, thu, fri, sat, sun';
const EXAMPLE =
  "{ days: [ 'mon', 'tue', 'wed', 'thu', 'fri' ], from: '08:00', to: '18:30', timeZone: 'Europe/Berlin' }";

const without = (key: keyof Window) =>
  Object.fromEntries(Object.entries(OFFICE).filter(([each]) => each !== key));

const refused = (what: string) =>
  expect.objectContaining({
    code: 'bad-policy',
    message: `The policy ${what}. Correct the configuration and deploy again.`,
  });

describe('the windows of a policy', () => {
  it.each([
    ['there are none', []],
    ['one in the day', [OFFICE]],
    ['past midnight', [{ ...OFFICE, from: '22:00', to: '06:00' }]],
    ['a whole day', [{ ...OFFICE, from: '00:00', to: '24:00' }]],
    ['until midnight, as the start of the next day', [{ ...OFFICE, to: '00:00' }]],
    ['the first and the last minute', [{ ...OFFICE, from: '23:59', to: '00:01' }]],
    ['days in any order', [{ ...OFFICE, days: ['sun', 'mon'] }]],
    [
      'UTC, and zones with an old name, with hyphens and with a plus',
      ['UTC', 'Asia/Calcutta', 'America/Port-au-Prince', 'Etc/GMT+5'].map((timeZone) => ({
        ...OFFICE,
        timeZone,
      })),
    ],
    ['as many as a policy can hold', Array.from({ length: 30 }, () => OFFICE)],
  ])('are read as they are written: %s', (_story, windows) => {
    expect(parseWindows(windows)).toEqual(windows);
  });

  it.each([
    [undefined, `has windows undefined; allowed is an array such as [ ${EXAMPLE} ]`],
    [OFFICE, `has windows ${EXAMPLE}; allowed is an array such as [ ${EXAMPLE} ]`],
    ['weekdays', `has windows 'weekdays'; allowed is an array such as [ ${EXAMPLE} ]`],
    [
      Array.from({ length: 31 }, () => OFFICE),
      'has 31 windows; allowed are 30, and a window can have several days',
    ],
  ])('are not %p', (windows, what) => {
    expect(() => parseWindows(windows)).toThrow(refused(what));
  });

  it.each([
    ['weekdays', `has as window 2 of 2 'weekdays'; allowed is an object such as ${EXAMPLE}`],
    [null, `has as window 2 of 2 null; allowed is an object such as ${EXAMPLE}`],
    [['mon'], `has as window 2 of 2 [ 'mon' ]; allowed is an object such as ${EXAMPLE}`],
    [
      { ...OFFICE, zone: 'UTC', until: 5 },
      'has zone, until in window 2 of 2; allowed are days, from, to, timeZone',
    ],
    [without('days'), `has days undefined in window 2 of 2; allowed is an array with ${DAYS}`],
    [{ ...OFFICE, days: 'mon' }, `has days 'mon' in window 2 of 2; allowed is an array with ${DAYS}`],
    [{ ...OFFICE, days: [] }, `has days [] in window 2 of 2; allowed is an array with ${DAYS}`],
    [{ ...OFFICE, days: ['mon', 'Tue'] }, `has day 'Tue' in window 2 of 2; allowed are ${DAYS}`],
    [{ ...OFFICE, days: ['sat', 'mon', 'sat'] }, "has day 'sat' twice in window 2 of 2; name each day once"],
    ...['25:00', '24:00', '7:5', '07:5', '07:60', '07:00:00', ' 07:00', '', 7, undefined, 7n].map(
      (from): [unknown, string] => [
        { ...OFFICE, from },
        `has from ${shown(from)} in window 2 of 2; allowed is HH:MM, from '00:00' to '23:59'`,
      ],
    ),
    [
      { ...OFFICE, from: ['07:00'] },
      "has from [ '07:00' ] in window 2 of 2; allowed is HH:MM, from '00:00' to '23:59'",
    ],
    ...['24:01', '25:00', '7:5', '-1:00', '6pm', null].map((to): [unknown, string] => [
      { ...OFFICE, to },
      `has to ${shown(to)} in window 2 of 2; allowed is HH:MM, from '00:00' to '24:00'`,
    ]),
    [
      { ...OFFICE, to: '08:00' },
      "has from and to '08:00' in window 2 of 2; they must differ, and a whole day is from '00:00' to '24:00'",
    ],
    ...['Berlin', 'CEST', '', '+02:00', '-03:30', 'local', 5, undefined].map(
      (timeZone): [unknown, string] => [
        { ...OFFICE, timeZone },
        `has timeZone ${shown(timeZone)} in window 2 of 2; allowed is an IANA name such as 'Europe/Berlin' or 'UTC'`,
      ],
    ),
  ])('have none like %p', (window, what) => {
    expect(() => parseWindows([OFFICE, window])).toThrow(refused(what));
  });

  it('are shown no longer than a message can bear', () => {
    expect(() => parseWindows('x'.repeat(118))).toThrow(
      refused(`has windows '${'x'.repeat(118)}'; allowed is an array such as [ ${EXAMPLE} ]`),
    );
    expect(() => parseWindows('x'.repeat(5000))).toThrow(
      refused(`has windows '${'x'.repeat(119)}…; allowed is an array such as [ ${EXAMPLE} ]`),
    );
  });

  it('fit into an SSM parameter of 4 KB, as many and as long as they can be', () => {
    const longest = {
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      from: '00:00',
      to: '24:00',
      timeZone: 'America/Argentina/ComodRivadavia',
    };
    const windows = parseWindows(Array.from({ length: 30 }, () => longest));
    expect(JSON.stringify(windows).length).toBeLessThan(4096 - 256);
  });

  it('have their zones looked up once, because a policy is read at each tick', () => {
    const tokyo = [{ ...OFFICE, timeZone: 'Asia/Tokyo' }];
    const made = jest.spyOn(Intl, 'DateTimeFormat');
    parseWindows(tokyo);
    expect(made).toHaveBeenCalledTimes(1);
    parseWindows(tokyo);
    expect(made).toHaveBeenCalledTimes(1);
    made.mockRestore();
  });

  it('name the cause when a zone is unknown', () => {
    expect(() => parseWindows([{ ...OFFICE, timeZone: 'Mars/Olympus' }])).toThrow(
      expect.objectContaining({ cause: expect.any(Error) }),
    );
  });
});

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'bigint' ? `${value}n` : String(value);
}
