import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a benchmark uses of a rehearsal that is kept. */
export interface KeptRehearsal {
  /** Where AWS is emulated. */
  readonly endpoint: string;
  /** The JDK's `java`. */
  readonly java: string;
}

/** The rehearsal that is kept; ends the process with a sentence if there is none. */
export function keptRehearsal(): KeptRehearsal {
  const file = join(import.meta.dirname, '..', '.catnap', 'rehearsal', 'endpoints.json');
  try {
    const { aws, tools } = JSON.parse(readFileSync(file, 'utf8'));
    return { endpoint: aws.endpoint, java: tools.java };
  } catch (error) {
    console.error(`no rehearsal is kept (${error}); start one in another terminal: npm start -- --keep`);
    process.exit(2);
  }
}
