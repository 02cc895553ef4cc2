/**
 * Jest's own test runner, which leaves off at the first test file that fails: one is enough to find a mutant. Jest's
 * `bail` would end the process, and with it Stryker's.
 */
import { createRequire } from 'node:module';

// Jest's parts are no dependencies of this package; the one that jest itself brings along is meant.
const fromHere = createRequire(import.meta.url);
const fromJest = createRequire(fromHere.resolve('jest'));
const fromCore = createRequire(fromJest.resolve('@jest/core'));
const { default: TestRunner } = fromCore('jest-runner');

export default class FastRunner extends TestRunner {
  runTests(tests, watcher, options) {
    this.on('test-file-success', ([, { numFailingTests, testExecError }]) => {
      if (numFailingTests > 0 || testExecError) return watcher.setState({ interrupted: true });
    });
    return super.runTests(tests, watcher, options);
  }
}
