import { join } from 'node:path';

/** The checkout. */
const ROOT = join(import.meta.dirname, '..');

/** Everything that can be deleted and made anew. */
export const CATNAP_FOLDER = join(ROOT, '.catnap');

/** What hosts run, as `catnap gather` puts it together and a deploy uploads it. */
export const PROGRAMS_FOLDER = join(CATNAP_FOLDER, 'programs');
