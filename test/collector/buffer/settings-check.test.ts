import { describe, expect, it } from '@jest/globals';
import { parseInfo, settingsWarnings } from '../../../collector/buffer/settings-check.ts';

const GOOD =
  '# Memory\r\nmaxmemory:1000\r\nmaxmemory_policy:noeviction\r\n\r\n# Persistence\r\naof_enabled:1\r\n';

function warnings(info: string, appendfsync?: string): string[] {
  return settingsWarnings({ info: parseInfo(info), ...(appendfsync === undefined ? {} : { appendfsync }) });
}

describe('settings of Redis', () => {
  it('of a host are fine, also if they may not all be asked', () => {
    expect(warnings(GOOD, 'always')).toEqual([]);
    expect(warnings(GOOD)).toEqual([]);
  });

  it.each([
    ['everysec', 'loses up to two seconds'],
    ['no', 'loses up to half a minute'],
  ])('that sync %s are warned of', (appendfsync, text) => {
    expect(warnings(GOOD, appendfsync)).toEqual([expect.stringContaining(text)]);
  });

  it.each([
    ['aof_enabled:1', 'aof_enabled:0', 'appendonly no'],
    ['maxmemory:1000', 'maxmemory:0', 'maxmemory 0'],
    ['noeviction', 'allkeys-lru', 'maxmemory-policy allkeys-lru'],
  ])('%s, as %s, are warned of', (good, bad, text) => {
    expect(warnings(GOOD.replace(good, bad), 'always')).toEqual([expect.stringContaining(text)]);
  });
});
