/** A host that went to work at 03:00:00 and is looked at at noon, to be varied by each test. */
import type { Facts } from '../../power/facts.ts';
import type { ActivityReport, Lease, StopIntent, Transition, Wish } from '../../power/items.ts';
import { type Policy, policyOf } from '../../power/policy.ts';
import type { Instance } from '../../power/target/target.ts';

export const NOON = new Date('2026-11-21T12:00:00.000Z');
export const POLICY: Policy = policyOf({});

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
    lastUsedAt: ago(60),
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
  return { stop: ago(-10), reason: { code: 'idle', text: 'unused for 6 min, sleeps after 5 min' }, ...over };
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

/** An online host that was used a minute ago. */
export function facts(over: Partial<Facts> = {}): Facts {
  return { instance: instance(), others: [], report: report(), recorded: transition(), ...over };
}
