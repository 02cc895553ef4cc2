import { trimmed } from './elements-of.ts';

/** A line that says something. */
export interface Line {
  readonly bytes: Buffer;
  /** Counted from 1, empty ones included. */
  readonly number: number;
}

const LINE_FEED = 0x0a;

/** The lines of newline-delimited JSON, without the empty ones. They share the memory of the whole. */
export function* linesOf(body: Buffer): Generator<Line> {
  let start = 0;
  for (let number = 1; start < body.length; number++) {
    const end = body.indexOf(LINE_FEED, start);
    const bytes = trimmed(body, start, end < 0 ? body.length : end);
    if (bytes.length > 0) yield { bytes, number };
    start = end < 0 ? body.length : end + 1;
  }
}

/** Whether a text of several lines has JSON of its own on the first, so that it is not one document on many lines. */
export function beginsWithLine(body: Buffer): boolean {
  const lines = linesOf(body);
  const first = lines.next();
  if (first.done || lines.next().done) return false;
  try {
    JSON.parse(first.value.bytes.toString());
    return true;
  } catch {
    // It is for the parser of the whole to say what is wrong with it.
    return false;
  }
}
