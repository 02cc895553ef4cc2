import { below } from '../layout.ts';
import { readMounts } from '../mounts.ts';
import { type CommandAnswer, fail, succeed } from './command-answer.ts';
import { withOptions } from './parse-options.ts';

const COLUMNS = ['TARGET', 'SOURCE', 'FSTYPE', 'OPTIONS'];

/** findmnt(8): `findmnt [-n] [-o COLUMNS] -M folder` or with a folder or device; exit code 1 when nothing is mounted there. */
export function findmnt(argv: readonly string[], root: string): CommandAnswer {
  const options = {
    noheadings: { type: 'boolean', short: 'n', default: false },
    output: { type: 'string', short: 'o', default: COLUMNS.join(',') },
    mountpoint: { type: 'string', short: 'M' },
  } as const;
  return withOptions('findmnt', argv, options, ({ noheadings, output, mountpoint }, [given, ...others]) => {
    const columns = output.split(',');
    const unknown = columns.find((column) => !COLUMNS.includes(column));
    if (unknown) return fail(1, `findmnt: unknown column: ${unknown}; a machine knows ${COLUMNS.join(', ')}`);
    if ((mountpoint === undefined) === (given === undefined) || others.length > 0)
      return fail(1, 'findmnt: bad usage');
    const path = below(root, mountpoint ?? given ?? '');
    const rows = readMounts(root)
      .filter(({ target, source }) => target === path || (mountpoint === undefined && source === path))
      .map(
        ({ target, source }) =>
          new Map([
            ['TARGET', target],
            ['SOURCE', source],
            ['FSTYPE', 'xfs'],
            ['OPTIONS', 'rw'],
          ]),
      )
      .map((row) => columns.map((column) => row.get(column)).join(' '));
    if (rows.length === 0) return fail(1);
    return succeed([...(noheadings ? [] : [columns.join(' ')]), ...rows].join('\n'));
  });
}
