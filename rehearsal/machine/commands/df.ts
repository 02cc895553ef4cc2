import { volumeAt } from '../devices.ts';
import { below } from '../layout.ts';
import { readMounts } from '../mounts.ts';
import { readFileSystem, usedBytes } from '../volume-folder.ts';
import { type CommandAnswer, fail, succeed } from './command-answer.ts';
import { withOptions } from './parse-options.ts';

const GIBIBYTE = 1024 ** 3;

/** The columns that a machine can tell, as df titles them. */
const TITLES: Readonly<Record<string, string>> = { used: 'Used', size: '1B-blocks' };

/**
 * df(1): `df --block-size=1 --output=used,size path`, for what lies on a volume. It is as large as its file system, not
 * as the laptop's disk, and filled by its own files alone.
 */
export function df(argv: readonly string[], root: string): CommandAnswer {
  const options = {
    'block-size': { type: 'string', short: 'B', default: '' },
    output: { type: 'string', default: '' },
  } as const;
  return withOptions('df', argv, options, ({ 'block-size': blockSize, output }, [given, ...others]) => {
    const columns = output.split(',');
    const known = Object.keys(TITLES).join(',');
    if (blockSize !== '1' || columns.some((column) => !(column in TITLES)) || !given || others.length > 0) {
      return fail(1, `df: a machine knows df --block-size=1 --output=${known} path`);
    }
    const path = below(root, given);
    const mount = readMounts(root).findLast(({ target }) => `${path}/`.startsWith(`${target}/`));
    const volume = mount && volumeAt(root, mount.source);
    const fileSystem = volume && readFileSystem(volume);
    if (!fileSystem) return fail(1, `df: ${given}: a machine tells only how full its volumes are`);
    const figures: Readonly<Record<string, number>> = {
      used: usedBytes(volume),
      size: fileSystem.size * GIBIBYTE,
    };
    const line = (values: Readonly<Record<string, number | string>>): string =>
      columns.map((column) => values[column]).join(' ');
    return succeed(`${line(TITLES)}\n${line(figures)}`);
  });
}
