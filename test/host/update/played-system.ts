import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type ProgramFiles, packPrograms } from './made-programs.ts';

const HERE = import.meta.dirname;
const ENTER = join(HERE, 'enter-system.sh');

/** Folders of a system that are its own; all others are this machine's. */
const OWN = ['etc/systemd/system', 'opt', 'var/log', 'run', 'tmp', 'root', 'usr/local/bin', 'usr/local/sbin'];

/** Where systemd and cloud-init look for commands. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const UNSHARE = 'unshare';

/** As root, or else as somebody whom the kernel takes for root in a name space of their own. */
const NAMESPACES = [['--mount'], ['--mount', '--map-root-user']] as const;

/** What a system's cloud-config says, as far as ours goes. */
interface CloudConfig {
  readonly packages: readonly string[];
  readonly users: readonly (string | { readonly name: string })[];
  readonly write_files: readonly {
    readonly path: string;
    readonly permissions: string;
    readonly content: string;
  }[];
  readonly runcmd: readonly (readonly string[])[];
}

/**
 * An Amazon Linux of whose commands only aws, dnf, systemctl and useradd are stand-ins. Where there are mount name spaces
 * its files have the very paths that they have on a host; elsewhere they lie below CATNAP_ROOT.
 */
export class PlayedSystem {
  /** Where its own files lie, seen from outside. */
  readonly root: string;
  readonly #folder: string;
  readonly #unshare: readonly string[] | undefined;

  /** @param folder an empty one */
  constructor(folder: string, way: Way) {
    this.#folder = folder;
    this.#unshare = way.unshare;
    this.root = join(folder, 'own');
    for (const name of OWN) mkdirSync(join(this.root, name), { recursive: true });
    copyFileSync(join(HERE, 'stand-in-systemctl.sh'), join(this.root, 'usr/local/sbin/systemctl'));
    chmodSync(join(this.root, 'usr/local/sbin/systemctl'), 0o755);
    this.#command('dnf', 'echo "dnf $*" >> "$CATNAP_ROOT/var/log/commands"');
    this.#command('useradd', 'echo "useradd $*" >> "$CATNAP_ROOT/var/log/commands"');
    this.#command(
      'aws',
      `case "$1" in
        ssm) echo "$4" >> "$CATNAP_ROOT/var/log/parameters"; cat "$CATNAP_ROOT/var/parameter" ;;
        s3) cat "$CATNAP_ROOT/var/$(basename "$3")" > "$4" ;;
      esac`,
    );
  }

  /** Puts programs into the bucket and names them in the parameter. */
  deploy(id: string, files: ProgramFiles): void {
    packPrograms(join(this.root, 'var', `${id}.zip`), files);
    writeFileSync(join(this.root, 'var/parameter'), `s3://assets/${id}.zip\n`);
  }

  /** The first boot: does what cloud-init does by user data, in its order. */
  firstBoot(userData: string): void {
    const config: CloudConfig = JSON.parse(userData.replace(/^#cloud-config\n/, ''));
    for (const { path, permissions, content } of config.write_files) {
      mkdirSync(dirname(this.file(path)), { recursive: true });
      writeFileSync(this.file(path), content);
      chmodSync(this.file(path), Number.parseInt(permissions, 8));
    }
    for (const user of config.users) if (typeof user !== 'string') this.#run(['useradd', user.name]);
    this.#run(['dnf', 'install', '-y', ...config.packages]);
    for (const command of config.runcmd) this.#run(command);
  }

  /** Any later boot: starts what is enabled. */
  boot(): void {
    this.#run([
      'sh',
      '-c',
      `for unit in $(ls ${this.#inside('/etc/systemd/system')}/multi-user.target.wants); do systemctl start "$unit"; done`,
    ]);
  }

  /** Where a file of the system lies, seen from outside. */
  file(path: string): string {
    return join(this.root, path);
  }

  /** A file's text, empty if there is none. */
  read(path: string): string {
    return existsSync(this.file(path)) ? readFileSync(this.file(path), 'utf8') : '';
  }

  /** Where a file of the system lies, seen from inside. */
  #inside(path: string): string {
    return this.#unshare === undefined ? this.file(path) : path;
  }

  #command(name: string, script: string): void {
    const file = join(this.root, 'usr/local/sbin', name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }

  /** Runs a command inside; what it says of trouble goes to the journal. */
  #run(command: readonly string[]): void {
    const env = this.#unshare === undefined ? this.#environmentBelowRoot() : { PATH };
    const argv = this.#unshare === undefined ? command : this.#entering(command);
    const [program = '', ...args] = argv;
    const { stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
    writeFileSync(join(this.root, 'var/log/journal'), `${stdout}${stderr}`, { flag: 'a' });
  }

  #entering(command: readonly string[]): readonly string[] {
    const empty = mkdtempSync(join(this.#folder, 'root-'));
    return [UNSHARE, ...(this.#unshare ?? []), 'bash', ENTER, empty, this.root, ...command];
  }

  #environmentBelowRoot(): NodeJS.ProcessEnv {
    const bin = ['usr/local/sbin', 'usr/local/bin'].map((folder) => join(this.root, folder));
    return { PATH: [...bin, process.env['PATH']].join(':'), CATNAP_ROOT: this.root };
  }
}

/** How a system is played here. */
export interface Way {
  /** Options of unshare(1); undefined where it makes no mount name space. */
  readonly unshare?: readonly string[];
  /** For the names of tests. */
  readonly called: string;
}

/** The best way that this machine has: `CATNAP_TEST_NAMESPACES=no` asks for the other one. */
export function wayToPlay(): Way {
  const unshare =
    process.env['CATNAP_TEST_NAMESPACES'] === 'no'
      ? undefined
      : NAMESPACES.find(
          (options) => spawnSync(UNSHARE, [...options, 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp']).status === 0,
        );
  return unshare === undefined
    ? { called: 'below CATNAP_ROOT, because this machine makes no mount name spaces' }
    : { unshare, called: 'in a mount name space, at the paths of a host' };
}
