import { badValue, oneOf, span, wholeNumber, words, yesOrNo } from './directive-values.ts';
import {
  type Command,
  type Draft,
  KILL_MODES,
  RESTARTS,
  SERVICE_TYPES,
  type ServiceSettings,
  type Unit,
} from './unit.ts';

/** A unit while it is read. */
export type UnitDraft = Draft<Omit<Unit, 'service'>>;

/** A oneshot has all the time it needs to start, others 90 seconds: known only once the type is. */
export type ServiceDraft = Draft<Omit<ServiceSettings, 'startTimeout'>> & { startTimeout?: number };

type Directive = (unit: UnitDraft, service: ServiceDraft, value: string) => void;

/** Every directive that a machine obeys; those in IGNORED_DIRECTIVES it leaves out, any other is an error. */
export const DIRECTIVES: Readonly<Record<string, Directive>> = {
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
  'Service.KillMode': (_, service, value) => {
    service.killMode = oneOf(KILL_MODES, value);
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

/** Adds a command line; an empty one clears those before it. */
function commands(former: readonly Command[], value: string): readonly Command[] {
  if (value === '') return [];
  const ignoreFailure = value.startsWith('-');
  const line = value.replace(/^-/, '');
  if (!line.startsWith('/'))
    badValue('an absolute path, with a dash before it when its failure does not count', value);
  return [...former, { words: words(line), ignoreFailure }];
}
