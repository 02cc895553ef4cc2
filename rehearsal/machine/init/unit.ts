/** A service as its unit file describes it, defaults filled in (systemd.unit(5), systemd.service(5)). */
export interface Unit {
  /** `catnap-kafka.service` */
  readonly name: string;
  readonly description: string;
  /** Units that must have finished starting (or stopping) before this one starts. */
  readonly after: readonly string[];
  readonly before: readonly string[];
  /** Units without which this one does not run: they start with it, and it stops with them. */
  readonly requires: readonly string[];
  /** Units that start with this one, whatever becomes of them. */
  readonly wants: readonly string[];
  readonly conditions: readonly PathCondition[];
  /** Units whose `.wants` folder gets a link when this one is enabled. */
  readonly wantedBy: readonly string[];
  readonly service: ServiceSettings;
}

/** Start only if the path exists, or with `exists: false` only if it does not. */
export interface PathCondition {
  readonly path: string;
  readonly exists: boolean;
}

export interface ServiceSettings {
  readonly type: (typeof SERVICE_TYPES)[number];
  /** Counts as active after its processes have ended. */
  readonly remainAfterExit: boolean;
  readonly execStartPre: readonly Command[];
  readonly execStart: readonly Command[];
  readonly execStop: readonly Command[];
  readonly restart: (typeof RESTARTS)[number];
  /** Milliseconds before an automatic restart. */
  readonly restartDelay: number;
  /** Milliseconds for each command of a start. */
  readonly startTimeout: number;
  /** Milliseconds between SIGTERM and SIGKILL, and for each ExecStop command. */
  readonly stopTimeout: number;
  /** Whether SIGTERM goes to all of its processes, or to the main one of them alone. */
  readonly killMode: (typeof KILL_MODES)[number];
  /** Folders below /run that are there while it runs, and as long after as `preserveRuntimeFolders` says. */
  readonly runtimeFolders: readonly string[];
  readonly preserveRuntimeFolders: boolean;
  /** More than this many starts within the interval (milliseconds), and no further start is tried. */
  readonly startLimit: { readonly burst: number; readonly interval: number };
  /** Exit codes and signals that count as success besides the usual ones. */
  readonly successExitStatus: readonly (number | string)[];
  readonly environment: Readonly<Record<string, string>>;
  readonly environmentFiles: readonly EnvironmentFile[];
}

/** A command line, split into words, nothing expanded yet. */
export interface Command {
  readonly words: readonly string[];
  /** Written with a leading dash: its failure does not count. */
  readonly ignoreFailure: boolean;
}

export interface EnvironmentFile {
  readonly path: string;
  /** Written with a leading dash: it may be missing. */
  readonly optional: boolean;
}

export const SERVICE_TYPES = ['simple', 'exec', 'oneshot'] as const;
export const KILL_MODES = ['control-group', 'mixed'] as const;
export const RESTARTS = ['no', 'on-failure', 'always'] as const;

/** Writable while it is put together. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
