import { MachineError } from '../machine-error.ts';
import type { Unit } from './unit.ts';

/** The unit of that name as loaded, or undefined when there is none. */
export type FindUnit = (name: string) => Unit | undefined;

/** Points of order such as network-online.target: on a laptop they are always reached. */
const isTarget = (name: string): boolean => name.endsWith('.target');

/**
 * What starts when `wanted` starts: the unit and all that it requires and wants and that does not run yet, each after
 * what it is ordered after.
 *
 * @throws MachineError `unit-not-found` for a missing unit that is wanted or required; `ordering-cycle` naming it
 */
export function planStart(wanted: string, find: FindUnit, runs: (name: string) => boolean): Unit[] {
  const units = new Map<string, Unit>();
  const add = (name: string, neededBy: string | undefined): void => {
    if (isTarget(name) || units.has(name) || (neededBy !== undefined && runs(name))) return;
    const unit = find(name);
    if (!unit) {
      const by = neededBy === undefined ? '' : `, which ${neededBy} requires`;
      throw new MachineError('unit-not-found', `Unit ${name} not found${by}.`);
    }
    units.set(name, unit);
    for (const required of unit.requires) add(required, name);
    for (const other of unit.wants) if (find(other)) add(other, name);
  };
  add(wanted, undefined);
  return inOrder([...units.values()], ordered);
}

/** What stops when `wanted` stops, among the units that run: it and all that requires it, the last started first. */
export function planStop(wanted: readonly string[], running: readonly Unit[]): Unit[] {
  const stopping = new Set(wanted);
  for (const name of stopping) {
    for (const unit of running) if (unit.requires.includes(name)) stopping.add(unit.name);
  }
  return inOrder(
    running.filter(({ name }) => stopping.has(name)),
    (first, then) => ordered(then, first),
  );
}

/** Whether `first` has to have started before `then` starts. */
export function ordered(first: Unit, then: Unit): boolean {
  return then.after.includes(first.name) || first.before.includes(then.name);
}

function inOrder(units: readonly Unit[], comesFirst: (first: Unit, then: Unit) => boolean): Unit[] {
  const placed = new Set<Unit>();
  const place = (unit: Unit, path: readonly string[]): void => {
    if (path.includes(unit.name)) {
      const cycle = [...path.slice(path.indexOf(unit.name)), unit.name].join(' → ');
      throw new MachineError(
        'ordering-cycle',
        `units are ordered after one another: ${cycle}; remove one After or Before`,
      );
    }
    for (const other of units) {
      if (other !== unit && comesFirst(other, unit) && !placed.has(other)) place(other, [...path, unit.name]);
    }
    placed.add(unit);
  };
  for (const unit of units) if (!placed.has(unit)) place(unit, []);
  return [...placed];
}
