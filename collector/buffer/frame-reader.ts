/** Reads what a `FrameWriter` wrote. Every method throws a RangeError when there is less than it takes. */
export class FrameReader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  u8(): number {
    const value = this.#buffer.readUInt8(this.#at);
    this.#at += 1;
    return value;
  }

  u32(): number {
    const value = this.#buffer.readUInt32BE(this.#at);
    this.#at += 4;
    return value;
  }

  text(): string {
    return this.bytes().toString();
  }

  /** Shares the memory of what is read. */
  bytes(): Buffer {
    const length = this.u32();
    const end = this.#at + length;
    if (end > this.#buffer.length) throw new RangeError(`${length} bytes were announced, less are there`);
    const value = this.#buffer.subarray(this.#at, end);
    this.#at = end;
    return value;
  }

  /** @throws RangeError when something is left */
  end(): void {
    const left = this.#buffer.length - this.#at;
    if (left > 0) throw new RangeError(`${left} bytes are left over`);
  }
}
