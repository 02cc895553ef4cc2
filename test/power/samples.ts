/** A host that went to work at 03:00:00, last reported ten seconds ago and is looked at at noon, to be varied by each test. */
import type { Facts } from '../../power/facts.ts';
import type { ActivityReport, Lease, StartTrouble, StopIntent, Transition, Wish } from '../../power/items.ts';
import { policyOf } from '../../power/parse-policy.ts';
import type { Policy } from '../../power/policy.ts';
import type { Instance } from '../../power/target/target.ts';

export const NOON = new Date('2026-11-21T12:00:00.000Z');
export const POLICY: Policy = policyOf({});

/** By the host's clock, which its reports are written by, it was last used that many seconds before its report. */
export function unusedFor(seconds: number, over: Partial<ActivityReport> = {}): ActivityReport {
  return report({ lastUsedAt: ago(10 + seconds), ...over });
}

/** The instant `seconds` before noon, or after it if negative. */
export function ago(seconds: number): string {
  return new Date(NOON.getTime() - seconds * 1000).toISOString();
}

export function instance(over: Partial<Instance> = {}): Instance {
  return { id: 'i-1', state: 'running', launchTime: ago(9 * 3600), type: 't3.medium', ...over };
}

export function report(over: Partial<ActivityReport> = {}): ActivityReport {
  return {
    at: ago(10),
    bootId: 'boot-1',
    lastUsedAt: ago(70),
    ready: true,
    detail: { phase: 'serving', boot: { agentAt: ago(9 * 3600 - 20), readyAt: ago(9 * 3600 - 40) } },
    ...over,
  };
}

export function wish(over: Partial<Wish> = {}): Wish {
  return { hold: 'on', by: 'person', at: ago(600), ...over };
}

export function lease(over: Partial<Lease> = {}): Lease {
  return { until: ago(-300), reason: 'import', by: 'service', at: ago(600), expiresAt: 0, ...over };
}

export function intent(over: Partial<StopIntent> = {}): StopIntent {
  return {
    stop: ago(-10),
    at: ago(20),
    instance: 'i-1',
    reason: { code: 'idle', text: 'unused for 6 min, sleeps after 5 min' },
    ...over,
  };
}

export function transition(over: Partial<Transition> = {}): Transition {
  return {
    from: 'booting',
    to: 'online',
    at: ago(9 * 3600 - 40),
    reason: { code: 'ready', text: 'ready' },
    ...over,
  };
}

/** AWS had no t3.medium to give a minute ago, the first time. */
export function trouble(over: Partial<StartTrouble> = {}): StartTrouble {
  return { refusals: 1, at: ago(60), code: 'no-capacity', text: 'there are no t3.medium left', ...over };
}

/** An online host that was used a minute ago. */
export function facts(over: Partial<Facts> = {}): Facts {
  return {
    instance: instance(),
    leases: [],
    others: [],
    hosts: [],
    told: {},
    newer: [],
    report: report(),
    recorded: transition(),
    ...over,
  };
}
