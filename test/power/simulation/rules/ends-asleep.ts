import type { Deployed } from '../deployed.ts';
import { MINUTE, TICK, untilAsleep } from '../patience.ts';
import type { Rule } from '../rule.ts';
import type { Simulation } from '../simulation.ts';

/** Milliseconds within which a report must have come for use to be known. */
const FRESH = 90_000;

/** A host whose clock is behind by more cannot be told from one that is silent. */
const MOST_BEHIND = -100;

export function endsAsleep(simulation: Simulation): Rule {
  let [mayRun, maySay] = [simulation.now, simulation.now];
  let overtaken: Deployed | undefined;
  return {
    name: 'It sleeps when nobody needs it: soon, in its own size, and with nothing left over.',
    called({ action, by }) {
      // It may have read the settings before that deploy, and EC2 knows no condition on the present size.
      if (action === 'resize' && by.began <= simulation.deployed.at) overtaken = simulation.deployed;
      return undefined;
    },
    moment() {
      const { now, troubleAt, ledger, story, policy, owner } = simulation;
      if (owner === undefined || !mustSleep(simulation)) {
        mayRun = now;
        maySay = now;
        return undefined;
      }
      const calmSince = Math.max(troubleAt, ledger.changedAt);
      if (owner.instance.state !== 'stopped') {
        maySay = now;
        const over = now - Math.max(mayRun, calmSince);
        return over > untilAsleep(story.setting, policy)
          ? `nobody has needed it for ${over / MINUTE} min, and it is ${owner.instance.state}`
          : undefined;
      }
      return now - Math.max(maySay, calmSince) > 4 * TICK ? leftOver(simulation, overtaken) : undefined;
    },
    end() {
      const { owner, now, ledger, story } = simulation;
      const knowable = story.setting.hostAhead >= MOST_BEHIND;
      if (owner === undefined || ledger.mayKeepAwake(now) || !knowable) return undefined;
      return owner.instance.state === 'stopped'
        ? leftOver(simulation, overtaken)
        : `in the end it is ${owner.instance.state}`;
    },
  };
}

function mustSleep(simulation: Simulation): boolean {
  const { ledger, now, owner, policy, table, story } = simulation;
  if (owner === undefined || owner.instance.unfit !== undefined || table.peek().newer().length > 0)
    return false;
  if (owner.instance.state === 'stopped') return ledger.holdOff !== undefined || !ledger.mayKeepAwake(now);
  const { life, instance } = owner;
  const launch = Date.parse(instance.launchTime);
  const ahead = story.setting.hostAhead * 1000;
  if (ledger.holdOff) {
    const heard = life.told !== undefined && life.told.first + Math.abs(ahead) < now;
    return heard || now - launch > policy.bootDeadline * 1000;
  }
  if (ledger.mayKeepAwake(now)) return false;
  const up = now - Math.max(launch, (life.host.readyAt ?? 0) + Math.max(0, ahead));
  if (up <= policy.minAwake * 1000) return false;
  return policy.reports === 'none' || isKnownIdle(simulation);
}

function isKnownIdle({ owner, now, policy, story }: Simulation): boolean {
  if (owner === undefined || story.setting.hostAhead < MOST_BEHIND) return false;
  const { told, host } = owner.life;
  if (told === undefined || host.readyAt === undefined || host.hung || host.broken !== undefined)
    return false;
  if (now - told.newest > FRESH || told.lag > 0) return false;
  return told.newest - Math.max(told.lastUse, told.saidUse) >= policy.idleAfter * 1000;
}

/** What must not be left when it sleeps. */
function leftOver(
  { table, owner, deployed, story }: Simulation,
  overtaken: Deployed | undefined,
): string | undefined {
  const items = table.peek();
  const recorded = items.newestTransition()?.value.to;
  if (recorded !== 'asleep') return `it sleeps, and is said to be ${recorded}`;
  if (items.get('intent')) return 'it sleeps, and the announced stop is still in the table';
  const isKnown = story.setting.sizeIsKnown && deployed !== overtaken;
  if (isKnown && owner?.instance.type !== deployed.size)
    return `it sleeps as ${owner?.instance.type}, and its own size is ${deployed.size}`;
  if (items.get('start'))
    return 'it sleeps in its own size, and its trouble with starts is still in the table';
  return undefined;
}
