import { describe, expect, it } from '@jest/globals';
import { judge, restarts } from '../../../../rehearsal/machine/init/judge.ts';
import { readUnit } from '../../../../rehearsal/machine/init/read-unit.ts';
import type { ServiceSettings } from '../../../../rehearsal/machine/init/unit.ts';

function settings(...lines: string[]): ServiceSettings {
  return readUnit('x.service', ['[Service]', 'ExecStart=/bin/x', ...lines].join('\n')).service;
}

describe('a process that ended', () => {
  const java = settings('SuccessExitStatus=143');
  it.each([
    ['with 0', { code: 0 } as const, settings(), 'success'],
    ['with 1', { code: 1 } as const, settings(), 'exit-code'],
    ['with 143, which Java uses after SIGTERM', { code: 143 } as const, java, 'success'],
    ['with 143 in any other service', { code: 143 } as const, settings(), 'exit-code'],
    ['by SIGTERM', { signal: 'SIGTERM' } as const, settings(), 'success'],
    ['by SIGTERM as a oneshot', { signal: 'SIGTERM' } as const, settings('Type=oneshot'), 'signal'],
    ['by SIGKILL', { signal: 'SIGKILL' } as const, settings(), 'signal'],
  ])('%s', (_, exit, service, result) => {
    expect(judge(exit, service)).toBe(result);
  });
});

describe('a service that ended by itself', () => {
  it.each([
    ['no', 'exit-code', false],
    ['on-failure', 'success', false],
    ['on-failure', 'exit-code', true],
    ['on-failure', 'timeout', true],
    ['always', 'success', true],
  ] as const)('with Restart=%s and result %s', (restart, result, again) => {
    expect(restarts(settings(`Restart=${restart}`), result)).toBe(again);
  });
});
