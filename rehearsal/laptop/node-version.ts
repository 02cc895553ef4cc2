import { LaptopError } from './errors.ts';

/** Node strips types by itself since 22.18; the scripts of package.json bring Node 24 with them. */
const OLDEST_NODE = [22, 18] as const;

/**
 * Refuses a Node that cannot run this project.
 *
 * @param version such as `24.21.0`
 * @throws LaptopError 'node-too-old'.
 */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new LaptopError(
      'node-too-old',
      `Node ${version} cannot run catnap by itself: start it by an npm script (npm start, npm run catnap -- …), which brings Node 24, or use Node ${OLDEST_NODE.join('.')} or newer`,
    );
  }
}
