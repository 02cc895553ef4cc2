import { describe, expect, it } from '@jest/globals';
import { readTimer } from '../../../../rehearsal/machine/init/timer.ts';

describe('reading a timer', () => {
  it('takes when it starts its service', () => {
    const text = '[Unit]\nDescription=each day\n[Timer]\nOnActiveSec=3min\nOnUnitActiveSec=1d\n';
    expect(readTimer('a.timer', text)).toEqual({
      name: 'a.timer',
      onActive: 180_000,
      onUnitActive: 86_400_000,
    });
  });

  it.each([
    ['[Timer]\nOnCalendar=daily', "a.timer: [Timer] OnCalendar: a machine's timers know Timer.OnActiveSec"],
    ['[Timer]\nOnActiveSec=soon', "[Timer] OnActiveSec=soon: 'soon' must be a time span"],
    ['[Timer]\nOnUnitActiveSec=1d', 'a timer needs OnActiveSec'],
    ['[Unit]\nRequires=b.service\n[Timer]\nOnActiveSec=1', '[Unit] Requires'],
  ])('%j is refused, and why is said', (text, message) => {
    const read = (): unknown => readTimer('a.timer', text);
    expect(read).toThrow(expect.objectContaining({ code: 'bad-unit' }));
    expect(read).toThrow(message);
  });
});
