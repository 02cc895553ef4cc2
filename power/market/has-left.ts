import type { Facts } from '../facts.ts';
import { isServing } from '../merge-reports.ts';
import { isLive } from '../target/target.ts';

/**
 * Whether the broker that was asked to leave has gone, and is back on another instance; or need not come back, because the
 * cluster sleeps.
 */
export function hasLeft({ leave, hosts, instance }: Facts, now: Date): boolean {
  if (leave === undefined || hosts.some((host) => host.id === leave.instance && isLive(host))) return false;
  const group = instance?.cluster?.groups.find(({ node }) => node === leave.node);
  const isBack = hosts.some((host) => host.node === leave.node && isServing(host, now));
  return isBack || (group !== undefined && group.desired === 0);
}
