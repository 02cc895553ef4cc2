/** What went wrong. The library says only "Received response with error"; what Kafka said stands below it. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const causes =
    error instanceof AggregateError ? error.errors : [error.cause].filter((cause) => cause !== undefined);
  return [error.message, ...causes.map(explain)].join(': ');
}
