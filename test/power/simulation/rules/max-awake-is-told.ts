import { HOUR, TICK } from '../patience.ts';
import type { Rule } from '../rule.ts';
import type { Simulation } from '../simulation.ts';

/** Milliseconds by which clocks of functions may disagree. */
const SLACK = 2_000;

export function maxAwakeIsTold(simulation: Simulation): Rule {
  let toldAt = Number.NEGATIVE_INFINITY;
  let unknownSince = simulation.now;
  return {
    name: 'Money is never burnt past maxAwake in silence: people are told at once, and again each hour.',
    told(notice) {
      if ('alarm' in notice && notice.alarm.code === 'max-awake') toldAt = simulation.now;
      return undefined;
    },
    moment() {
      const { owner, now, policy, troubleAt, table } = simulation;
      const running = owner?.instance.state === 'running';
      // A function that cannot read the table fails, and that has an alarm of its own.
      if (owner === undefined || !running || table.peek().newer().length > 0) {
        unknownSince = now;
        return undefined;
      }
      const over = Date.parse(owner.instance.launchTime) + policy.maxAwake * 1000;
      const silentSince = Math.max(over, unknownSince, troubleAt);
      const silence = now - Math.max(silentSince, toldAt >= over - SLACK ? toldAt + HOUR : 0);
      if (now < over || silence <= 3 * TICK) return undefined;
      return `it has been awake for longer than maxAwake since ${new Date(over).toISOString()}, and people were last told ${toldAt > 0 ? new Date(toldAt).toISOString() : 'never'}`;
    },
  };
}
