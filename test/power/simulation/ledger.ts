/**
 * What people have asked for, as they would tell it: kept from requests that took effect, by the words of the promises
 * and by none of the code under proof.
 */
import type { Caller } from '../../../power/items.ts';
import type { Policy } from '../../../power/policy.ts';
import { type Claim, leaseClaim, SLACK, type Times } from './claim.ts';
import { type Hold, obstacleTo, RANK } from './obstacle.ts';
import { OfficeHours } from './office-hours.ts';
import type { Ask } from './story.ts';

const MINUTE = 60_000;

const IN_WINDOW = 'in a window';

export class Ledger {
  /** Who put it to sleep, and when. */
  holdOff: { readonly by: Caller; readonly at: number } | undefined;
  holdOn: Claim | undefined;
  /** When somebody last stopped the instance by other means than ours; until it is started again. */
  manualStop: number | undefined;
  /** When anything here last changed. */
  changedAt = 0;
  readonly #leases = new Map<string, Claim>();
  readonly #policy: Policy;
  readonly #hours: OfficeHours;
  /** When somebody last asked for it, or lifted a hold-off: with that a stop by other means is over. */
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(policy: Policy) {
    this.#policy = policy;
    this.#hours = new OfficeHours(policy.windows);
  }

  /** Who stands in the way of that, for certain (`atLeast`) or perhaps (`atMost`). */
  obstacle(ask: Ask, now: number, end: 'atLeast' | 'atMost'): string | undefined {
    return obstacleTo(ask, this.#hold(now, end));
  }

  /** A request took effect. */
  enter(ask: Ask, began: number, now: number): void {
    if (ask.do === 'look') return;
    this.changedAt = now;
    if (ask.do !== 'sleep' && ask.do !== 'end-lease') this.#askedAt = now;
    switch (ask.do) {
      case 'wake':
        this.#wake(ask.by, ask.minutes ?? 0, { began, now });
        return;
      case 'lease':
        this.holdOff = undefined;
        this.#lease(ask.id, ask.by, ask.minutes * MINUTE, 0, { began, now });
        return;
      case 'end-lease':
        this.#leases.delete(ask.id);
        return;
      case 'hold': {
        const needed = ask.minutes * MINUTE;
        this.holdOff = undefined;
        const [atLeast, atMost] = [began + needed - SLACK, now + needed + SLACK];
        this.holdOn = { what: `held by a ${ask.by}`, by: ask.by, at: now, atLeast, atMost };
        return;
      }
      case 'end-hold':
        this.holdOff = undefined;
        this.holdOn = undefined;
        return;
      case 'sleep':
        this.holdOn = undefined;
        this.#leases.delete('wake');
        if (!this.holdOff || RANK[this.holdOff.by] < RANK[ask.by]) this.holdOff = { by: ask.by, at: now };
    }
  }

  /**
   * What keeps it awake now, in spite of everything but a hold-off.
   *
   * @param openFor - milliseconds for which a window must have been open to count
   */
  keepsAwake(now: number, openFor: number): Claim | undefined {
    const inWindow = this.#hours.openSince(now - openFor) && this.#hours.openSince(now + SLACK);
    return this.#claims(now, 'atLeast').find(({ what }) => what !== IN_WINDOW || inWindow);
  }

  /** Whether anything may keep it awake now, hold-off or not. */
  mayKeepAwake(now: number): boolean {
    return this.#claims(now, 'atMost').length > 0;
  }

  /**
   * What was asked for after somebody had stopped it by other means, or all there is if nobody has.
   *
   * @param slack - milliseconds before that stop that count as after it
   */
  claimsSinceStop(now: number, end: 'atLeast' | 'atMost', slack = 0): Claim[] {
    if (this.manualStop === undefined) return this.#claims(now, end);
    const stop = this.manualStop - slack;
    const askedAt = Math.max(this.#askedAt, this.#hours.lastOpening(now) ?? 0);
    const isOver = end === 'atMost' && askedAt > stop;
    return this.#claims(now, end).filter(({ at }) => isOver || at > stop);
  }

  #claims(now: number, end: 'atLeast' | 'atMost'): Claim[] {
    const since = this.#hours.openSince(now);
    const window: Claim[] =
      since === undefined
        ? []
        : [
            {
              what: IN_WINDOW,
              by: 'person',
              at: since,
              atLeast: Number.MAX_VALUE,
              atMost: Number.MAX_VALUE,
            },
          ];
    const asked = [...(this.holdOn ? [this.holdOn] : []), ...this.#leases.values()];
    return [...asked.filter((claim) => claim[end] > now), ...window];
  }

  #hold(now: number, end: 'atLeast' | 'atMost'): Hold | undefined {
    if (this.holdOff) return { what: 'off', by: this.holdOff.by };
    if (this.holdOn && this.holdOn[end] > now) return { what: 'on', by: this.holdOn.by };
    return undefined;
  }

  #wake(by: Caller, minutes: number, times: Times): void {
    this.holdOff = undefined;
    const needed = Math.max(minutes * MINUTE, this.#policy.minAwake * 1000);
    this.#lease('wake', by, needed, this.#policy.bootDeadline * 1000, times);
  }

  #lease(id: string, by: Caller, needed: number, extra: number, times: Times): void {
    this.#leases.set(id, leaseClaim({ id, by, needed, extra }, times, this.#leases.get(id)));
  }
}
