import { describe, expect, it } from '@jest/globals';
import { parseUserData } from '../../../rehearsal/machine/user-data.ts';

const cloudConfig = (config: unknown): string => `#cloud-config\n${JSON.stringify(config)}\n`;

describe('user data', () => {
  it('writes files and calls systemctl; packages and users are the laptop’s', () => {
    const text = cloudConfig({
      packages: ['nodejs24'],
      users: ['default'],
      write_files: [
        { path: '/etc/catnap/host.env', content: 'A=b\n' },
        { path: '/usr/local/bin/x', content: '#!/bin/sh\n', permissions: '0755', owner: 'root:root' },
      ],
      runcmd: [['systemctl', 'daemon-reload'], 'systemctl enable --now --no-block x.service'],
    });
    expect(parseUserData(text)).toEqual({
      files: [
        { path: '/etc/catnap/host.env', content: 'A=b\n', mode: 0o644 },
        { path: '/usr/local/bin/x', content: '#!/bin/sh\n', mode: 0o755 },
      ],
      systemctl: [['daemon-reload'], ['enable', '--now', '--no-block', 'x.service']],
    });
  });

  it('may be missing', () => {
    expect(parseUserData('')).toEqual({ files: [], systemctl: [] });
  });

  it.each([
    ['#!/bin/bash\nyum update', "'#!/bin/bash\nyum update'"],
    ['#cloud-config\npackages: [x]', 'JSON'],
    [cloudConfig({ bootcmd: [] }), "key 'bootcmd'"],
    [cloudConfig({ runcmd: ['rm -rf /'] }), '"rm -rf /"'],
    [cloudConfig({ runcmd: [['systemctl', 'mask', 'x']] }), '["systemctl","mask","x"]'],
    [cloudConfig({ runcmd: ['systemctl start x; reboot'] }), 'reboot'],
    [cloudConfig({ runcmd: {} }), 'runcmd {}'],
    [cloudConfig({ write_files: [{ path: 'etc/x', content: '' }] }), 'write_files path etc/x'],
    [cloudConfig({ write_files: [{ path: '/x', content: '', append: true }] }), "write_files key 'append'"],
    [cloudConfig({ write_files: [{ path: '/x', content: '', permissions: 644 }] }), 'permissions 644 of /x'],
    [cloudConfig({ write_files: [{ path: '/x' }] }), 'content of /x'],
  ])('%j is refused, and what is wrong is named', (text, named) => {
    expect(() => parseUserData(text)).toThrow(expect.objectContaining({ code: 'bad-user-data' }));
    expect(() => parseUserData(text)).toThrow(named);
  });
});
