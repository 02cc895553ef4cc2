const LONGEST_CLIENT_ID = 256;

/**
 * Who asks to wake, out of `{"client_id": …}`: a text, or a number as older clients have it. Other members are left alone.
 *
 * @returns undefined for any other message
 */
export function clientOf(message: string): string | undefined {
  const id = clientIdIn(message);
  const text = typeof id === 'number' ? String(id) : id;
  if (typeof text !== 'string' || text === '' || text.length > LONGEST_CLIENT_ID) return undefined;
  return text;
}

function clientIdIn(message: string): unknown {
  try {
    const parsed: unknown = JSON.parse(message);
    return typeof parsed === 'object' && parsed !== null && 'client_id' in parsed
      ? parsed.client_id
      : undefined;
  } catch {
    return undefined;
  }
}
