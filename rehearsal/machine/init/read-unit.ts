import { MachineError } from '../machine-error.ts';
import { BadValue } from './directive-values.ts';
import { DIRECTIVES, type ServiceDraft, type UnitDraft } from './directives.ts';
import { IGNORED_DIRECTIVES } from './ignored-directives.ts';
import type { Unit } from './unit.ts';
import { type Assignment, parseUnitFile } from './unit-file.ts';

/** DefaultTimeoutStartSec and DefaultTimeoutStopSec (systemd-system.conf(5)). */
const DEFAULT_TIMEOUT = 90_000;

/**
 * Reads the unit file of a service.
 *
 * @param name of the unit, `….service`
 * @throws MachineError `bad-unit` naming the unit, the directive and what it may be
 */
export function readUnit(name: string, text: string): Unit {
  const unit: UnitDraft = {
    name,
    description: name,
    after: [],
    before: [],
    requires: [],
    wants: [],
    conditions: [],
    wantedBy: [],
  };
  const service: ServiceDraft = {
    type: 'simple',
    remainAfterExit: false,
    runtimeFolders: [],
    preserveRuntimeFolders: false,
    execStartPre: [],
    execStart: [],
    execStop: [],
    restart: 'no',
    restartDelay: 100,
    stopTimeout: DEFAULT_TIMEOUT,
    killMode: 'control-group',
    // DefaultStartLimitBurst and DefaultStartLimitIntervalSec (systemd-system.conf(5)).
    startLimit: { burst: 5, interval: 10_000 },
    successExitStatus: [],
    environment: {},
    environmentFiles: [],
  };
  for (const assignment of parseUnitFile(name, text)) apply(unit, service, assignment);
  const { type, execStart } = service;
  if (execStart.length === 0 || (type !== 'oneshot' && execStart.length > 1)) {
    throw new MachineError(
      'bad-unit',
      `${name}: a service of Type=${type} has ${type === 'oneshot' ? 'at least' : 'exactly'} one ExecStart, ` +
        `this has ${execStart.length}`,
    );
  }
  const startTimeout =
    service.startTimeout ?? (type === 'oneshot' ? Number.POSITIVE_INFINITY : DEFAULT_TIMEOUT);
  return { ...unit, service: { ...service, startTimeout } };
}

function apply(unit: UnitDraft, service: ServiceDraft, { section, name, value }: Assignment): void {
  if (IGNORED_DIRECTIVES.has(`${section}.${name}`)) return;
  const obey = DIRECTIVES[`${section}.${name}`];
  if (!obey) {
    throw new MachineError(
      'bad-unit',
      `${unit.name}: [${section}] ${name}: a machine does not know this directive; teach it in rehearsal/machine/init, ` +
        'where directives.ts has what it obeys and ignored-directives.ts what it leaves out',
    );
  }
  try {
    obey(unit, service, value);
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    throw new MachineError('bad-unit', `${unit.name}: [${section}] ${name}=${value}: ${error.message}`);
  }
}
