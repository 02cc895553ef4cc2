import { HOUR, untilAwake } from '../patience.ts';
import type { Rule } from '../rule.ts';
import type { Simulation } from '../simulation.ts';

export function wakesAreNotLost(simulation: Simulation): Rule {
  let due = simulation.now;
  return {
    name: 'A wake is never lost: what is wanted awake comes up as soon as AWS lets it.',
    moment() {
      const { now, troubleAt, refusedAt, story, ledger } = simulation;
      if (!isWanted(simulation) || isUp(simulation)) {
        due = now;
        return undefined;
      }
      const waited = now - Math.max(due, troubleAt);
      if (waited <= untilAwake(story.setting, now - refusedAt < HOUR)) return undefined;
      const claim = ledger.claimsSinceStop(now, 'atLeast')[0];
      const since = new Date(Math.max(due, troubleAt)).toISOString();
      return `it is ${claim?.what}, nothing has gone wrong since ${since}, and it is not up after ${waited / 1000} s`;
    },
  };
}

function isWanted({ ledger, now, owner, table }: Simulation): boolean {
  if (ledger.holdOff || owner === undefined || owner.instance.unfit !== undefined) return false;
  const { host } = owner.life;
  const ill = host.hung || host.broken !== undefined || host.isSlow || host.isDown;
  return !ill && table.peek().newer().length === 0 && ledger.claimsSinceStop(now, 'atLeast').length > 0;
}

function isUp({ owner, policy }: Simulation): boolean {
  if (policy.reports === 'none') return owner?.instance.state === 'running';
  return owner?.life.host.serving === true;
}
