import { below } from '../layout.ts';
import { MachineError } from '../machine-error.ts';

/** What a command line is expanded with. */
export interface CommandLineContext {
  /** Root file system of the machine. */
  readonly root: string;
  /** Name of the unit, for `%n` and `%N`. */
  readonly unit: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The words of an Exec line as a process of the laptop gets them: specifiers and variables expanded as
 * systemd.service(5) says, and absolute paths moved below the machine's root. A path counts as absolute at the start
 * of a word and after `@` or `=` (`@/run/options`, `-Dfile=/etc/x`); inside a longer word, such as a script for
 * `bash -c`, nothing is moved.
 *
 * @throws MachineError `bad-unit` at a specifier that a machine does not know
 */
export function expandCommandLine(words: readonly string[], context: CommandLineContext): string[] {
  return words
    .flatMap((word) => variables(specifiers(word, context.unit), context.environment))
    .map((word) =>
      word.replace(
        /(^@?|=)(\/.*)$/s,
        (_, before: string, path: string) => before + below(context.root, path),
      ),
    );
}

function specifiers(word: string, unit: string): string {
  const known: Readonly<Record<string, string>> = { '%': '%', n: unit, N: unit.replace(/\.service$/, '') };
  return word.replace(/%(.?)/g, (specifier, letter: string) => {
    const value = known[letter];
    if (value === undefined) {
      throw new MachineError(
        'bad-unit',
        `${unit}: '${specifier}' in '${word}': a machine knows %n, %N and %%`,
      );
    }
    return value;
  });
}

/** `$NAME` as a word of its own becomes as many words as its value has; `${NAME}` stays within its word. */
function variables(word: string, environment: Readonly<Record<string, string>>): string[] {
  const [, alone] = /^\$([A-Za-z_]\w*)$/.exec(word) ?? [];
  if (alone !== undefined) return (environment[alone] ?? '').split(/\s+/).filter((part) => part !== '');
  return [word.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => environment[name] ?? '')];
}
