import { statSync } from 'node:fs';
import { volumeAt } from '../devices.ts';
import { below } from '../layout.ts';
import { mountedVolume, mountVolume, readMounts } from '../mounts.ts';
import { readFileSystem } from '../volume-folder.ts';
import { type CommandAnswer, fail, succeed } from './command-answer.ts';
import { withOptions } from './parse-options.ts';

/** Exit code of mount(8) when it could not mount. */
const FAILED = 32;

/** mount(8): `mount [-t xfs] [-o options] device folder`. */
export function mount(argv: readonly string[], root: string): CommandAnswer {
  const options = { types: { type: 'string', short: 't' }, options: { type: 'string', short: 'o' } } as const;
  return withOptions('mount', argv, options, ({ types = 'xfs' }, [device, folder, ...others]) => {
    if (!device || !folder || others.length > 0) return fail(1, 'mount: bad usage');
    const target = below(root, folder);
    if (!statSync(target, { throwIfNoEntry: false })?.isDirectory()) {
      return fail(FAILED, `mount: ${folder}: mount point does not exist.`);
    }
    const volume = volumeAt(root, device);
    if (!volume) return fail(FAILED, `mount: ${folder}: special device ${device} does not exist.`);
    if (!readFileSystem(volume) || types !== 'xfs') {
      return fail(FAILED, `mount: ${folder}: wrong fs type, bad option, bad superblock on ${device}.`);
    }
    if (readMounts(root).some((one) => one.target === target || mountedVolume(root, one.target) === volume)) {
      return fail(FAILED, `mount: ${folder}: ${device} already mounted or mount point busy.`);
    }
    mountVolume(root, { source: below(root, device), target }, volume);
    return succeed();
  });
}
