import { createHash } from 'node:crypto';
import { KafkaError } from './errors.ts';

/**
 * A Kafka UUID that follows from names: 16 bytes in base64url without padding. It is none of those that Kafka keeps for
 * itself (the first hundred), as far as a hash can be trusted not to begin with 15 zero bytes.
 *
 * @param parts in their order; the names of the parts appear in errors only
 * @throws KafkaError `bad-identity` if a part is empty or holds a slash, which would let two things share an id
 */
export function deriveUuid(parts: Readonly<Record<string, string>>): string {
  for (const [name, part] of Object.entries(parts)) {
    if (part === '' || part.includes('/')) {
      throw new KafkaError(
        'bad-identity',
        `The ${name} is ${JSON.stringify(part)}; give a name without a slash.`,
      );
    }
  }
  const bytes = createHash('sha256').update(Object.values(parts).join('/')).digest().subarray(0, 16);
  const id = bytes.toString('base64url');
  // Command lines take a leading dash for an option; Kafka's own Uuid.randomUuid() avoids it likewise.
  return id.startsWith('-') ? `A${id.slice(1)}` : id;
}
