import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { type ProgramFiles, packPrograms, programsCalled } from './made-programs.ts';

/** A host with an empty disk, a bucket with programs, and stand-ins for `aws` and `systemctl` that use them. */
export class UpdatedHost {
  readonly root: string;
  readonly #bucket: string;
  readonly #script: string;

  /** @param script what brings it up to date */
  constructor(script: string, root: string, bucket: string) {
    this.root = root;
    this.#bucket = bucket;
    this.#script = script;
    this.#standIns();
  }

  /** Puts programs into the bucket and names them in the parameter. */
  deploy(id: string, more: ProgramFiles = {}, damage?: (folder: string) => void): void {
    packPrograms(join(this.#bucket, `${id}.zip`), { ...programsCalled(id), ...more }, damage);
    this.deployed(`s3://assets/${id}.zip`);
  }

  /** What the parameter says. */
  deployed(location: string): void {
    writeFileSync(join(this.#bucket, 'parameter'), `${location}\n`);
  }

  /** Makes an object of the bucket something that is no archive. */
  spoil(object: string): void {
    writeFileSync(join(this.#bucket, object), 'half a fi');
  }

  /** A command that is found before the system's own. */
  command(name: string, script: string): void {
    writeFileSync(join(this.root, 'bin', name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(this.root, 'bin', name), 0o755);
  }

  update() {
    return spawnSync('bash', [this.#script], { env: this.#environment, encoding: 'utf8' });
  }

  /**
   * An update that is killed, with all that it started, when it calls a command; the next one runs as ever.
   *
   * @param calls those at which it is killed, as a pattern for the arguments
   */
  async updateKilledAt(name: string, calls = '*'): Promise<void> {
    const standIn = join(this.root, 'bin', name);
    const before = existsSync(standIn) ? `${standIn}.before` : name;
    if (before !== name) renameSync(standIn, before);
    this.command(name, `case "$*" in ${calls}) kill -KILL 0 ;; esac; PATH=\${PATH#*:} exec ${before} "$@"`);
    // A process group of its own, which is what `kill 0` kills.
    const options = { env: this.#environment, stdio: 'ignore', detached: true } as const;
    const [code, signal] = await once(spawn('bash', [this.#script], options), 'exit');
    if (signal !== 'SIGKILL') throw new Error(`it ended with ${code}, and never called ${name} ${calls}`);
    rmSync(join(this.root, 'bin'), { recursive: true });
    this.#standIns();
  }

  /** Id of the installed programs. */
  get installed(): string {
    return basename(readlinkSync(join(this.root, 'opt/catnap/current')));
  }

  /** Ids of all programs on the disk. */
  get programs(): string[] {
    return readdirSync(join(this.root, 'opt/catnap/programs'));
  }

  /** All units, by name, with what they say. */
  get units(): ProgramFiles {
    const folder = join(this.root, 'etc/systemd/system');
    return Object.fromEntries(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    );
  }

  /** What systemctl was called with, in order. */
  get systemctl(): string[] {
    const file = join(this.root, 'systemctl.log');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  get #environment(): NodeJS.ProcessEnv {
    return {
      PATH: `${join(this.root, 'bin')}:${process.env['PATH']}`,
      CATNAP_ROOT: this.root,
      CATNAP_ENVIRONMENT: 'dev',
      CATNAP_ROLE: 'kafka',
    };
  }

  #standIns(): void {
    mkdirSync(join(this.root, 'bin'));
    this.command('systemctl', `echo "$@" >> '${this.root}/systemctl.log'`);
    this.command(
      'aws',
      `case "$1" in
        ssm) cat '${this.#bucket}/parameter' ;;
        s3) echo fetched >> '${this.root}/fetched.log'; cat "${this.#bucket}/$(basename "$3")" > "$4" ;;
      esac`,
    );
  }

  /** How often programs were fetched. */
  get fetches(): number {
    const file = join(this.root, 'fetched.log');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').length : 0;
  }
}
