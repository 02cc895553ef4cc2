import type { Choice } from '../choice.ts';
import type { Failure } from '../failure.ts';
import type { Outcome, OutgoingRecord } from '../record.ts';

/** What a record takes besides its key and value, about: headers, lengths, and the objects that hold it. */
const OVERHEAD_BYTES = 64;

/** One record on its way. It ends once. */
export class Entry {
  readonly record: OutgoingRecord;
  /** Which one it is of those that were given together. */
  readonly index: number;
  readonly bytes: number;
  /** From the partitioner, which needs to know how many partitions there are. Undefined until that is known. */
  hash: number | undefined;
  /** Where it is to go now. Undefined until its topic is known. */
  choice: Choice | undefined;
  /**
   * The request that answers for it, known by its identity alone. Undefined while it waits in a queue: it is in one place
   * at a time, though an earlier request that was given up may still be acknowledged.
   */
  attempt: object | undefined;
  /** Why it is not acknowledged yet, if it was tried. */
  failure: Failure | undefined;
  readonly #ended: (entry: Entry, outcome: Outcome) => void;
  #over = false;

  /** @param ended told how it ended */
  constructor(record: OutgoingRecord, index: number, ended: (entry: Entry, outcome: Outcome) => void) {
    this.record = record;
    this.index = index;
    this.bytes = bytesOf(record);
    this.#ended = ended;
  }

  get ended(): boolean {
    return this.#over;
  }

  /** The first call counts: of two copies that are acknowledged, the second changes nothing. */
  end(outcome: Outcome): void {
    if (this.#over) return;
    this.#over = true;
    this.#ended(this, outcome);
  }
}

function bytesOf({ key, value, headers }: OutgoingRecord): number {
  let bytes = OVERHEAD_BYTES + (key?.length ?? 0) + (value?.length ?? 0);
  for (const name in headers) bytes += name.length + (headers[name]?.length ?? 0);
  return bytes;
}
