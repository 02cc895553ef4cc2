import type { RoleSession } from '../metadata-service/metadata-tree.ts';
import type { AttachedVolume } from './devices.ts';

/** What is known of an EC2 instance when it starts running. */
export interface Instance {
  /** `i-…` */
  readonly id: string;
  /** `t3.medium` … */
  readonly type: string;
  readonly market: 'spot' | 'on-demand';
  readonly availabilityZone: string;
  /** As text, decoded; it runs at the first boot only. */
  readonly userData: string;
  readonly volumes: readonly AttachedVolume[];
  /** @default - no role: whatever runs on it has no credentials */
  readonly session?: RoleSession;
}
