/** Parts of a stream entry's id: when it was appended by Redis' clock, in milliseconds, and its number within that. */
function parts(id: string): readonly [number, bigint] {
  const [time = '0', sequence = '0'] = id.split('-');
  return [Number(time), BigInt(sequence)];
}

/** When it was appended; ISO. */
export function appendedAt(id: string): string {
  return new Date(parts(id)[0]).toISOString();
}

export function isBefore(one: string, other: string): boolean {
  const [time, sequence] = parts(one);
  const [otherTime, otherSequence] = parts(other);
  return time === otherTime ? sequence < otherSequence : time < otherTime;
}

/** The first id that may follow. */
export function following(id: string): string {
  const [time, sequence] = parts(id);
  return `${time}-${sequence + 1n}`;
}
