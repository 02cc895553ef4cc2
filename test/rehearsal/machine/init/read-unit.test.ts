import { describe, expect, it } from '@jest/globals';
import { readUnit } from '../../../../rehearsal/machine/init/read-unit.ts';

const service = (...lines: string[]): string => ['[Service]', 'ExecStart=/bin/true', ...lines].join('\n');

describe('reading a unit', () => {
  it('takes what it says', () => {
    const unit = readUnit(
      'k.service',
      `[Unit]
Description=a broker
Requires=boot.service
After=boot.service network-online.target
Wants=w.service
ConditionPathExists=!/run/no
[Service]
Type=exec
Environment="A=b c" D=e
EnvironmentFile=-/etc/k.env
ExecStartPre=-/bin/pre
ExecStart=/bin/k --flag "two words"
Restart=on-failure
RestartSec=2
TimeoutStopSec=90
KillMode=mixed
SuccessExitStatus=143 SIGKILL
User=catnap
ProtectSystem=full
[Install]
WantedBy=multi-user.target`,
    );
    expect(unit).toMatchObject({
      description: 'a broker',
      requires: ['boot.service'],
      after: ['boot.service', 'network-online.target'],
      wants: ['w.service'],
      conditions: [{ path: '/run/no', exists: false }],
      wantedBy: ['multi-user.target'],
    });
    expect(unit.service).toMatchObject({
      type: 'exec',
      environment: { A: 'b c', D: 'e' },
      environmentFiles: [{ path: '/etc/k.env', optional: true }],
      execStartPre: [{ words: ['/bin/pre'], ignoreFailure: true }],
      execStart: [{ words: ['/bin/k', '--flag', 'two words'], ignoreFailure: false }],
      restart: 'on-failure',
      restartDelay: 2000,
      stopTimeout: 90_000,
      killMode: 'mixed',
      successExitStatus: [143, 'SIGKILL'],
    });
  });

  it('knows the defaults of systemd', () => {
    expect(readUnit('x.service', service()).service).toMatchObject({
      type: 'simple',
      restart: 'no',
      restartDelay: 100,
      startTimeout: 90_000,
      stopTimeout: 90_000,
      killMode: 'control-group',
      startLimit: { burst: 5, interval: 10_000 },
    });
    expect(readUnit('x.service', service('Type=oneshot')).service.startTimeout).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it('forgets former commands at an empty one', () => {
    const { execStart } = readUnit('x.service', service('ExecStart=', 'ExecStart=/bin/other')).service;
    expect(execStart).toEqual([{ words: ['/bin/other'], ignoreFailure: false }]);
  });

  it.each([
    ['WatchdogSec=5', '[Service] WatchdogSec: a machine does not know this directive'],
    ['Type=notify', "Type=notify: 'notify' must be one of simple, exec, oneshot"],
    ['Restart=sometimes', "'sometimes' must be one of no, on-failure, always"],
    ['KillMode=process', "'process' must be one of control-group, mixed"],
    ['TimeoutStopSec=soon', "'soon' must be a time span"],
    ['RemainAfterExit=perhaps', "'perhaps' must be one of yes, no, true, false"],
    ['ExecStartPre=+/bin/x', "'+/bin/x' must be an absolute path"],
    ['SuccessExitStatus=TERM', "'TERM' must be a whole number"],
    ['Environment=A', "'A' must be NAME=value"],
    ['ExecStart=/bin/second', 'exactly one ExecStart, this has 2'],
  ])('refuses %s and says why', (line, message) => {
    const read = (): unknown => readUnit('x.service', service(line));
    expect(read).toThrow(expect.objectContaining({ code: 'bad-unit' }));
    expect(read).toThrow(message);
  });
});
