import type { Balancer } from '../balancer.ts';
import type { Choice } from '../choice.ts';
import { BalancerError } from '../errors.ts';
import type { Partitioner } from '../partitioner.ts';
import type { Entry } from './entry.ts';
import type { Topics } from './topics.ts';

export interface RouterProps {
  readonly balancer: Balancer;
  readonly topics: Topics;
  readonly partitioner: Partitioner;
}

/** Asks the balancer where records are to go. */
export class Router {
  readonly #props: RouterProps;

  constructor(props: RouterProps) {
    this.#props = props;
  }

  /** @returns undefined if it goes nowhere: it waits for its topic to be known, or ended because of the partitioner */
  choose(entry: Entry): Choice | undefined {
    const { balancer, topics } = this.#props;
    const { topic, key } = entry.record;
    try {
      entry.hash ??= this.#hash(entry);
      return balancer.choose(topic, entry.hash, key !== undefined);
    } catch (error) {
      if (!(error instanceof BalancerError)) throw error;
      if (error.code === 'bad-partition') entry.end({ is: 'failed', error });
      else {
        entry.failure = { kind: 'transient', name: error.message, cause: topics.lastError };
        entry.attempt = undefined;
        topics.wait(entry);
      }
      return undefined;
    }
  }

  #hash({ record: { topic, key } }: Entry): number {
    const { balancer, partitioner } = this.#props;
    const partitions = balancer.partitions(topic);
    try {
      return partitioner(key, topic, partitions);
    } catch (cause) {
      throw new BalancerError('bad-partition', `The partitioner threw for a record of ${topic}.`, { cause });
    }
  }
}
