import { beforeEach } from '@jest/globals';
import { FakeBuffer, FakeRedis } from '../fixtures/fake-buffer.ts';
import { HandClock } from '../fixtures/hand-clock.ts';
import { describeEventBuffer } from './event-buffer.contract.ts';

let redis: FakeRedis;

beforeEach(() => {
  redis = new FakeRedis(new HandClock());
});

describeEventBuffer('the fake', () => ({ newBuffer: () => new FakeBuffer(redis) }));
