import { describe } from '@jest/globals';
import { systemClock } from '../../../collector/delivery/clock.ts';
import type { EventRecord } from '../../../collector/event-record.ts';
import { FakeSink, HANGS } from '../fixtures/fake-sink.ts';
import { type Arrived, keepsTheSinkContract } from './sink-contract.ts';

function asArrived({ id, headers, key, value }: EventRecord): Arrived {
  return { id, type: headers['event-type'], key, value: value.toString() };
}

describe('the fake sink', () => {
  keepsTheSinkContract(() => {
    const sink = new FakeSink(systemClock);
    return Promise.resolve({
      sink,
      notices: true,
      arrived: (lane) =>
        Promise.resolve(sink.arrived.filter((record) => record.lane === lane).map(asArrived)),
      leave: () => Promise.resolve(sink.fallAsleep()),
      hang() {
        sink.awake = false;
        sink.script.push({ ...HANGS, disconnects: true });
      },
      comeBack() {
        sink.awake = true;
        return Promise.resolve();
      },
      close: () => sink.close(),
    });
  });
});
