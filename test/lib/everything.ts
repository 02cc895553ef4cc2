import { Duration, Size } from 'aws-cdk-lib';
import type { EnvironmentConfig } from '../../lib/environments/environment-config.ts';

/** All that one environment can be configured with, so that tests see what only some deploys make. */
export const EVERYTHING: Partial<EnvironmentConfig> = {
  tick: Duration.minutes(2),
  publicWake: { dailyCap: 5, corsOrigins: ['https://example.org'] },
  notifyEmail: 'someone@example.org',
  monthlyBudget: { dollars: 10, email: 'someone@example.org' },
  kafka: {
    instanceSize: 't3.large',
    dataVolumeSize: Size.gibibytes(20),
    securityUpdates: 'off',
    policy: {
      idleAfter: 600,
      maxAwake: 86_400,
      maxAwakeAction: 'stop',
      windows: [
        { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:30', timeZone: 'Europe/Berlin' },
      ],
      waitForLag: ['billing'],
      fallbackSizes: ['t3a.large', 'm6i.large'],
    },
  },
  redis: {
    instanceSize: 't3.small',
    dataVolumeSize: Size.gibibytes(10),
    securityUpdates: 'off',
    policy: {
      windows: [{ days: ['mon', 'tue'], from: '08:00', to: '18:00', timeZone: 'Europe/Berlin' }],
      fallbackSizes: ['t3a.small'],
    },
    collector: {
      writeKeys: ['key-of-the-shop'],
      corsOrigins: ['https://example.org'],
      unknownType: 'dead-letter',
      invalid: 'reject',
      ack: 'memory',
      topic: 'clicks',
    },
  },
};

/** All that one environment with a cluster can be configured with. */
export const EVERYTHING_CLUSTERED: Partial<EnvironmentConfig> = {
  cluster: {
    brokers: 6,
    brokerSize: 'large',
    onDemandCount: 3,
    dataVolumeSize: Size.gibibytes(100),
    dataVolumeIops: 6_000,
    dataVolumeThroughput: 500,
    dataVolumeIds: { 2: 'vol-0123456789abcdef0' },
    securityUpdates: 'off',
    policy: { idleAfter: 900, spotPatience: 300, backToSpotAfter: 7_200, maxOnDemandHours: 50 },
  },
  redis: {},
};
