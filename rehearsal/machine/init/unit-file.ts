import { MachineError } from '../machine-error.ts';

/** One `Name=value` line of a unit file. */
export interface Assignment {
  readonly section: string;
  readonly name: string;
  readonly value: string;
}

/**
 * The assignments of a unit file in order (systemd.syntax(7)): sections in brackets, `#` and `;` comments, and a
 * backslash at the end of a line that joins the next.
 *
 * @param file its name, for messages
 * @throws MachineError `bad-unit` naming the line that is neither
 */
export function parseUnitFile(file: string, text: string): Assignment[] {
  const assignments: Assignment[] = [];
  let section: string | undefined;
  for (const line of text.replaceAll(/\\\n/g, ' ').split('\n')) {
    const content = line.trim();
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue;
    const header = /^\[(\w+)\]$/.exec(content);
    if (header) {
      section = header[1];
      continue;
    }
    const [, name, value] = /^(\w+)\s*=\s*(.*)$/.exec(content) ?? [];
    if (section === undefined || name === undefined || value === undefined) {
      throw new MachineError(
        'bad-unit',
        `${file}: '${content}' is neither [Section], Name=value in one, nor a comment`,
      );
    }
    assignments.push({ section, name, value });
  }
  return assignments;
}
