import type { StopIntent } from '../../../../power/items.ts';
import type { Rule } from '../rule.ts';
import type { Simulation } from '../simulation.ts';

/** Milliseconds by which clocks of functions may disagree. */
const SLACK = 2_000;

/** Milliseconds after which a commitment counts no more. */
const COMMITMENT = 60_000;

export function stopsAsAnnounced(simulation: Simulation): Rule {
  let announced = Number.NEGATIVE_INFINITY;
  return {
    name: 'An instance is stopped only after an announcement whose instant has come, and only by whoever committed it.',
    committed({ changes, before }) {
      const change = changes.find(({ key, do: what }) => key === 'intent' && what === 'put');
      // Keys and values were paired by TargetItems.put().
      const intent = change?.do === 'put' ? (change.value as StopIntent) : undefined;
      if (intent && intent.committed === undefined) announced = simulation.now;
      if (intent?.committed === undefined) return undefined;
      if (before.get('intent') === undefined) return 'a stop was committed without an announcement';
      return Date.parse(intent.stop) > simulation.now + SLACK
        ? `the stop announced for ${intent.stop} was committed before`
        : undefined;
    },
    called({ action, by, instance }) {
      if (action !== 'stop' || instance.state !== 'running') return undefined;
      const { now, table } = simulation;
      const intent = table.peek().get('intent');
      if (intent?.committed === undefined) return `${instance.id} was stopped, and nobody had committed that`;
      if (Date.parse(intent.committed) < now - COMMITMENT - SLACK)
        return `${instance.id} was stopped long after the stop was committed`;
      if (announced < Date.parse(instance.launchTime))
        return `${instance.id} was stopped, and the announcement was of the time before its start`;
      const owner = simulation.cloud.owner();
      const replaced = owner !== undefined && Date.parse(owner.launchTime) > by.began - SLACK;
      return owner?.id !== instance.id && !replaced && !by.misled
        ? `${instance.id} was stopped, and the target is ${owner?.id ?? 'gone'}`
        : undefined;
    },
  };
}
