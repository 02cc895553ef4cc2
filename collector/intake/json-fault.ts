/** Where a text stops being JSON. */
export interface JsonFault {
  /** Index of the first token that cannot be there; the text's length if it ends too early. */
  readonly position: number;
  /** What could be there. */
  readonly wanted: Wanted;
}

/** What can come next. */
type Wanted =
  | 'a value'
  | 'a value or ]'
  | 'a name or }'
  | 'a name'
  | ':'
  | ', or ]'
  | ', or }'
  | 'nothing more';

/** A token: a mark itself, a text, or another value. */
type Token = '{' | '}' | '[' | ']' | ',' | ':' | 'text' | 'other';

/** What a token does: lead on to something, open, close, or be a whole value. */
type Step = Wanted | 'open' | 'close' | 'whole';

const VALUE = { '{': 'open', '[': 'open', text: 'whole', other: 'whole' } as const;

const GRAMMAR: Readonly<Record<Wanted, Partial<Record<Token, Step>>>> = {
  'a value': VALUE,
  'a value or ]': { ...VALUE, ']': 'close' },
  'a name or }': { text: ':', '}': 'close' },
  'a name': { text: ':' },
  ':': { ':': 'a value' },
  ', or ]': { ',': 'a value', ']': 'close' },
  ', or }': { ',': 'a name', '}': 'close' },
  'nothing more': {},
};

/** White space and a token. Runs of plain characters are taken at once, so that long texts need no back-tracking. */
const TOKEN =
  /[\t\n\r ]*(?:(?<mark>[[\]{},:])|(?<text>"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;
const SPACE = /[\t\n\r ]*/y;

/**
 * Where a text stops being JSON, which the engine's own parser does not always tell. Slow: only for what it has refused.
 * What is open is in a list, not on the stack, so that no nesting is too deep.
 *
 * @returns `undefined` for a text that is JSON
 */
export function jsonFault(text: string): JsonFault | undefined {
  const open: Token[] = [];
  let wanted: Wanted = 'a value';
  let position = 0;
  for (;;) {
    TOKEN.lastIndex = position;
    const token = tokenOf(TOKEN.exec(text));
    const step: Step | undefined = token && GRAMMAR[wanted][token];
    if (token === undefined || step === undefined) break;
    position = TOKEN.lastIndex;
    if (step === 'open') {
      open.push(token);
      wanted = token === '{' ? 'a name or }' : 'a value or ]';
    } else if (step === 'close' || step === 'whole') {
      if (step === 'close') open.pop();
      wanted = afterValue(open.at(-1));
    } else wanted = step;
  }
  SPACE.lastIndex = position;
  SPACE.exec(text);
  position = SPACE.lastIndex;
  return position === text.length && wanted === 'nothing more' ? undefined : { position, wanted };
}

function tokenOf(match: RegExpExecArray | null): Token | undefined {
  if (!match?.groups) return undefined;
  const { mark, text } = match.groups;
  if (mark !== undefined) return mark as Token; // It is one of those that the expression names.
  return text === undefined ? 'other' : 'text';
}

function afterValue(inner: Token | undefined): Wanted {
  if (inner === undefined) return 'nothing more';
  return inner === '{' ? ', or }' : ', or ]';
}
