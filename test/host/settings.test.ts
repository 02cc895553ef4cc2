import { describe, expect, it } from '@jest/globals';
import { parseHostSettings } from '../../host/settings.ts';

const NAME = '/catnap/dev/hosts/kafka';
const settings = {
  target: 'kafka',
  table: 'catnap-dev',
  dataVolume: {},
  reportEvery: 20,
  waitForLag: ['shop'],
  securityUpdates: 'daily',
  kafka: { security: 'open' },
};

const cluster = {
  node: 2,
  brokers: 3,
  zone: { id: 'Z1', name: 'cluster.dev.catnap.internal' },
};

describe("a host's settings", () => {
  it('are what the deploy wrote', () => {
    expect(parseHostSettings(NAME, JSON.stringify(settings))).toEqual(settings);
  });

  it('of a Redis host are told by what it runs; the collector itself checks its own', () => {
    const { kafka: _, ...common } = settings;
    const redis = { ...common, target: 'redis', collector: { sink: { kind: 'redis' } } };
    expect(parseHostSettings(NAME, JSON.stringify(redis))).toEqual(redis);
    expect(() => parseHostSettings(NAME, JSON.stringify({ ...redis, collector: 'one' }))).toThrow(
      'collector is "one", no object',
    );
  });

  it('wait for no lag and install no updates where an earlier deploy said nothing of it', () => {
    const { waitForLag: _, securityUpdates: __, ...earlier } = settings;
    expect(parseHostSettings(NAME, JSON.stringify(earlier))).toEqual({
      ...settings,
      waitForLag: [],
      securityUpdates: 'off',
    });
  });

  it('of a broker say which one of which cluster it is', () => {
    const broker = { ...settings, cluster };
    expect(parseHostSettings(NAME, JSON.stringify(broker))).toEqual(broker);
  });

  it.each([
    ['a text', 'three', 'cluster is "three", no object'],
    [
      'no node',
      { ...cluster, node: undefined },
      'cluster.node is undefined; allowed are whole numbers from 1 to 3',
    ],
    ['a node too many', { ...cluster, node: 4 }, 'cluster.node is 4; allowed are whole numbers from 1 to 3'],
    ['an odd number of brokers', { ...cluster, brokers: 4 }, 'cluster.brokers is 4; allowed are 3, 6, 9'],
    ['no zone', { ...cluster, zone: undefined }, 'cluster.zone is undefined, no object'],
    ['a zone without an id', { ...cluster, zone: { name: 'a' } }, 'cluster.zone.id is undefined, no text'],
  ])('of a broker are refused if its cluster is %s', (_what, value, message) => {
    const parse = () => parseHostSettings(NAME, JSON.stringify({ ...settings, cluster: value }));
    expect(parse).toThrow(message);
    expect(parse).toThrow('"cluster":{"node":1,"brokers":3');
  });

  it('may name a volume to adopt', () => {
    const adopting = { ...settings, dataVolume: { volumeId: 'vol-0123456789abcdef0' } };
    expect(parseHostSettings(NAME, JSON.stringify(adopting))).toEqual(adopting);
  });

  it('are missed before the environment was deployed', () => {
    expect(() => parseHostSettings(NAME, undefined)).toThrow(
      expect.objectContaining({
        code: 'no-settings',
        message: 'There is no SSM parameter /catnap/dev/hosts/kafka; deploy the environment (again).',
      }),
    );
  });

  it.each([
    ['no JSON', 'nonsense', 'holds nonsense: it is no JSON.'],
    ['a list', '[]', 'it is [], no object'],
    ['no table', JSON.stringify({ ...settings, table: undefined }), 'table is undefined, no text'],
    [
      'an odd interval',
      JSON.stringify({ ...settings, reportEvery: 0 }),
      'reportEvery is 0; allowed are seconds from 1 to 60',
    ],
    [
      'an odd volume',
      JSON.stringify({ ...settings, dataVolume: { volumeId: 'disk' } }),
      'dataVolume.volumeId is "disk"; give an id such as',
    ],
    [
      'a group for a list of groups',
      JSON.stringify({ ...settings, waitForLag: 'shop' }),
      'waitForLag is "shop", no list of texts',
    ],
    [
      'an odd time for updates',
      JSON.stringify({ ...settings, securityUpdates: 'hourly' }),
      'securityUpdates is "hourly"; allowed are daily, off',
    ],
    [
      'an unknown security',
      JSON.stringify({ ...settings, kafka: { security: 'none' } }),
      'kafka.security is "none"; allowed is "open"',
    ],
    ['no Kafka', JSON.stringify({ ...settings, kafka: undefined }), 'kafka is undefined, no object'],
  ])('are refused with an example if there is %s', (_what, json, message) => {
    const parse = () => parseHostSettings(NAME, json);
    expect(parse).toThrow(
      expect.objectContaining({ code: 'bad-settings', message: expect.stringContaining(message) }),
    );
    expect(parse).toThrow('It must look like {"target":"kafka"');
  });
});
