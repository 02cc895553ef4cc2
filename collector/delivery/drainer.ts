import type { EventBuffer } from '../buffer/event-buffer.ts';
import { CollectorError } from '../errors.ts';
import { type EventRecord, sizeOf } from '../event-record.ts';
import { BackOff } from './back-off.ts';
import type { Clock } from './clock.ts';
import type { Gate, Hold } from './gate.ts';
import { DIRECT_DEADLINE } from './outflow.ts';
import { Pause } from './pause.ts';
import type { Sender } from './sender.ts';
import type { WaitingRoom } from './waiting-room.ts';

export interface DrainerProps {
  readonly buffer: EventBuffer;
  readonly room: WaitingRoom;
  readonly sender: Sender;
  readonly gate: Gate;
  readonly clock: Clock;
  /** The sink cannot be reached, though something waits for it. */
  readonly sinkWanted: (why: string) => void;
}

/** Bytes, uncompressed, that are read and sent at once. */
const READ = 1024 * 1024;
/** Milliseconds that one send may take. Nobody waits for it. */
const DRAIN_DEADLINE = 5000;

/** What was read and is not all acknowledged yet. */
interface Load {
  readonly records: readonly EventRecord[];
  /** The last of the entries they came from. */
  readonly through: string;
  /** Whether nothing more was there to be read. */
  readonly last: boolean;
}

/**
 * Brings what is buffered to the sink, oldest first, and removes it once the sink has acknowledged it. It runs only
 * while there is something to bring; when nothing is left, batches go to the sink directly again.
 */
export class Drainer {
  readonly #props: DrainerProps;
  readonly #backOff = new BackOff(200, 5000);
  readonly #pause: Pause;
  #running: Promise<void> | undefined;
  #load: Load | undefined;
  #stopped = false;

  constructor(props: DrainerProps) {
    this.#props = props;
    this.#pause = new Pause(props.clock);
  }

  drain(): void {
    if (!this.#stopped && !this.#done) this.#running ??= this.#run();
  }

  /** The buffer was opened again: what was read of it may not be what is there, so it is read again. */
  forget(): void {
    this.#load = undefined;
    this.#pause.cutShort();
  }

  /** Resolves when it has stopped; what it was sending has arrived by then, or stays in the buffer. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#pause.cutShort();
    await this.#running;
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  get #done(): boolean {
    return this.#props.sender.connected && !this.#props.room.occupied;
  }

  async #run(): Promise<void> {
    while (!this.#stopped && !this.#done) {
      const trouble = await this.#try();
      if (trouble && !this.#stopped) await this.#pause.wait(this.#backOff.next());
    }
    this.#running = undefined;
  }

  /** @returns whether to wait before the next try */
  async #try(): Promise<boolean> {
    try {
      await this.#connect();
      if (!this.#props.room.occupied) return false;
      const round = await this.#round();
      if (round === 'last' || round === 'empty') await this.#handOver();
      return round === 'stuck';
    } catch (error) {
      if (error instanceof CollectorError) return true;
      throw error;
    }
  }

  async #connect(): Promise<void> {
    try {
      await this.#props.sender.connect();
    } catch (error) {
      if (error instanceof CollectorError) this.#props.sinkWanted(error.message);
      throw error;
    }
  }

  /**
   * Little is left: what is accepted now is held back until the rest is drained, and then goes to the sink directly. If
   * that takes too long, everything goes on as before.
   */
  async #handOver(): Promise<void> {
    const { gate, clock, room } = this.#props;
    const hold = gate.hold();
    const cancel = clock.after(DIRECT_DEADLINE, hold.release);
    try {
      await hold.quiet;
      let round: Round = 'more';
      while (this.#mayGoOn(hold, round)) round = await this.#round();
      if (!hold.released && round === 'empty') room.occupied = false;
    } finally {
      cancel();
      hold.release();
    }
  }

  #mayGoOn(hold: Hold, round: Round): boolean {
    return !hold.released && !this.#stopped && round !== 'stuck' && round !== 'empty';
  }

  /** One read, sent and removed; or what was left of the one before. */
  async #round(): Promise<Round> {
    this.#load ??= await this.#read();
    const load = this.#load;
    if (load === undefined) return 'empty';
    const unsent = load.records.length === 0 ? [] : await this.#send(load.records);
    if (this.#load !== load) return 'more';
    this.#load = { ...load, records: unsent };
    if (unsent.length > 0) return 'stuck';
    await this.#props.buffer.trim(load.through);
    this.#load = undefined;
    return load.last ? 'last' : 'more';
  }

  async #read(): Promise<Load | undefined> {
    const entries = await this.#props.buffer.oldest(READ);
    const through = entries.at(-1)?.id;
    if (through === undefined) return undefined;
    const records = entries.flatMap((entry) => entry.records);
    const bytes = records.reduce((sum, record) => sum + sizeOf(record), 0);
    return { records, through, last: bytes < READ };
  }

  async #send(records: readonly EventRecord[]): Promise<readonly EventRecord[]> {
    const { unsent } = await this.#props.sender.send(records, DRAIN_DEADLINE);
    if (unsent.length < records.length) this.#backOff.reset();
    return unsent;
  }
}

type Round = 'more' | 'last' | 'empty' | 'stuck';
