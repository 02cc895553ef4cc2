import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

const BOOTSTRAP = join(import.meta.dirname, '..', '..', 'host', 'bootstrap');

export interface HostUserDataProps {
  readonly environmentName: string;
  /** What the host is: names its settings and programs. */
  readonly role: string;
  readonly region: string;
  /** From Amazon Linux's own repositories. */
  readonly packages: readonly string[];
}

/**
 * User data as cloud-config: it installs the runtime from Amazon Linux's own repositories, and a small unit that brings
 * the first programs and hands over to their updater at each boot. It runs at the first boot only and a change of it
 * would stop and start the host, so everything that may change is elsewhere: in the programs, the updater and its unit
 * among them, and in parameters.
 *
 * JSON, which is YAML too: nothing here needs a shell, and the rehearsal's machines can read it.
 */
export function hostUserData(props: HostUserDataProps): ec2.UserData {
  const config = {
    packages: props.packages,
    users: ['default', { name: 'catnap', system: true, no_create_home: true, shell: '/sbin/nologin' }],
    write_files: [
      {
        path: '/etc/catnap/host.env',
        permissions: '0644',
        content: [
          `CATNAP_ENVIRONMENT=${props.environmentName}`,
          `CATNAP_ROLE=${props.role}`,
          `AWS_REGION=${props.region}`,
          '',
        ].join('\n'),
      },
      { path: '/usr/local/bin/catnap-update', permissions: '0755', content: read('catnap-update') },
      {
        path: '/etc/systemd/system/catnap-update.service',
        permissions: '0644',
        content: read('catnap-update.service'),
      },
    ],
    runcmd: [
      ['systemctl', 'daemon-reload'],
      ['systemctl', 'enable', '--now', '--no-block', 'catnap-update.service'],
    ],
  };
  return ec2.UserData.custom(`#cloud-config\n${JSON.stringify(config, undefined, 1)}\n`);
}

function read(file: string): string {
  return readFileSync(join(BOOTSTRAP, file), 'utf8');
}
