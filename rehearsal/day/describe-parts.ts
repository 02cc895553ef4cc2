/** `ec2 2.1 s, agent 0.2 s, kafka 3.0 s`. */
export function describeParts(parts: Readonly<Record<string, number>>): string {
  return Object.entries(parts)
    .map(([part, milliseconds]) => `${part} ${(milliseconds / 1000).toFixed(1)} s`)
    .join(', ');
}
