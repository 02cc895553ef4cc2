import type { Settings } from './common-settings.ts';

/** The text of a Java properties file, sorted, so that the same settings give the same bytes. */
export function renderProperties(settings: Settings): string {
  const lines = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  return lines.map(([name, value]) => `${name}=${escapeValue(value)}\n`).join('');
}

/** java.util.Properties takes a backslash for an escape, and a line ends the value. */
function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
