import { MachineError } from '../machine-error.ts';
import { BadValue, span } from './directive-values.ts';
import { parseUnitFile } from './unit-file.ts';

/** A timer as its unit file describes it (systemd.timer(5)); it starts the service that is called as it is. */
export interface Timer {
  /** `catnap-….timer` */
  readonly name: string;
  /** Milliseconds after the timer was started. */
  readonly onActive: number;
  /**
   * Milliseconds after the service was last started by it.
   * @default - once is all
   */
  readonly onUnitActive?: number;
}

const FIELDS: Readonly<Record<string, 'onActive' | 'onUnitActive'>> = {
  'Timer.OnActiveSec': 'onActive',
  'Timer.OnUnitActiveSec': 'onUnitActive',
};

/** Whether a unit of that name is a timer. */
export const isTimer = (name: string): boolean => name.endsWith('.timer');

/**
 * Reads the unit file of a timer.
 *
 * @throws MachineError `bad-unit` naming the directive that a machine does not know, or what it may be
 */
export function readTimer(name: string, text: string): Timer {
  const timer: { -readonly [Field in keyof Timer]?: Timer[Field] } = {};
  for (const { section, name: directive, value } of parseUnitFile(name, text)) {
    if (section === 'Unit' && directive === 'Description') continue;
    const field = FIELDS[`${section}.${directive}`];
    if (field === undefined) throw bad(`[${section}] ${directive}: a machine's timers know ${known}`);
    try {
      timer[field] = span(value);
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      throw bad(`[${section}] ${directive}=${value}: ${error.message}`);
    }
  }
  const { onActive, onUnitActive } = timer;
  if (onActive === undefined) throw bad('a timer needs OnActiveSec to ever start anything');
  return { name, onActive, onUnitActive };

  function bad(what: string): MachineError {
    return new MachineError('bad-unit', `${name}: ${what}`);
  }
}

const known = Object.keys(FIELDS).join(', ');
