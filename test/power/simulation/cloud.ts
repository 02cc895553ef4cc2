/** EC2 as functions see it from afar: calls take time and fail, and descriptions lack things or are outdated. */
import type { Instance, ResizeOutcome, StartOutcome, Target } from '../../../power/target/target.ts';
import { isAfter } from '../../../power/time.ts';
import type { FakeTarget } from '../fake-target.ts';
import type { Fault } from './faults.ts';
import type { Invocation } from './invocation.ts';

/** A call that reached EC2. */
export interface Ec2Call {
  readonly by: Invocation;
  readonly action: 'start' | 'stop' | 'resize';
  /** The instance, as it was at that moment. */
  readonly instance: Instance;
}

/** Milliseconds for which EC2 may go on showing what was. */
const OUTDATED_FOR = 10_000;

export class Cloud {
  readonly #ec2: FakeTarget;
  readonly #now: () => number;
  readonly #onCall: (call: Ec2Call) => void;
  readonly #onRefusal: (text: string) => void;
  #latest: { readonly at: number; readonly instances: readonly Instance[] };
  #former: readonly Instance[];

  /** @param onCall - hears of each call before it takes effect */
  constructor(
    ec2: FakeTarget,
    now: () => number,
    onCall: (call: Ec2Call) => void,
    onRefusal: (text: string) => void,
  ) {
    this.#onRefusal = onRefusal;
    this.#ec2 = ec2;
    this.#now = now;
    this.#onCall = onCall;
    this.#former = ec2.instances();
    this.#latest = { at: now(), instances: this.#former };
  }

  /** Keeps how things were, for those who are shown it later. */
  turned(): void {
    this.#former = this.#latest.instances;
    this.#latest = { at: this.#now(), instances: this.#ec2.instances() };
  }

  /** The instance that is the target, by the rule that the newest launch owns it. */
  owner(): Instance | undefined {
    return ownerOf(this.#ec2.instances());
  }

  /** The target as whoever makes this invocation sees it. */
  seenBy(by: Invocation): Target {
    const call = (action: Ec2Call['action'], id: string) => {
      const instance = this.#ec2.instances().find((each) => each.id === id);
      if (instance) this.#onCall({ by, action, instance });
    };
    return {
      describe: () =>
        by.call<readonly Instance[]>(
          'DescribeInstances',
          () => this.#ec2.describe(),
          (how) => this.#halfTruth(how),
        ),
      start: (id) =>
        by.call<StartOutcome>('StartInstances', async () => {
          call('start', id);
          const outcome = await this.#ec2.start(id);
          if (typeof outcome === 'object') this.#onRefusal(outcome.text);
          return outcome;
        }),
      stop: (id) =>
        by.call('StopInstances', () => {
          call('stop', id);
          return this.#ec2.stop(id);
        }),
      resize: (id, type) =>
        by.call<ResizeOutcome>('ModifyInstanceAttribute', () => {
          call('resize', id);
          return this.#ec2.resize(id, type);
        }),
    };
  }

  #halfTruth(how: Fault): readonly Instance[] | undefined {
    const instances = this.#ec2.instances();
    if (how === 'page-missing') return [];
    if (how === 'newest-missing') return instances.filter((each) => each !== ownerOf(instances));
    if (how !== 'outdated') return undefined;
    return this.#now() - this.#latest.at < OUTDATED_FOR ? this.#former : instances;
  }
}

function ownerOf(instances: readonly Instance[]): Instance | undefined {
  const live = instances.filter(({ state }) => state !== 'shutting-down' && state !== 'terminated');
  return live.reduce<Instance | undefined>(
    (newest, each) => (newest && !isAfter(each.launchTime, newest.launchTime) ? newest : each),
    undefined,
  );
}
