import { setLabels, volumeAt } from '../devices.ts';
import { mountedVolume, readMounts } from '../mounts.ts';
import { makeFileSystem, readFileSystem } from '../volume-folder.ts';
import { type CommandAnswer, fail, succeed } from './command-answer.ts';
import { withOptions } from './parse-options.ts';

/** Longest label of an XFS file system (mkfs.xfs(8)). */
const LONGEST_LABEL = 12;

/** mkfs.xfs(8): `mkfs.xfs [-f] [-q] [-L label] device`. */
export function mkfsXfs(argv: readonly string[], root: string): CommandAnswer {
  const options = {
    label: { type: 'string', short: 'L', default: '' },
    force: { type: 'boolean', short: 'f', default: false },
    quiet: { type: 'boolean', short: 'q' },
  } as const;
  return withOptions('mkfs.xfs', argv, options, ({ label, force }, [device, ...others]) => {
    if (!device || others.length > 0) return fail(1, 'mkfs.xfs: bad usage');
    if (Buffer.byteLength(label) > LONGEST_LABEL) return fail(1, `Invalid value ${label} for -L option`);
    const volume = volumeAt(root, device);
    if (!volume) return fail(1, `Error accessing specified device ${device}: No such file or directory`);
    if (readMounts(root).some(({ target }) => mountedVolume(root, target) === volume)) {
      return fail(1, `mkfs.xfs: ${device} contains a mounted filesystem`);
    }
    if (readFileSystem(volume) && !force) {
      return fail(
        1,
        `mkfs.xfs: ${device} appears to contain an existing filesystem (xfs).\n` +
          'mkfs.xfs: Use the -f option to force overwrite.',
      );
    }
    makeFileSystem(volume, label);
    setLabels(root);
    return succeed();
  });
}
