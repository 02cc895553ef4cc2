/** Messages of an error and of what caused it, in one line: libraries often say only at the bottom what went wrong. */
export function explain(error: unknown): string {
  return [...new Set(messagesOf(error))].join(': ');
}

function messagesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  // Of many that failed (Promise.any, several addresses of one name) only what each of them says is of interest.
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(messagesOf);
  const message = error.message.replace(/\.$/, '') || error.name;
  return error.cause === undefined ? [message] : [message, ...messagesOf(error.cause)];
}
