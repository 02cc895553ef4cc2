/** A line of Apache's VerifiableProducer about a record that was acknowledged, as far as it matters here. */
interface Success {
  readonly name: 'producer_send_success';
  /** Milliseconds since 1970, when the acknowledgement came. */
  readonly timestamp: number;
  readonly partition: number;
}

/** How long a producer waited for acknowledgements, partition by partition, as it says itself. */
export class Acknowledgements {
  /** Partition → when its last acknowledgement came. */
  readonly #last = new Map<number, number>();
  #stalls = new Map<number, number>();
  #failed = 0;
  #rest = '';

  /** Takes what the producer prints. */
  add(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#addLine(line);
  }

  /** Partition → the longest time between two of its acknowledgements since the last `restart`, in milliseconds. */
  get stalls(): ReadonlyMap<number, number> {
    return this.#stalls;
  }

  /** Records that were given up since the last `restart`. */
  get failed(): number {
    return this.#failed;
  }

  /** Partition → when its last acknowledgement came: milliseconds since 1970. */
  get last(): ReadonlyMap<number, number> {
    return this.#last;
  }

  /** Counts anew; a wait that goes on is counted from its beginning. */
  restart(): void {
    this.#stalls = new Map();
    this.#failed = 0;
  }

  #addLine(line: string): void {
    const said: unknown = line.startsWith('{') ? JSON.parse(line) : {};
    if (isSuccess(said)) {
      const { partition, timestamp } = said;
      const stall = timestamp - (this.#last.get(partition) ?? timestamp);
      this.#stalls.set(partition, Math.max(stall, this.#stalls.get(partition) ?? 0));
      this.#last.set(partition, timestamp);
    } else if (hasName(said) && said.name === 'producer_send_error') {
      this.#failed += 1;
    }
  }
}

function isSuccess(said: unknown): said is Success {
  return hasName(said) && said.name === 'producer_send_success';
}

function hasName(said: unknown): said is { readonly name: unknown } {
  return typeof said === 'object' && said !== null && 'name' in said;
}
