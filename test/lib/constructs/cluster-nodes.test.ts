import { describe, expect, it } from '@jest/globals';
import { clusterNodes } from '../../../lib/constructs/cluster-nodes.ts';

const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

const placed = (props: Partial<Parameters<typeof clusterNodes>[0]> = {}) =>
  clusterNodes({ brokers: 3, availabilityZones: ZONES, onDemandCount: 1, ...props });

describe('the brokers of a cluster', () => {
  it('are one in each zone, of which the first is on demand', () => {
    expect(placed()).toEqual([
      { node: 1, availabilityZone: 'us-east-1a', isOnDemand: true },
      { node: 2, availabilityZone: 'us-east-1b', isOnDemand: false },
      { node: 3, availabilityZone: 'us-east-1c', isOnDemand: false },
    ]);
  });

  it.each([6, 9] as const)(
    'stay where they are when they become %i, with as many in each zone',
    (brokers) => {
      const grown = placed({ brokers });
      expect(grown.slice(0, 3)).toEqual(placed());
      for (const zone of ZONES) {
        expect(grown.filter(({ availabilityZone }) => availabilityZone === zone)).toHaveLength(brokers / 3);
      }
    },
  );

  it('are in the first three zones, however many there are', () => {
    const zones = placed({ brokers: 9, availabilityZones: [...ZONES, 'us-east-1d'] }).map(
      ({ availabilityZone }) => availabilityZone,
    );
    expect(new Set(zones)).toEqual(new Set(ZONES));
  });

  it.each([0, 1, 3, 6])('can be on demand %i times, the controllers first', (onDemandCount) => {
    const onDemand = placed({ brokers: 6, onDemandCount }).filter(({ isOnDemand }) => isOnDemand);
    expect(onDemand.map(({ node }) => node)).toEqual([1, 2, 3, 4, 5, 6].slice(0, onDemandCount));
  });

  it.each<[string, Parameters<typeof placed>[0], string]>([
    ['four brokers', { brokers: 4 }, 'brokers: given 4, allowed are 3, 6, 9'],
    ['no broker', { brokers: 0 }, 'brokers: given 0, allowed are 3, 6, 9'],
    [
      'more on demand than there are',
      { onDemandCount: 4 },
      'onDemandCount: given 4 for 3 brokers, allowed are whole numbers from 0 to 3',
    ],
    ['fewer than none on demand', { onDemandCount: -1 }, 'onDemandCount: given -1 for 3 brokers'],
    ['half a broker on demand', { onDemandCount: 0.5 }, 'onDemandCount: given 0.5 for 3 brokers'],
    [
      'two zones',
      { availabilityZones: ['us-east-1a', 'us-east-1b'] },
      'availabilityZones: given us-east-1a, us-east-1b, a cluster needs 3 different ones',
    ],
    ['no zone', { availabilityZones: [] }, 'availabilityZones: given none, a cluster needs 3'],
    [
      'one zone twice',
      { availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1a'] },
      'given us-east-1a, us-east-1b, us-east-1a, a cluster needs 3 different ones',
    ],
  ])('cannot be %s', (_what, props, message) => {
    expect(() => placed(props)).toThrow(message);
  });
});
