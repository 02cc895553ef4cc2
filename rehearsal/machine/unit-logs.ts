import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

/** The journal of a machine: a file per unit, each line with its time. */
export class UnitLogs {
  readonly #folder: string;
  readonly #files = new Map<string, WriteStream>();

  /** @param folder where the files go, made if need be */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  write(unit: string, line: string): void {
    let file = this.#files.get(unit);
    if (!file) {
      file = createWriteStream(join(this.#folder, `${unit}.log`), { flags: 'a' });
      this.#files.set(unit, file);
    }
    file.write(`${new Date().toISOString()} ${line}\n`);
  }

  /** Resolves when every line is in its file. */
  async close(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => finished(file.end())));
  }
}
