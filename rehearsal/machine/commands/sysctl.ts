import { type CommandAnswer, fail, succeed } from './command-answer.ts';
import { withOptions } from './parse-options.ts';

/** sysctl(8): `sysctl -w name=value`, without its effect: the kernel is the laptop's. */
export function sysctl(argv: readonly string[]): CommandAnswer {
  const options = { write: { type: 'boolean', short: 'w', default: false } } as const;
  return withOptions('sysctl', argv, options, ({ write }, [setting = '', ...others]) => {
    const [, name, value] = /^([a-z0-9_.]+)=(.+)$/.exec(setting) ?? [];
    if (!write || name === undefined || others.length > 0) {
      return fail(1, `sysctl: a machine knows sysctl -w name=value, given: ${argv.join(' ')}`);
    }
    return succeed(`${name} = ${value}`);
  });
}
