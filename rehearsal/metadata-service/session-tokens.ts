import { randomBytes } from 'node:crypto';

/** Longest life of a token, in seconds (EC2 User Guide, "Use IMDSv2"). */
const LONGEST_LIFE = 21_600;

/** The session tokens of IMDSv2: issued for a number of seconds, valid until then. */
export class SessionTokens {
  readonly #expiry = new Map<string, number>();

  /**
   * Issues a token.
   *
   * @param life the header's text, whole seconds from 1 to 21600
   * @param now epoch milliseconds
   * @returns the token, or undefined when `life` is not such a number
   */
  issue(life: string | undefined, now: number): string | undefined {
    const seconds = Number(life);
    if (!life || !Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_LIFE) return undefined;
    const token = randomBytes(42).toString('base64url');
    this.#expiry.set(token, now + seconds * 1000);
    return token;
  }

  /** Whether `token` was issued here and has not expired at `now` (epoch milliseconds). */
  isValid(token: string | undefined, now: number): boolean {
    return token !== undefined && now < (this.#expiry.get(token) ?? 0);
  }
}
