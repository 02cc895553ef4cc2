const SEED = 0x9747b28c;
const MIX = 0x5bd1e995;

/**
 * MurmurHash2 as in org.apache.kafka.common.utils.Utils#murmur2, in 32-bit arithmetic.
 *
 * @returns a signed 32-bit integer, as in Java
 */
export function murmur2(data: Uint8Array): number {
  const { length } = data;
  const view = new DataView(data.buffer, data.byteOffset, length);
  const tail = length - (length % 4);
  let hash = SEED ^ length;
  for (let at = 0; at < tail; at += 4) {
    let word = Math.imul(view.getInt32(at, true), MIX);
    word ^= word >>> 24;
    hash = Math.imul(hash, MIX) ^ Math.imul(word, MIX);
  }
  if (tail < length) {
    for (let at = tail; at < length; at++) hash ^= view.getUint8(at) << (8 * (at - tail));
    hash = Math.imul(hash, MIX);
  }
  hash = Math.imul(hash ^ (hash >>> 13), MIX);
  return hash ^ (hash >>> 15);
}
