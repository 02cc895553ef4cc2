import type { IncomingMessage } from 'node:http';
import { IntakeError } from './intake-error.ts';

/** Bytes of bodies that are on their way, and may be, of all requests together. */
export class Arriving {
  readonly #limit: number;
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns whether they fit */
  add(bytes: number): boolean {
    if (this.#bytes + bytes > this.#limit) return false;
    this.#bytes += bytes;
    return true;
  }

  remove(bytes: number): void {
    this.#bytes -= bytes;
  }
}

/** Called once, with either. It is not called for a sender who went away. */
export type BodyRead = (error: IntakeError | undefined, body: Buffer) => void;

/**
 * Refuses a body that says itself that it is too long, without reading it.
 *
 * @throws IntakeError `too-large`
 */
export function checkLength(request: IncomingMessage, most: number): void {
  const length = request.headers['content-length'];
  if (length !== undefined && Number(length) > most) throw tooLarge(most);
}

/**
 * Reads a body as far as it may go.
 *
 * A body that is there at once, as most are, is the very buffer that Node made for it. What arrives in pieces counts as
 * arriving until it is complete.
 */
export function readBody(request: IncomingMessage, most: number, arriving: Arriving, done: BodyRead): void {
  let first: Buffer | undefined;
  let later: Buffer[] | undefined;
  let bytes = 0;
  let counted = 0;

  function take(chunk: Buffer): void {
    bytes += chunk.length;
    if (bytes > most) {
      end(tooLarge(most));
    } else if (first === undefined) {
      first = chunk;
    } else if (arriving.add(bytes - counted)) {
      counted = bytes;
      later ??= [first];
      later.push(chunk);
    } else {
      end(crowded());
    }
  }

  function complete(): void {
    end(undefined);
  }

  function gone(): void {
    arriving.remove(counted);
  }

  function end(error: IntakeError | undefined): void {
    arriving.remove(counted);
    request.off('data', take);
    request.off('end', complete);
    request.off('error', gone);
    done(error, later ? Buffer.concat(later, bytes) : (first ?? EMPTY));
  }

  request.on('data', take);
  request.on('end', complete);
  request.on('error', gone);
}

const EMPTY = Buffer.alloc(0);

/** Why a body is refused that would not fit beside those that are arriving. */
export function crowded(): IntakeError {
  return new IntakeError('full', 'Other requests are sending as much as may wait; try again.');
}

function tooLarge(most: number): IntakeError {
  return new IntakeError('too-large', `The body has more than ${most} bytes; send it in several.`);
}
