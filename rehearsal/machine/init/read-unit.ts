import { MachineError } from '../machine-error.ts';
import { BadValue, badValue, oneOf, span, wholeNumber, words, yesOrNo } from './directive-values.ts';
import { IGNORED_DIRECTIVES } from './ignored-directives.ts';
import {
  type Command,
  type Draft,
  RESTARTS,
  SERVICE_TYPES,
  type ServiceSettings,
  type Unit,
} from './unit.ts';
import { type Assignment, parseUnitFile } from './unit-file.ts';

type UnitDraft = Draft<Omit<Unit, 'service'>>;
/** A oneshot has all the time it needs to start, others 90 seconds: known only once the type is. */
type ServiceDraft = Draft<Omit<ServiceSettings, 'startTimeout'>> & { startTimeout?: number };
type Directive = (unit: UnitDraft, service: ServiceDraft, value: string) => void;

/** DefaultTimeoutStartSec and DefaultTimeoutStopSec (systemd-system.conf(5)). */
const DEFAULT_TIMEOUT = 90_000;

/** Every directive that a machine obeys; those in IGNORED_DIRECTIVES it leaves out, any other is an error. */
const DIRECTIVES: Readonly<Record<string, Directive>> = {
  'Unit.Description': (unit, _, value) => {
    unit.description = value;
  },
  'Unit.After': (unit, _, value) => {
    unit.after = [...unit.after, ...words(value)];
  },
  'Unit.Before': (unit, _, value) => {
    unit.before = [...unit.before, ...words(value)];
  },
  'Unit.Requires': (unit, _, value) => {
    unit.requires = [...unit.requires, ...words(value)];
  },
  'Unit.Wants': (unit, _, value) => {
    unit.wants = [...unit.wants, ...words(value)];
  },
  'Unit.ConditionPathExists': (unit, _, value) => {
    unit.conditions = [...unit.conditions, { path: value.replace(/^!/, ''), exists: !value.startsWith('!') }];
  },
  'Unit.StartLimitIntervalSec': (_, service, value) => {
    service.startLimit = { ...service.startLimit, interval: span(value) };
  },
  'Unit.StartLimitBurst': (_, service, value) => {
    service.startLimit = { ...service.startLimit, burst: wholeNumber(value) };
  },
  'Service.Type': (_, service, value) => {
    service.type = oneOf(SERVICE_TYPES, value);
  },
  'Service.RemainAfterExit': (_, service, value) => {
    service.remainAfterExit = yesOrNo(value);
  },
  'Service.RuntimeDirectory': (_, service, value) => {
    service.runtimeFolders = [...service.runtimeFolders, ...words(value)];
  },
  'Service.RuntimeDirectoryPreserve': (_, service, value) => {
    service.preserveRuntimeFolders = yesOrNo(value);
  },
  'Service.ExecStartPre': (_, service, value) => {
    service.execStartPre = commands(service.execStartPre, value);
  },
  'Service.ExecStart': (_, service, value) => {
    service.execStart = commands(service.execStart, value);
  },
  'Service.ExecStop': (_, service, value) => {
    service.execStop = commands(service.execStop, value);
  },
  'Service.Restart': (_, service, value) => {
    service.restart = oneOf(RESTARTS, value);
  },
  'Service.RestartSec': (_, service, value) => {
    service.restartDelay = span(value);
  },
  'Service.TimeoutStartSec': (_, service, value) => {
    service.startTimeout = span(value);
  },
  'Service.TimeoutStopSec': (_, service, value) => {
    service.stopTimeout = span(value);
  },
  'Service.SuccessExitStatus': (_, service, value) => {
    const listed = words(value).map((status) =>
      /^SIG[A-Z0-9]+$/.test(status) ? status : wholeNumber(status),
    );
    service.successExitStatus = [...service.successExitStatus, ...listed];
  },
  'Service.Environment': (_, service, value) => {
    const pairs = words(value).map(
      (word) => /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? badValue('NAME=value', word),
    );
    service.environment = {
      ...service.environment,
      ...Object.fromEntries(pairs.map(([, name, text]) => [name, text])),
    };
  },
  'Service.EnvironmentFile': (_, service, value) => {
    const file = { path: value.replace(/^-/, ''), optional: value.startsWith('-') };
    service.environmentFiles = [...service.environmentFiles, file];
  },
  'Install.WantedBy': (unit, _, value) => {
    unit.wantedBy = [...unit.wantedBy, ...words(value)];
  },
};

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
        'where read-unit.ts has what it obeys and ignored-directives.ts what it leaves out',
    );
  }
  try {
    obey(unit, service, value);
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    throw new MachineError('bad-unit', `${unit.name}: [${section}] ${name}=${value}: ${error.message}`);
  }
}

/** Adds a command line; an empty one clears those before it. */
function commands(former: readonly Command[], value: string): readonly Command[] {
  if (value === '') return [];
  const ignoreFailure = value.startsWith('-');
  const line = value.replace(/^-/, '');
  if (!line.startsWith('/'))
    badValue('an absolute path, with a dash before it when its failure does not count', value);
  return [...former, { words: words(line), ignoreFailure }];
}
