import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import type { Instance } from 'aws-cdk-lib/aws-ec2';

export interface ReportUseProps {
  /** Name of the target that the host is. */
  readonly target: string;
  /** Name of catnap's wake function. */
  readonly wakeFunction: string;
}

/** Has a host run `report-use.sh` each minute. */
export function reportUseEachMinute(host: Instance, { target, wakeFunction }: ReportUseProps): void {
  const files = {
    '/usr/local/bin/report-use': readFileSync(join(import.meta.dirname, 'report-use.sh'), 'utf8'),
    '/etc/systemd/system/report-use.service': `[Service]
Type=oneshot
Environment=AWS_REGION=${Stack.of(host).region} TARGET=${target} WAKE_FUNCTION=${wakeFunction}
ExecStart=/usr/local/bin/report-use
`,
    '/etc/systemd/system/report-use.timer': `[Timer]
OnBootSec=10
OnUnitActiveSec=60
[Install]
WantedBy=timers.target
`,
  };
  for (const [path, content] of Object.entries(files)) {
    host.userData.addCommands(`cat > ${path} <<'END'\n${content}END`);
  }
  host.userData.addCommands('chmod 755 /usr/local/bin/report-use', 'systemctl enable --now report-use.timer');
}
