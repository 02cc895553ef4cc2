import type { StopIntent } from '../../../../power/items.ts';
import type { Instance } from '../../../../power/target/target.ts';
import type { HostLife } from '../host-life.ts';
import type { Rule } from '../rule.ts';
import type { Simulation } from '../simulation.ts';

/** Milliseconds by which clocks of functions may disagree, and instants are cut to the second. */
const SLACK = 2_000;

/** A function may act that late on what it has seen. */
const FUNCTION = 50_000;

/** Milliseconds after which a report says nothing about the present. */
const STALE = 180_000;

/** Looks at the two moments that count: when a stop is announced, upon which the service ends, and when it is committed. */
export function stopsWithCause(simulation: Simulation): Rule {
  return {
    name: 'A target is never stopped while it is used, held, leased, in a window, or up for less than minAwake.',
    committed({ changes, before }) {
      const change = changes.find(({ key, do: what }) => key === 'intent' && what === 'put');
      const { owner } = simulation;
      if (change?.do !== 'put' || owner === undefined) return undefined;
      // Keys and values were paired by TargetItems.put().
      const { committed, instance } = change.value as StopIntent;
      // Another one has taken its place meanwhile.
      if (instance !== owner.instance.id) return undefined;
      const step = committed === undefined ? 'announced' : 'committed';
      if (step === 'announced' && before.get('intent') !== undefined) return 'a stop was announced twice';
      const cause = objection(simulation, owner, step);
      return cause && `a stop was ${step} although ${cause}`;
    },
  };
}

/** Why it must not be stopped; undefined: it may. */
function objection(
  { ledger, policy, now, story }: Simulation,
  { instance, life }: { readonly instance: Instance; readonly life: HostLife },
  step: 'announced' | 'committed',
): string | undefined {
  if (ledger.holdOff) return undefined;
  const claim = ledger.keepsAwake(now, FUNCTION);
  if (claim) return `it was ${claim.what}`;
  const upSince = Date.parse(instance.launchTime);
  if (policy.maxAwakeAction === 'stop' && now - upSince >= policy.maxAwake * 1000 - SLACK) return undefined;
  const ahead = Math.abs(story.setting.hostAhead * 1000);
  // Only our agent tells when its host came up.
  const tells = story.setting.teller === 'agent' && policy.reports === 'agent';
  const readyAt = tells ? (life.host.readyAt ?? 0) - ahead : 0;
  const since = Math.max(upSince, readyAt);
  const up = (now - since + SLACK) / 1000;
  if (up < policy.minAwake) return `it was up for ${Math.floor(up)} s only`;
  return policy.reports === 'none' ? undefined : useObjection({ policy, now }, life, ahead, step);
}

function useObjection(
  { policy, now }: Pick<Simulation, 'policy' | 'now'>,
  { told }: HostLife,
  ahead: number,
  step: 'announced' | 'committed',
): string | undefined {
  // Silence after the announcement does not take it back.
  if (told === undefined) return step === 'announced' ? 'its host had not reported yet' : undefined;
  if (step === 'announced' && now - told.newest > STALE + ahead + FUNCTION) return 'its use was unknown';
  const unused = (now - told.lastUse) / 1000;
  if (unused < policy.idleAfter) return `it was used ${Math.floor(unused)} s ago, and its host had said so`;
  if (policy.waitForLag.length > 0 && told.lag > 0) return `a group had ${told.lag} records left to read`;
  return undefined;
}
