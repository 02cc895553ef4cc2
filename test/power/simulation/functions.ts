/** The two functions: what they are given of the world, and what becomes of their calls. */
import type { ApiAnswer, ApiPower, ApiRequest } from '../../../power/api/api.ts';
import { decide } from '../../../power/decide.ts';
import { factsOf } from '../../../power/facts.ts';
import type { Notice } from '../../../power/notice.ts';
import type { TargetItems } from '../../../power/store/target-items.ts';
import type { Instance } from '../../../power/target/target.ts';
import type { Invocation } from './invocation.ts';
import type { Simulation } from './simulation.ts';

/** The programs under proof. */
export interface Programs {
  readonly reap: (power: ApiPower) => Promise<void>;
  readonly handle: (request: ApiRequest, power: ApiPower) => Promise<ApiAnswer>;
}

const TARGET = 'kafka';

/** How often visitors may wake it in a day. */
const DAILY_CAP = 6;

/** AWS and the world as one invocation sees them. */
export function powerSeenBy(by: Invocation, simulation: Simulation): ApiPower {
  const store = simulation.table.seenBy(by);
  const target = simulation.cloud.seenBy(by);
  let seen: { readonly instances: readonly Instance[]; readonly now: Date } | undefined;
  return {
    environment: 'dev',
    store: {
      ...store,
      async read(name) {
        const items = await store.read(name);
        if (seen) countDecision(simulation, items, seen.instances, seen.now);
        seen = undefined;
        return items;
      },
    },
    settings: () => by.call('GetParametersByPath', () => new Map([[TARGET, simulation.deployed.written]])),
    targets: () => () => ({
      ...target,
      async describe() {
        const instances = await target.describe();
        seen = { instances, now: by.clock() };
        return instances;
      },
    }),
    notify: (_name, notice: Notice) => by.call('Publish', () => simulation.told(notice)),
    clock: by.clock,
    dailyCap: DAILY_CAP,
    corsOrigins: [],
  };
}

/** Looks at what the functions look at, to count what they must decide. */
function countDecision(
  { policy, coverage }: Simulation,
  items: TargetItems,
  instances: readonly Instance[],
  now: Date,
): void {
  const { action, reason, state } = decide(factsOf(items, instances, now), policy, now);
  coverage.count(`decision: ${action.do} · ${reason.code} · ${state}`);
}
