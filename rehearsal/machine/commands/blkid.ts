import { existsSync } from 'node:fs';
import { volumeAt } from '../devices.ts';
import { below } from '../layout.ts';
import { readFileSystem } from '../volume-folder.ts';
import { type CommandAnswer, fail, succeed } from './command-answer.ts';
import { withOptions } from './parse-options.ts';

/** Exit code of blkid(8) for a device that is missing or blank, and for a label that no device has. */
const NOT_FOUND = 2;

/** blkid(8): `blkid [-p] [-s TAG] [-o value] device`, or `blkid -L label`. */
export function blkid(argv: readonly string[], root: string): CommandAnswer {
  const options = {
    probe: { type: 'boolean', short: 'p' },
    'match-tag': { type: 'string', short: 's' },
    output: { type: 'string', short: 'o', default: 'full' },
    label: { type: 'string', short: 'L' },
  } as const;
  return withOptions('blkid', argv, options, ({ 'match-tag': tag, output, label }, [device, ...others]) => {
    if (label !== undefined) {
      const link = below(root, `/dev/disk/by-label/${label}`);
      return existsSync(link) ? succeed(link) : fail(NOT_FOUND);
    }
    if (!device || others.length > 0) return fail(4, 'blkid: bad usage');
    const volume = volumeAt(root, device);
    const fileSystem = volume && readFileSystem(volume);
    if (!fileSystem) return fail(NOT_FOUND);
    const tags = Object.entries({ LABEL: fileSystem.label, TYPE: 'xfs' }).filter(
      ([name, value]) => value !== '' && (tag === undefined || tag === name),
    );
    if (tags.length === 0) return fail(NOT_FOUND);
    if (output === 'value') return succeed(tags.map(([, value]) => value).join('\n'));
    return succeed(`${device}: ${tags.map(([name, value]) => `${name}="${value}"`).join(' ')}`);
  });
}
