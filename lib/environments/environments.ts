import { Duration } from 'aws-cdk-lib';
import type { EnvironmentConfig } from './environment-config.ts';

/** The environments of this app, by name. Copy `dev` to add yours. */
const ENVIRONMENTS: Readonly<Record<string, EnvironmentConfig>> = {
  dev: {
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    kafka: {},
    redis: {},
  },

  /** When one host is no longer enough: docs/cluster.md. */
  prod: {
    availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    cluster: {},
  },

  /** What `npm start` lives through on a laptop: the stacks of `dev` with a day that passes in a minute. */
  rehearsal: {
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    tick: Duration.seconds(2),
    publicWake: {},
    kafka: {
      policy: { idleAfter: 8, minAwake: 5, bootDeadline: 40, reportEvery: 1 },
    },
    redis: {
      policy: { reportEvery: 1 },
      collector: { corsOrigins: ['*'] },
    },
  },

  /** What `npm start -- --cluster` lives through: three brokers, and an interruption of one. */
  'rehearsal-cluster': {
    availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    tick: Duration.seconds(2),
    publicWake: {},
    cluster: {
      policy: { idleAfter: 8, minAwake: 5, bootDeadline: 120, reportEvery: 1 },
    },
  },
};

/** The name of an environment nobody configured was given. */
class UnknownEnvironmentError extends Error {
  constructor(given: string) {
    super(
      `unknown environment '${given}': given by -c env=${given}, allowed are ${environmentNames().join(', ')}; ` +
        'add it to lib/environments/environments.ts or choose one of those',
    );
    this.name = 'UnknownEnvironmentError';
  }
}

/** The names that `-c env=` accepts. */
export function environmentNames(): string[] {
  return Object.keys(ENVIRONMENTS);
}

/**
 * The configuration of one environment.
 *
 * @throws UnknownEnvironmentError when there is none of that name.
 */
export function environmentConfig(name: string): EnvironmentConfig {
  const config = Object.hasOwn(ENVIRONMENTS, name) ? ENVIRONMENTS[name] : undefined;
  if (config === undefined) {
    throw new UnknownEnvironmentError(name);
  }
  return config;
}
