/**
 * Makes of any clock one that only goes forward: a jump back counts as no time at all, and what passes after it counts.
 *
 * @param now milliseconds, by a clock that may jump
 */
export function forwardTime(now: () => number): () => number {
  let last = now();
  let passed = 0;
  return () => {
    const read = now();
    if (read > last) passed += read - last;
    last = read;
    return passed;
  };
}
