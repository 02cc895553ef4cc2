import { mountedVolume } from '../mounts.ts';
import { growFileSystem, readFileSystem } from '../volume-folder.ts';
import { type CommandAnswer, fail, succeed } from './command-answer.ts';
import { withOptions } from './parse-options.ts';

/** xfs_growfs(8): `xfs_growfs [-d] folder`; no harm when there is nothing to grow. */
export function xfsGrowfs(argv: readonly string[], root: string): CommandAnswer {
  return withOptions(
    'xfs_growfs',
    argv,
    { data: { type: 'boolean', short: 'd' } },
    (_, [folder, ...others]) => {
      if (!folder || others.length > 0) return fail(2, 'xfs_growfs: bad usage');
      const volume = mountedVolume(root, folder);
      const fileSystem = volume && readFileSystem(volume);
      if (!fileSystem) return fail(1, `xfs_growfs: ${folder} is not a mounted XFS filesystem`);
      growFileSystem(volume, fileSystem);
      return succeed();
    },
  );
}
