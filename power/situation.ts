import type { Decision } from './decide.ts';
import type { Facts } from './facts.ts';
import type { LeaveReason } from './items.ts';
import { type Host, isServing } from './merge-reports.ts';
import type { Member } from './target/target.ts';
import { sinceOf } from './transitions.ts';

/** What people are told of a target. */
export type Situation = Pick<Decision, 'state' | 'reason' | 'wanted' | 'alarms'> & {
  readonly since: string;
  /** Of a cluster: its instances, by node id. */
  readonly members?: readonly MemberSituation[];
};

/** What people are told of a broker's instance. */
export interface MemberSituation extends Member {
  /** It said lately that the cluster takes records through it. */
  readonly ready: boolean;
  /** Partitions of which a replica is out of sync, as far as it knows; absent if it does not. */
  readonly underReplicated?: number;
  /** Why it is asked to leave, if it is. */
  readonly leaves?: LeaveReason;
  /** Why it is not ready, or what threatens it, in its own words. */
  readonly message?: string;
}

/** What the facts and a decision about them come to. */
export function situationOf(facts: Facts, { state, reason, wanted, alarms }: Decision, now: Date): Situation {
  const members = facts.instance?.cluster && facts.hosts.map((host) => memberSituation(host, facts, now));
  return { state, reason, wanted, alarms, since: sinceOf(facts, state, now), ...(members && { members }) };
}

function memberSituation(host: Host, { leave }: Facts, now: Date): MemberSituation {
  const { report, ...member } = host;
  const message = report?.detail.message ?? report?.atRisk;
  const underReplicated = report?.underReplicated;
  return {
    ...member,
    ready: isServing(host, now),
    ...(underReplicated !== undefined && { underReplicated }),
    ...(leave?.instance === host.id && { leaves: leave.reason }),
    ...(message && { message }),
  };
}
