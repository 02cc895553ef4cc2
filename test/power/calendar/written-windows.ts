import { DAYS, parseWindows, type Window } from '../../../power/calendar/window.ts';

/** Windows of one zone as people write them: `mon-fri 08:00-18:00`, `sat,sun 22:00-06:00`. */
export function writtenWindows(timeZone: string, ...texts: readonly string[]): readonly Window[] {
  return parseWindows(
    texts.map((text) => {
      const [days = '', from = '', to = ''] = text.split(/[ -](?=\d)/);
      return { days: writtenDays(days), from, to, timeZone };
    }),
  );
}

function writtenDays(text: string): readonly string[] {
  const [first = '', last] = text.split('-');
  const week: readonly string[] = DAYS;
  return last === undefined ? text.split(',') : week.slice(week.indexOf(first), week.indexOf(last) + 1);
}
