import { existsSync } from 'node:fs';
import { below } from '../layout.ts';
import { type CommandAnswer, fail, succeed } from './command-answer.ts';
import { withOptions } from './parse-options.ts';

/** chown(1) without its effect: on a laptop everything belongs to whoever rehearses. */
export function chown(argv: readonly string[], root: string): CommandAnswer {
  const options = {
    recursive: { type: 'boolean', short: 'R' },
    'no-dereference': { type: 'boolean', short: 'h' },
  } as const;
  return withOptions('chown', argv, options, (_, [owner, ...files]) => {
    if (!owner || files.length === 0) return fail(1, 'chown: missing operand');
    const missing = files.find((file) => file.startsWith('/') && !existsSync(below(root, file)));
    return missing ? fail(1, `chown: cannot access '${missing}': No such file or directory`) : succeed();
  });
}
