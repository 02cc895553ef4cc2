import { CollectorError } from '../errors.ts';
import type { EventRecord } from '../event-record.ts';
import { type Batch, Failure } from './batch.ts';
import type { Gate } from './gate.ts';
import type { Pause } from './pause.ts';
import type { Pending } from './pending.ts';
import { route } from './route.ts';
import type { Sender } from './sender.ts';
import type { WaitingRoom } from './waiting-room.ts';

export interface OutflowProps {
  readonly pending: Pending;
  readonly gate: Gate;
  readonly sender: Sender;
  readonly room: WaitingRoom;
  /** Why nothing can be appended to the buffer. */
  readonly trouble: () => CollectorError | undefined;
  /** Whether batches that nobody takes are tried again, because whoever gave them was told that they are kept. */
  readonly keeps: boolean;
  readonly pause: Pause;
  readonly log: (message: string) => void;
  /** There is something for the drainer to do: something was buffered, or could not even be buffered. */
  readonly drain: () => void;
}

/** Milliseconds a direct send may take: what is not acknowledged by then goes to the buffer, and its senders wait no longer. */
export const DIRECT_DEADLINE = 1000;
const RETRY = 200;

/** Lets accepted batches out, one at a time, in their order: to the sink or to the buffer. */
export class Outflow {
  readonly #props: OutflowProps;
  #running: Promise<void> | undefined;
  #ending = false;

  constructor(props: OutflowProps) {
    this.#props = props;
  }

  /** Lets out what is ripe. */
  flow(): void {
    if (this.#props.pending.ripe) this.#running ??= this.#run();
  }

  /** Lets out everything, ripe or not. Resolves when nothing is left; what nobody took has failed then. */
  async end(): Promise<void> {
    this.#ending = true;
    this.#props.pause.cutShort();
    const { pending } = this.#props;
    if (pending.collecting !== undefined) pending.collecting.due = true;
    this.flow();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { pending, gate } = this.#props;
    for (let batch = pending.take(); batch !== undefined; batch = pending.take()) {
      await gate.enter();
      const failure = await this.#letOut(batch.records);
      gate.leave();
      if (failure !== undefined) this.#props.drain();
      if (failure !== undefined && this.#props.keeps && !this.#ending) {
        await this.#props.pause.wait(RETRY);
        continue;
      }
      this.#done(batch, failure);
    }
    this.#running = undefined;
  }

  #done(batch: Batch, failure: Failure | undefined): void {
    this.#props.pending.remove(batch);
    batch.settle(failure);
    if (failure !== undefined && this.#props.keeps) {
      this.#props.log(
        `${batch.records.length} events are lost, acknowledged from memory: ${failure.error.message}`,
      );
    }
  }

  async #letOut(records: readonly EventRecord[]): Promise<Failure | undefined> {
    const { sender, room, trouble } = this.#props;
    const way = route({ waiting: room.occupied, connected: sender.connected, trouble: trouble() });
    if (way instanceof CollectorError) return new Failure(records, way);
    if (way === 'buffer') return this.#append(records);
    const { unsent } = await sender.send(records, DIRECT_DEADLINE);
    return unsent.length === 0 ? undefined : this.#append(unsent);
  }

  async #append(records: readonly EventRecord[]): Promise<Failure | undefined> {
    try {
      await this.#props.room.append(records);
      this.#props.drain();
      return undefined;
    } catch (error) {
      if (error instanceof CollectorError) return new Failure(records, error);
      throw error;
    }
  }
}
