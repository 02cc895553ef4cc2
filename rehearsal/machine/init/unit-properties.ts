import { constants } from 'node:os';
import type { ServiceStatus } from './service-status.ts';
import type { Unit } from './unit.ts';

/** CLD_EXITED and CLD_KILLED of wait(2), which ExecMainCode shows. */
const EXITED = 1;
const KILLED = 2;

/**
 * The properties that `systemctl show` tells of a unit, in its spelling.
 *
 * @param unit undefined when there is no such unit
 * @param status undefined when it has never been started
 */
export function unitProperties(
  name: string,
  unit?: Unit,
  status?: ServiceStatus,
): ReadonlyMap<string, string> {
  const exit = status?.mainExit;
  const killed = exit && 'signal' in exit;
  const code = !exit ? 0 : killed ? KILLED : EXITED;
  const exitStatus = !exit ? 0 : killed ? constants.signals[exit.signal] : exit.code;
  return new Map([
    ['Id', name],
    ['Description', unit?.description ?? name],
    ['LoadState', unit ? 'loaded' : 'not-found'],
    ['ActiveState', status?.state.active ?? 'inactive'],
    ['SubState', status?.state.sub ?? 'dead'],
    ['Result', status?.result ?? 'success'],
    ['MainPID', `${status?.mainPid ?? 0}`],
    ['ExecMainCode', `${code}`],
    ['ExecMainStatus', `${exitStatus}`],
    ['NRestarts', `${status?.restarts ?? 0}`],
  ]);
}
