import { describe, expect, it } from '@jest/globals';
import { messageOf } from '../../power/notice.ts';
import { ago, intent, transition } from './samples.ts';

describe('a transition, as people are told of it', () => {
  it('says what, why, since when and where to read on', () => {
    const asleep = transition({ from: 'stopping', to: 'asleep', at: ago(30), reason: intent().reason });
    expect(messageOf('dev', 'kafka', { transition: asleep })).toEqual({
      subject: 'catnap: kafka in dev is asleep',
      mail: `kafka in dev is asleep.

Why: unused for 6 min, sleeps after 5 min
Since: 2026-11-21 11:59 UTC; before that it was stopping

Its history: npm run catnap -- history --env dev --target kafka
`,
      data: {
        environment: 'dev',
        target: 'kafka',
        text: 'stopping -> asleep: unused for 6 min, sleeps after 5 min',
        from: 'stopping',
        to: 'asleep',
        at: ago(30),
        reason: intent().reason,
        timings: undefined,
      },
      attributes: { target: 'kafka', to: 'asleep' },
    });
  });

  it('says what the parts of a wake took', () => {
    const timings = { ec2: 20_000, agent: 2500, total: 95_000 };
    const { mail, data } = messageOf('dev', 'kafka', { transition: transition({ timings }) });
    expect(mail).toContain('\nThe wake took: ec2 20 s, agent 2 s, total 1 min 35 s\n\nIts history: ');
    expect(data).toMatchObject({ timings });
  });

  it('has a subject that SNS takes, whatever the names', () => {
    const longest = 'n'.repeat(31);
    for (const to of ['asleep', 'booting', 'online', 'stopping', 'blocked'] as const) {
      const { subject } = messageOf(longest, longest, { transition: transition({ to }) });
      expect(subject).toMatch(/^[ -~]{1,100}$/);
    }
  });
});

describe('an alarm, as people are told of it', () => {
  it('says what it is, when it was seen and that it comes again', () => {
    const alarm = { code: 'disk-nearly-full', text: 'the data volume is 91 % full' } as const;
    const { subject, mail, data, attributes } = messageOf('dev', 'kafka', { alarm, at: ago(0) });
    expect(subject).toBe('catnap: kafka in dev needs a look');
    expect(mail).toBe(`kafka in dev needs a look.

What: the data volume is 91 % full
Seen: 2026-11-21 12:00 UTC; told again while it lasts

Its history: npm run catnap -- history --env dev --target kafka
`);
    expect(data).toEqual({
      environment: 'dev',
      target: 'kafka',
      text: 'the data volume is 91 % full',
      alarm: 'disk-nearly-full',
      at: ago(0),
    });
    expect(attributes).toEqual({ target: 'kafka', alarm: 'disk-nearly-full' });
  });

  it.each(['max-awake', 'two-instances', 'disk-nearly-full', 'clock-ahead'] as const)(
    'has a subject that SNS takes: %s',
    (code) => {
      const longest = 'n'.repeat(31);
      const { subject } = messageOf(longest, longest, { alarm: { code, text: 'ö' }, at: ago(0) });
      expect(subject).toMatch(/^[ -~]{1,100}$/);
    },
  );
});
