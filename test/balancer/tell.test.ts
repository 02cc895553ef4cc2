import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Balancer } from '../../balancer/balancer.ts';
import { aFailure, TOPIC } from './balanced-topic.ts';
import { aTopic } from './sample-views.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a listener that throws', () => {
  it('disturbs no decision: its error is thrown when that is done', () => {
    const later: (() => void)[] = [];
    jest.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => later.push(task));
    const listener = () => {
      throw new Error('mine');
    };
    const balancer = new Balancer({ listener });
    balancer.update([aTopic(TOPIC, 2)]);
    balancer.failed(balancer.choose(TOPIC, 0, true), aFailure('connection-lost'));
    expect(balancer.choose(TOPIC, 0, true).partition).toBe(1);
    expect(later).toHaveLength(1);
    expect(later[0]).toThrow('mine');
  });
});
