import { describe, expect, it } from '@jest/globals';
import { renderJvmArguments } from '../../kafka/jvm.ts';

const lines = (over: Partial<Parameters<typeof renderJvmArguments>[0]> = {}): string[] =>
  renderJvmArguments({
    heap: 1024,
    jars: ['/libs/b.jar', '/libs/a.jar'],
    logging: '/etc/log4j2.yaml',
    ...over,
  }).split('\n');

describe("the virtual machine's arguments", () => {
  it('name every jar, sorted, whatever order the folder had', () => {
    expect(lines()).toContain('"/libs/a.jar:/libs/b.jar"');
    expect(lines({ jars: ['/libs/a.jar', '/libs/b.jar'] })).toEqual(lines());
  });

  it('survive folders with blanks, quotes and backslashes', () => {
    expect(lines({ jars: ['/my "own"\\libs/a.jar'] })).toContain('"/my \\"own\\"\\\\libs/a.jar"');
    expect(lines({ logging: '/my logs/log4j2.yaml' })).toContain(
      '"-Dlog4j2.configurationFile=/my logs/log4j2.yaml"',
    );
  });

  it("bound the heap, and use Kafka's own collector where there is room for it", () => {
    expect(lines()).toEqual(expect.arrayContaining(['-Xms256m', '-Xmx1024m', '-XX:+UseG1GC']));
    expect(lines({ heap: 512 })).toEqual(
      expect.arrayContaining(['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC']),
    );
  });

  it('forget addresses as soon as they are told to, since a broker may come back with another one', () => {
    expect(lines({ nameLife: 10 })).toContain('-Dsun.net.inetaddr.ttl=10');
    expect(lines().join()).not.toContain('inetaddr');
  });
});
