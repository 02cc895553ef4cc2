/** What Redis says of itself, as far as it may be asked. */
export interface RedisFacts {
  /** Lines of INFO: `aof_enabled`, `maxmemory`, `maxmemory_policy`. */
  readonly info: ReadonlyMap<string, string>;
  /** @default - it may not be asked */
  readonly appendfsync?: string;
}

/** Settings under which something acknowledged can be lost, and what to do about it. */
export function settingsWarnings({ info, appendfsync }: RedisFacts): string[] {
  const warnings: string[] = [];
  if (info.get('aof_enabled') !== '1') {
    warnings.push('Redis keeps no log (appendonly no): a restart loses what is buffered; set appendonly yes');
  } else if (appendfsync !== undefined && appendfsync !== 'always') {
    warnings.push(
      `Redis answers before its log is on the disk (appendfsync ${appendfsync}): a crash of the host loses up to ${
        appendfsync === 'everysec' ? 'two seconds' : 'half a minute'
      } of what was acknowledged; set appendfsync always`,
    );
  }
  if (info.get('maxmemory') === '0') {
    warnings.push('Redis has no limit (maxmemory 0): the system ends it when memory runs out; set maxmemory');
  } else if (info.get('maxmemory_policy') !== 'noeviction') {
    warnings.push(
      `Redis may throw entries away when it is full (maxmemory-policy ${info.get('maxmemory_policy')}); set noeviction`,
    );
  }
  return warnings;
}

/** The answer to INFO: lines `name:value`, and headings. */
export function parseInfo(text: string): Map<string, string> {
  const lines = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf(':');
    if (at > 0) lines.set(line.slice(0, at), line.slice(at + 1));
  }
  return lines;
}
