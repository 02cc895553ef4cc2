import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where `bin/build-package.ts` puts them, seen from the compiled form of this file. */
const FUNCTIONS = join(import.meta.dirname, '..', 'functions');

/**
 * The bundled functions that an installed package came with.
 *
 * @throws Error in a checkout, which bundles its own.
 */
export function packagedFunctions(): string {
  if (!existsSync(FUNCTIONS)) {
    throw new Error(
      `functions: none given, and no package came with them (there is no ${FUNCTIONS}); give the folder that bundleFunctions makes`,
    );
  }
  return FUNCTIONS;
}
