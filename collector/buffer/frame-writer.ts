const FIRST = 64 * 1024;
/** UTF-8 takes at most so many bytes for each UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/** Writes numbers, text and bytes one after the other into memory that is used again. */
export class FrameWriter {
  #buffer = Buffer.allocUnsafe(FIRST);
  #length = 0;

  /** Begins anew; what `written` gave is overwritten. */
  reset(): void {
    if (this.#buffer.length > FIRST * 64) this.#buffer = Buffer.allocUnsafe(FIRST);
    this.#length = 0;
  }

  get written(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  u8(value: number): void {
    this.#reserve(1);
    this.#length = this.#buffer.writeUInt8(value, this.#length);
  }

  u32(value: number): void {
    this.#reserve(4);
    this.#length = this.#buffer.writeUInt32BE(value, this.#length);
  }

  /** UTF-8, its length in front. */
  text(value: string): void {
    this.#reserve(4 + value.length * BYTES_PER_UNIT);
    const length = this.#buffer.write(value, this.#length + 4);
    this.u32(length);
    this.#length += length;
  }

  /** Their length in front. */
  bytes(value: Buffer): void {
    this.u32(value.length);
    this.#reserve(value.length);
    this.#length += value.copy(this.#buffer, this.#length);
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}
