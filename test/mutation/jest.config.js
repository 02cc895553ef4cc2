/** The unit tests of power/ alone. The simulation stays out: it is slow, and these tests are to find every bug themselves. */
import config from '../../jest.config.js';

const [unit] = config.projects;

export default {
  ...unit,
  displayName: undefined,
  rootDir: '../..',
  runner: '<rootDir>/test/mutation/fast-runner.js',
  testSequencer: '<rootDir>/test/mutation/quick-tests-first.js',
  testMatch: ['<rootDir>/test/power/**/*.test.ts'],
  testPathIgnorePatterns: [...unit.testPathIgnorePatterns, '<rootDir>/test/power/simulation/'],
};
