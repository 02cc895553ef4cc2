import { tendBrokers } from './market/tend-brokers.ts';
import { parsePolicy } from './parse-policy.ts';
import type { Power } from './power.ts';
import { reconcile } from './reconcile.ts';

/**
 * One tick: every target of the environment becomes what it should be, one step.
 *
 * @throws AggregateError of what failed, once every target has had its turn, so that the invocation fails visibly
 */
export async function reap(power: Power): Promise<void> {
  const targets = power.targets();
  const settings = [...(await power.settings())];
  const results = await Promise.allSettled(
    settings.map(async ([name, json]) => {
      const policy = parsePolicy(json);
      const target = targets(name, policy.kind);
      await reconcile(power, name, target, policy);
      if (policy.kind === 'brokers') await tendBrokers(power, name, target, policy);
    }),
  );
  const errors = results.flatMap((result, index) =>
    result.status === 'rejected'
      ? [new Error(`target ${settings[index]?.[0]}`, { cause: result.reason })]
      : [],
  );
  if (errors.length > 0) {
    const names = errors.map(({ message }) => message).join(', ');
    throw new AggregateError(errors, `The tick failed for ${names}; the next one tries again.`);
  }
}
