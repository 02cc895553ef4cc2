import { join } from 'node:path';

/** Where the parts of a machine lie below its folder. */
export interface Layout {
  /** The machine itself. */
  readonly folder: string;
  /** Its root file system, CATNAP_ROOT of everything that runs inside. */
  readonly root: string;
  /** Its /usr/bin: stand-in commands and wrappers of the laptop's programs. */
  readonly bin: string;
  /** One log file per unit, as the journal keeps them. */
  readonly log: string;
  /** The ports it listens on, kept over stop and start. */
  readonly ports: string;
}

export function layoutOf(folder: string): Layout {
  return {
    folder,
    root: join(folder, 'root'),
    bin: join(folder, 'bin'),
    log: join(folder, 'log'),
    ports: join(folder, 'ports.json'),
  };
}

/**
 * Where an absolute path of the machine lies on the laptop. A path that already lies below the root stays what it is,
 * because programs that honour CATNAP_ROOT name paths that way.
 */
export function below(root: string, path: string): string {
  return path === root || path.startsWith(`${root}/`) ? path : join(root, path);
}
