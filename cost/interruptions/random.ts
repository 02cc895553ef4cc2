/** The next number of a stream, uniform in [0, 1). */
export type Random = () => number;

/**
 * A stream of random numbers that a seed determines on every machine: sfc32, the small fast counting generator of Chris
 * Doty-Humphrey's PractRand (public domain), seeded as there, with fifteen numbers thrown away until the seed has spread.
 *
 * @param stream streams of one seed are independent of one another
 */
export function seededRandom(seed: number, stream: number): Random {
  let [a, b, c, counter] = [seed | 0, stream | 0, 0, 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let spread = 0; spread < 15; spread += 1) next();
  return next;
}

/** A draw from the exponential distribution with this mean; 0 if the mean is. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}
