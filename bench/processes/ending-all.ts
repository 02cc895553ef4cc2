/**
 * Does something with processes, and ends all of them afterwards, also when it fails.
 *
 * @param work defers the end of each process to the stack as soon as it exists
 */
export async function endingAll<T>(work: (started: AsyncDisposableStack) => Promise<T>): Promise<T> {
  const started = new AsyncDisposableStack();
  try {
    return await work(started);
  } finally {
    await started.disposeAsync();
  }
}
