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
};
