import { explain } from './errors.ts';
import { mustRun, type RunCommand } from './run-command.ts';
import type { SecurityUpdates } from './settings.ts';

const TIMER = 'catnap-security-updates.timer';

/**
 * Starts or stops the timer of the security updates, as the settings say. It is not enabled: each boot does this, so the
 * settings alone decide. A host that cannot update itself is still of use: what goes wrong is logged.
 */
export async function scheduleSecurityUpdates(
  run: RunCommand,
  when: SecurityUpdates,
  log: (line: string) => void,
): Promise<void> {
  try {
    await mustRun(run, 'systemctl', [when === 'daily' ? 'start' : 'stop', TIMER]);
  } catch (error) {
    log(`the timer of the security updates could not be set: ${explain(error)}`);
  }
}
