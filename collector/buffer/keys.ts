/** Batches that wait for the sink, oldest first; a stream. */
export const STREAM = 'catnap:events';
/** Entries that could not be read, as they were, and why; a stream. */
export const BROKEN = 'catnap:events.broken';
/** What the sink took not even as a dead letter, in entries of the same format, and why; a stream. */
export const ASIDE = 'catnap:events.set-aside';
/** Who may write to the buffer; text. */
export const OWNER = 'catnap:collector';
