import type { Stack } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { Policy } from '../../power/policy.ts';

/** Whether a host installs security updates by itself: once a day while it is awake, or never. */
export type SecurityUpdates = 'daily' | 'off';

export interface HostSettings {
  /** What it is called when it sleeps and wakes. */
  readonly target: string;
  /** The power table, in which it reports. */
  readonly table: dynamodb.ITable;
  readonly policy: Policy;
  /**
   * A volume to adopt.
   *
   * @default - the one that carries the target's tags
   */
  readonly volumeId?: string;
  /** @default 'daily' */
  readonly securityUpdates?: SecurityUpdates;
  /** What it runs, and how. The host tells by these what kind of host it is. */
  readonly services: object;
}

/** What the host's agent reads at each boot, as JSON (`host/settings.ts` reads it). */
export function hostSettings(stack: Stack, settings: HostSettings): string {
  const { target, table, policy, volumeId, securityUpdates = 'daily', services } = settings;
  return stack.toJsonString({
    target,
    table: table.tableName,
    dataVolume: volumeId ? { volumeId } : {},
    reportEvery: policy.reportEvery,
    waitForLag: policy.waitForLag,
    securityUpdates,
    ...services,
  });
}
