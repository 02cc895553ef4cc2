import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { below } from '../layout.ts';
import { MachineError } from '../machine-error.ts';
import { readUnit } from './read-unit.ts';
import { readTimer, type Timer } from './timer.ts';
import type { Unit } from './unit.ts';

/** Where an administrator's units lie; a machine has no others. */
const FOLDER = '/etc/systemd/system';

/** The units of a machine as its files say, each read when first needed and kept until the next reload. */
export class UnitFolder {
  readonly #root: string;
  readonly #folder: string;
  readonly #loaded = new Map<string, Unit>();

  /** @param root root file system of the machine */
  constructor(root: string) {
    this.#root = root;
    this.#folder = below(root, FOLDER);
  }

  /**
   * The unit of that name, or undefined when there is no file of it.
   *
   * @throws MachineError `bad-unit`
   */
  find(name: string): Unit | undefined {
    const loaded = this.#loaded.get(name);
    if (loaded) return loaded;
    const file = join(this.#folder, name);
    if (!existsSync(file)) return undefined;
    if (existsSync(`${file}.d`)) {
      throw new MachineError(
        'bad-unit',
        `${name}: drop-ins (${name}.d) are not supported: put them into the unit's file`,
      );
    }
    const unit = readUnit(name, readFileSync(file, 'utf8'));
    this.#loaded.set(name, unit);
    return unit;
  }

  /**
   * The timer of that name.
   *
   * @throws MachineError `unit-not-found`, `bad-unit`
   */
  needTimer(name: string): Timer {
    if (!this.has(name)) throw new MachineError('unit-not-found', `Unit ${name} not found.`);
    return readTimer(name, readFileSync(join(this.#folder, name), 'utf8'));
  }

  /** Whether there is a file of that unit. */
  has(name: string): boolean {
    return existsSync(join(this.#folder, name));
  }

  /** From now on units are what their files say now. */
  reload(): void {
    this.#loaded.clear();
  }

  /**
   * Makes a boot start the unit, by the links that its WantedBy asks for.
   *
   * @throws MachineError `unit-not-found`
   */
  enable(name: string): void {
    for (const target of this.#need(name).wantedBy) {
      const wants = join(this.#folder, `${target}.wants`);
      mkdirSync(wants, { recursive: true });
      link(relative(wants, join(this.#folder, name)), join(wants, name));
    }
  }

  /**
   * Takes away the links by which boots start the unit.
   *
   * @throws MachineError `unit-not-found`
   */
  disable(name: string): void {
    if (!this.has(name)) throw new MachineError('unit-not-found', `Unit file ${name} does not exist.`);
    const folders = readdirSync(this.#folder).filter((folder) => folder.endsWith('.wants'));
    for (const folder of folders) rmSync(join(this.#folder, folder, name), { force: true });
  }

  /**
   * Makes a unit file that lies elsewhere known here.
   *
   * @param path of the file, absolute
   * @throws MachineError `unit-not-found`
   */
  link(path: string): void {
    const file = below(this.#root, path);
    if (!existsSync(file)) throw new MachineError('unit-not-found', `Unit file ${path} does not exist.`);
    mkdirSync(this.#folder, { recursive: true });
    link(file, join(this.#folder, basename(path)));
  }

  /** Names of the units that a boot starts. */
  enabled(): string[] {
    const wants = join(this.#folder, 'multi-user.target.wants');
    return existsSync(wants) ? readdirSync(wants).sort() : [];
  }

  #need(name: string): Unit {
    const unit = this.find(name);
    if (!unit) throw new MachineError('unit-not-found', `Unit ${name} not found.`);
    return unit;
  }
}

function link(target: string, path: string): void {
  if (!existsSync(path)) symlinkSync(target, path);
}
