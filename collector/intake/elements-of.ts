const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * The elements of an array, each as it was written, so that no number or repeated member is lost by writing it anew. They
 * share the memory of the whole.
 *
 * @param array JSON, known to be well-formed
 */
export function elementsOf(array: Buffer): Buffer[] {
  const elements: Buffer[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < array.length; at++) {
    const byte = array[at];
    if (byte === QUOTE) at = endOfText(array, at);
    else if (opens(byte)) {
      if (++depth === 1) start = at + 1;
    } else if (closes(byte)) {
      // What is blank is an array without elements.
      if (--depth === 0 && trimmed(array, start, at).length > 0) elements.push(trimmed(array, start, at));
    } else if (byte === COMMA && depth === 1) {
      elements.push(trimmed(array, start, at));
      start = at + 1;
    }
  }
  return elements;
}

/** The bytes from `start` to `end`, without white space around them. */
export function trimmed(bytes: Buffer, start: number, end: number): Buffer {
  let from = start;
  let to = end;
  while (from < to && isSpace(bytes[from])) from++;
  while (to > from && isSpace(bytes[to - 1])) to--;
  return bytes.subarray(from, to);
}

/** Index of the quote that ends the text which begins here. */
function endOfText(json: Buffer, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** `[` or `{` */
function opens(byte: number | undefined): boolean {
  return byte === 0x5b || byte === 0x7b;
}

/** `]` or `}` */
function closes(byte: number | undefined): boolean {
  return byte === 0x5d || byte === 0x7d;
}

/** Space, tab, line feed, carriage return. */
function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
