/**
 * Refuses what a browser would never send as its origin: any other text would never match, and nothing would say why.
 *
 * @param option what they were given as, for the message
 * @throws Error naming the first that is none.
 */
export function requireOrigins(option: string, origins: readonly string[]): void {
  for (const origin of origins) {
    if (origin !== '*' && !(URL.canParse(origin) && new URL(origin).origin === origin)) {
      throw new Error(
        `${option}: given '${origin}', allowed are origins such as https://example.org (no path, no slash at the end), or *`,
      );
    }
  }
}
