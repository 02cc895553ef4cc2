import { below } from '../layout.ts';
import { readMounts, unmount } from '../mounts.ts';
import { type CommandAnswer, fail, succeed } from './command-answer.ts';
import { withOptions } from './parse-options.ts';

/** Exit code of umount(8) when it could not unmount. */
const FAILED = 32;

/** umount(8): `umount folder|device`. Unlike the real one it does not see whether a program has files open there. */
export function umount(argv: readonly string[], root: string): CommandAnswer {
  return withOptions('umount', argv, {}, (_, [given, ...others]) => {
    if (!given || others.length > 0) return fail(1, 'umount: bad usage');
    const path = below(root, given);
    const mount = readMounts(root).findLast(({ source, target }) => source === path || target === path);
    if (!mount) return fail(FAILED, `umount: ${given}: not mounted.`);
    unmount(root, mount);
    return succeed();
  });
}
