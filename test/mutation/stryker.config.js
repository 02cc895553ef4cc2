/**
 * Bugs put into power/ on purpose, one at a time; its unit tests must find them. `npm run mutate` runs it.
 *
 * Everything is mutated, static code and texts included.
 */
import { fileURLToPath } from 'node:url';

export default {
  testRunner: 'jest',
  plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/jest-runner'))],
  jest: { configFile: 'test/mutation/jest.config.js' },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  mutate: ['power/**/*.ts'],
  // The sandbox holds what the tests of power/ import, whose fake host is made of parts of the real one, and no
  // tsconfig.json, which Stryker would read by a TypeScript of its own.
  ignorePatterns: [
    '**',
    '!power/**',
    '!host/**',
    '!test/power/**',
    '!test/mutation/*.js',
    '!jest.config.js',
    '!package.json',
  ],
  tempDirName: '.catnap/mutation/sandbox',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Long enough that a busy machine is not taken for an endless loop.
  timeoutMS: 30_000,
  incremental: true,
  incrementalFile: '.catnap/mutation/incremental.json',
  reporters: ['progress', 'clear-text', 'json'],
  jsonReporter: { fileName: '.catnap/mutation/report.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  allowEmpty: true,
};
