/** One thing that happened during a rehearsal. */
export interface TimelineEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** A word or two, the column that the eye follows: `asleep`, `booting`, … */
  readonly what: string;
  /** One sentence. */
  readonly text: string;
}

/** What happened, in order, printed as it happens. */
export interface Timeline {
  /** @param at when it happened, if that was before it is told; @default now */
  tell(what: string, text: string, at?: number): void;
  readonly entries: readonly TimelineEntry[];
}

/** Width of the column of words. */
const COLUMN = 10;

/** A timeline whose clock starts with the first thing that is told. */
export function startTimeline(print: (line: string) => void, now: () => number = Date.now): Timeline {
  const entries: TimelineEntry[] = [];
  return {
    entries,
    tell(what, text, at = now()) {
      entries.push({ at, what, text });
      print(formatEntry({ at, what, text }, entries[0]?.at ?? at));
    },
  };
}

/** `  12.3 s  booting   the host starts`. */
function formatEntry({ at, what, text }: TimelineEntry, began: number): string {
  const seconds = ((at - began) / 1000).toFixed(1).padStart(6);
  return `${seconds} s  ${what.padEnd(COLUMN)}${text}`;
}
