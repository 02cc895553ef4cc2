import type { Alarm } from './alarm.ts';
import type { Transition } from './items.ts';
import { durationText } from './time.ts';
import type { WakeTimings } from './timings.ts';

/** Something that subscribers hear of. */
export type Notice = { readonly transition: Transition } | { readonly alarm: Alarm; readonly at: string };

/** A notice in words for people and in fields for programs. */
export interface Message {
  /** ASCII, at most 100 characters: SNS allows no more. */
  readonly subject: string;
  /** What an e-mail says. */
  readonly mail: string;
  /** What programs get, as JSON. */
  readonly data: object;
  /** To filter subscriptions by. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What subscribers are told of a target. */
export function messageOf(environment: string, target: string, notice: Notice): Message {
  const what = 'alarm' in notice ? alarmMessage(notice) : transitionMessage(notice.transition);
  const { is, lines, data, attributes } = what;
  const more = `npm run catnap -- history --env ${environment} --target ${target}`;
  return {
    // Names are at most 31 characters each (`names.ts`).
    subject: `catnap: ${target} in ${environment} ${is}`,
    mail: `${target} in ${environment} ${is}.\n\n${lines.join('\n')}\n\nIts history: ${more}\n`,
    data: { environment, target, ...data },
    attributes: { target, ...attributes },
  };
}

function transitionMessage({ from, to, at, reason, timings }: Transition) {
  return {
    is: `is ${to}`,
    lines: [
      `Why: ${reason.text}`,
      `Since: ${minuteText(at)}; before that it was ${from}`,
      ...(timings ? [`The wake took: ${timingsText(timings)}`] : []),
    ],
    data: { text: `${from} -> ${to}: ${reason.text}`, from, to, at, reason, timings },
    attributes: { to },
  };
}

function alarmMessage({ alarm: { code, text }, at }: Extract<Notice, { alarm: Alarm }>) {
  return {
    is: 'needs a look',
    lines: [`What: ${text}`, `Seen: ${minuteText(at)}; told again while it lasts`],
    data: { text, alarm: code, at },
    attributes: { alarm: code },
  };
}

function timingsText(timings: WakeTimings): string {
  return Object.entries(timings)
    .map(([part, milliseconds]) => `${part} ${durationText(milliseconds / 1000)}`)
    .join(', ');
}

function minuteText(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
