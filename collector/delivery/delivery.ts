import type { Depth, EventBuffer } from '../buffer/event-buffer.ts';
import { CollectorError } from '../errors.ts';
import type { EventRecord } from '../event-record.ts';
import type { BatchLimits } from '../settings.ts';
import type { Sink } from '../sinks/sink.ts';
import type { Metrics } from '../status/metrics.ts';
import type { Clock } from './clock.ts';
import { type DeliveryState, deliveryState } from './delivery-state.ts';
import { Drainer } from './drainer.ts';
import { Gate } from './gate.ts';
import { Keeper } from './keeper.ts';
import { Outflow } from './outflow.ts';
import { Pause } from './pause.ts';
import { Pending } from './pending.ts';
import { Ripening } from './ripening.ts';
import { Sender } from './sender.ts';
import { WaitingRoom } from './waiting-room.ts';

export interface DeliveryProps {
  readonly sink: Sink;
  readonly buffer: EventBuffer;
  readonly batch: BatchLimits;
  /** Bytes that may be accepted and neither in the sink nor in the buffer yet. */
  readonly pendingBytes: number;
  /** When `accept` resolves: once a crash loses nothing, or at once. */
  readonly ack: 'durable' | 'memory';
  /** How many there are that might call `accept`, one call of each at a time: open connections. */
  readonly senders: () => number;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: (message: string) => void;
  /** The sink cannot be reached, though something waits for it. Called again and again. */
  readonly sinkWanted: (why: string) => void;
}

/**
 * Brings accepted events to the sink: directly, or through the buffer while the sink is away. Per key they arrive in the
 * order of acceptance, at least once; one batch goes out at a time, and nothing overtakes what is buffered.
 */
export class Delivery {
  readonly #props: DeliveryProps;
  readonly #pending: Pending;
  readonly #sender: Sender;
  readonly #room: WaitingRoom;
  readonly #outflow: Outflow;
  readonly #drainer: Drainer;
  readonly #keeper: Keeper;
  readonly #gate = new Gate();
  #closing = false;
  /** Calls of `accept` that have not resolved. */
  #waiting = 0;
  readonly #ripening: Ripening;

  constructor(props: DeliveryProps) {
    const { batch, pendingBytes, buffer, metrics, clock, ack } = props;
    this.#props = props;
    this.#pending = new Pending(batch, pendingBytes);
    this.#sender = new Sender(props);
    this.#room = new WaitingRoom(buffer, metrics, clock);
    const shared = { ...props, room: this.#room, sender: this.#sender, gate: this.#gate };
    this.#drainer = new Drainer(shared);
    this.#outflow = new Outflow({
      ...shared,
      trouble: () => buffer.trouble,
      pause: new Pause(clock),
      pending: this.#pending,
      keeps: ack === 'memory',
      drain: () => this.#drainer.drain(),
    });
    this.#ripening = new Ripening({
      clock,
      age: batch.age,
      allWait: () => this.#waiting >= props.senders(),
      ripe: () => this.#outflow.flow(),
    });
    this.#keeper = new Keeper({ ...props, found: (depth, reopened) => this.#found(depth, reopened) });
  }

  /**
   * Opens the buffer, and drains what an earlier run left. If Redis does not answer it goes on trying, and events are
   * refused until then: what an earlier run left must not be overtaken.
   *
   * @throws CollectorError `second-collector`
   */
  open(): Promise<void> {
    return this.#keeper.open();
  }

  /**
   * Takes events, in order, all of them or none.
   *
   * @returns when they are durable: acknowledged by the sink, or synced to the buffer; with ack `memory` at once
   * @throws CollectorError `full`, `unavailable`, `closing`, `second-collector`; some of them may have arrived all the same
   */
  async accept(records: readonly EventRecord[]): Promise<void> {
    if (this.#closing) throw CLOSING;
    const batches = this.#pending.add(records, this.#props.clock.now());
    const waits = this.#props.ack === 'durable';
    if (waits) this.#waiting += 1;
    if (this.#pending.collecting !== undefined) this.#ripening.watch(this.#pending.collecting);
    this.#outflow.flow();
    if (!waits) return;
    const failures = await Promise.all(batches.map(({ outcome }) => outcome));
    this.#waiting -= 1;
    const failure = failures.find((some) => some?.concerns(records));
    if (failure !== undefined) throw failure.error;
  }

  get state(): DeliveryState {
    return deliveryState({
      buffer: this.#props.buffer,
      room: this.#room,
      sender: this.#sender,
      pending: this.#pending,
      draining: this.#drainer.running,
      closing: this.#closing ? CLOSING : undefined,
    });
  }

  /**
   * Takes nothing more. What it holds goes to the sink or else the buffer; if neither takes it, those who wait are told.
   * Then it gives the buffer up and leaves the sink. May be called twice.
   */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all([this.#drainer.stop(), this.#outflow.end()]);
    await this.#keeper.stop();
    await Promise.all([this.#props.buffer.close(), this.#props.sink.close()]);
  }

  /**
   * The buffer was looked at. It may hold what nobody here knows of: left by an earlier run, or by an append that failed
   * only as far as we were told. It may also hold less than we think.
   */
  async #found(depth: Depth, reopened: boolean): Promise<void> {
    this.#room.depth = depth;
    if (reopened) this.#drainer.forget();
    const unexpected = depth.entries > 0 && !this.#room.occupied;
    const unsure = reopened && this.#room.occupied;
    if (!unexpected && !unsure) return;
    const hold = this.#gate.hold();
    try {
      await hold.quiet;
      const { entries } = await this.#props.buffer.depth();
      if (entries > 0 || !this.#drainer.running) this.#room.occupied = entries > 0;
    } finally {
      hold.release();
    }
    if (this.#room.occupied) this.#drainer.drain();
  }
}

const CLOSING = new CollectorError('closing', 'this collector is about to exit: send again');
