import type { Size } from 'aws-cdk-lib';
import type { PolicyProps } from '../../power/policy.ts';
import type { SecurityUpdates } from '../constructs/host-settings.ts';

/** What a deploy can choose for a host of any kind. */
export interface HostOptions {
  /** The default of the stack parameter `InstanceSize`. */
  readonly instanceSize?: string;

  /** Size of the retained data volume. */
  readonly dataVolumeSize?: Size;

  /**
   * Adopts a retained volume of an earlier stack instead of the one that the stack makes.
   *
   * @default - the stack's own volume
   */
  readonly dataVolumeId?: string;

  /** When it sleeps and how long it may take to wake; lengths of time are seconds. */
  readonly policy?: PolicyProps;

  /**
   * Whether the awake host installs Amazon Linux's security updates, once a day.
   *
   * @default 'daily'
   */
  readonly securityUpdates?: SecurityUpdates;
}
