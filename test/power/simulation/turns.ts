import type { Instance } from '../../../power/target/target.ts';
import type { Simulation } from './simulation.ts';

type State = Instance['state'];

/** Lets an instance's change of state have its consequences: for the host, for what people asked for, and as events. */
export class Turns {
  readonly #simulation: Simulation;
  #turns = 0;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  turned(id: string, state: State): void {
    const { cloud, timeline, ec2, hosts, ledger, now, story } = this.#simulation;
    const { pending, stopping } = story.setting;
    cloud.turned();
    this.#simulation.say(() => `${id} is ${state}`);
    const takes = { pending, stopping, 'shutting-down': stopping, running: 0, stopped: 0, terminated: 0 };
    // It turns when somebody looks.
    if (takes[state] > 0) timeline.plan(now + takes[state] * 1000, () => ec2.instances());
    const life = hosts.get(id);
    if (state === 'pending') {
      life?.restarted();
      ledger.manualStop = undefined;
      ledger.changedAt = now;
    }
    if (state === 'stopped' && ec2.peek(id)?.stopped?.by === 'failed-start')
      this.#simulation.refused('AWS gives up on the start');
    if (state === 'running') timeline.plan(now, () => life?.live());
    if (state === 'stopping' || state === 'shutting-down') timeline.plan(now, () => life?.host.leave());
    if (state === 'running' || state === 'stopped' || state === 'terminated') this.#tell();
  }

  /** EC2's event reaches the reaper sooner, later, twice or not at all. */
  #tell(): void {
    const { story, timeline, now, lambda } = this.#simulation;
    const { events } = story.setting;
    const delays = events[this.#turns++ % events.length] ?? [];
    for (const delay of delays) timeline.plan(now + delay * 1000, () => lambda.reap());
  }
}
