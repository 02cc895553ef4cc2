/**
 * Three projects: `unit` is quick and starts next to nothing; `referees` are other people's linters; `journeys` run real
 * brokers, emulators and machines, and every `*.processes.test.ts`, which starts real
 * processes beside the unit tests of its room. Node's own module loader runs them (see the scripts).
 */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2024',
          // Node wants to be told that a file is JSON.
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.catnap', '<rootDir>/cdk.out'],
};

export default {
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '<rootDir>/test/journeys/',
        '<rootDir>/test/referees/',
        '\\.processes\\.test\\.ts$',
      ],
    },
    {
      ...base,
      displayName: 'referees',
      testMatch: ['<rootDir>/test/referees/**/*.test.ts'],
      globalSetup: '<rootDir>/test/referees/global-setup.ts',
    },
    {
      ...base,
      displayName: 'journeys',
      testMatch: ['<rootDir>/test/journeys/**/*.test.ts', '<rootDir>/test/**/*.processes.test.ts'],
    },
  ],
};
