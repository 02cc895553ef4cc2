/** The test of the mutated file first, stories in which a whole world lives through hours last: most mutants are found soon. */
import { createRequire } from 'node:module';
import { relative } from 'node:path';

const fromHere = createRequire(import.meta.url);
const fromJest = createRequire(fromHere.resolve('jest'));
const { default: TestSequencer } = createRequire(fromJest.resolve('@jest/core'))('@jest/test-sequencer');

const STORIES = /\/(stories|api)\/|\/(reap|reconcile)\.test\.ts$/;

export default class QuickTestsFirst extends TestSequencer {
  #mirrors;

  constructor(options) {
    super(options);
    const { nonFlagArgs, rootDir } = options.globalConfig;
    this.#mirrors = nonFlagArgs.map(
      (file) => `${rootDir}/test/${relative(rootDir, file).replace(/\.ts$/, '.test.ts')}`,
    );
  }

  sort(tests) {
    return tests.toSorted((a, b) => this.#rank(a) - this.#rank(b) || (a.path < b.path ? -1 : 1));
  }

  #rank({ path }) {
    if (this.#mirrors.includes(path)) return 0;
    return STORIES.test(path) ? 2 : 1;
  }
}
