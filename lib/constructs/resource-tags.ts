/**
 * The part of an IAM condition that admits only resources with these tags.
 *
 * @param tags names and values
 */
export function resourceTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:ResourceTag/${name}`, value]));
}
