import { CommanderError } from 'commander';

/** Exit codes of the command line, for scripts. */
export const EXIT = {
  /** It was done, or the state was told. */
  ok: 0,
  /** Something failed; the message says what and what to do. */
  failed: 1,
  /** The words of the call were wrong. */
  usage: 2,
  /** The environment refused: held off by a person, past the daily cap. */
  refused: 3,
  /** It did not become what was waited for in time. */
  timedOut: 4,
} as const;

/** An error whose message is for a person and whose exit code is for a script. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}

/** Prints an error as a person wants to read it and sets the exit code. `CATNAP_DEBUG=1` shows where it came from. */
export function endWithError(error: unknown): void {
  if (error instanceof CommanderError) {
    // It has been printed already; asking for help is no error.
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return;
  }
  const known = error instanceof Error ? error : new Error(String(error));
  console.error(`catnap: ${process.env.CATNAP_DEBUG ? known.stack : known.message}`);
  process.exitCode = known instanceof CommandError ? known.exitCode : EXIT.failed;
}
