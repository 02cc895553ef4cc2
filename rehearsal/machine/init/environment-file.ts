import { MachineError } from '../machine-error.ts';

/**
 * The variables of an EnvironmentFile (systemd.exec(5)): `NAME=value` lines, `#` and `;` comments, quotes around a
 * value taken off.
 *
 * @param file its path, for messages
 * @throws MachineError `bad-unit` naming the line that is neither
 */
export function parseEnvironmentFile(file: string, text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const content = line.trim();
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue;
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/.exec(content) ?? [];
    if (name === undefined || value === undefined) {
      throw new MachineError('bad-unit', `${file}: '${content}' is neither NAME=value nor a comment`);
    }
    variables[name] = /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
  }
  return variables;
}
