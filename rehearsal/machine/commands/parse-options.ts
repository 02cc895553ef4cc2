import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { errorCode, errorMessage } from '../error-code.ts';
import { type CommandAnswer, fail } from './command-answer.ts';

/** Exit code of most commands of util-linux and coreutils for a call that they do not understand. */
const USAGE = 1;

/**
 * Reads a command line as getopt would, or answers like a command that does not understand it. Only options that are
 * obeyed, or whose lack of effect is harmless, are listed by the commands, so an unknown one shows what is missing.
 */
export function withOptions<T extends ParseArgsOptionsConfig>(
  command: string,
  argv: readonly string[],
  options: T,
  run: (
    values: ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>>['values'],
    operands: string[],
  ) => CommandAnswer,
): CommandAnswer {
  let parsed: ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    if (errorCode(error).startsWith('ERR_PARSE_ARGS'))
      return fail(USAGE, `${command}: ${errorMessage(error)}`);
    throw error;
  }
  return run(parsed.values, parsed.positionals);
}
