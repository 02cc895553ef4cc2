import { describe, expect, it } from '@jest/globals';
import { nextStep, type Schedule } from '../../host/watch-schedule.ts';
import { intent } from '../power/samples.ts';

const at = (milliseconds: number) => new Date(milliseconds).toISOString();

function schedule(over: Partial<Schedule> = {}): Schedule {
  return { service: 'ready', reportAt: 20_000, probeAt: 0, lookAt: 0, ...over };
}

describe('what the watch does next', () => {
  it('is to wait for the next report when all is quiet', () => {
    expect(nextStep(schedule(), 5_000)).toEqual({ do: 'wait', milliseconds: 15_000 });
    expect(nextStep(schedule(), 20_000)).toEqual({ do: 'report' });
  });

  it('is to probe Kafka again and again as long as it is awaited', () => {
    expect(nextStep(schedule({ service: 'awaited', probeAt: 5_200 }), 5_000)).toEqual({
      do: 'wait',
      milliseconds: 200,
    });
    expect(nextStep(schedule({ service: 'awaited', probeAt: 5_200 }), 5_200)).toEqual({ do: 'probe' });
  });

  it('is to probe a Kafka that is doubted, beside the reports', () => {
    expect(nextStep(schedule({ service: 'doubted', probeAt: 6_000 }), 5_000)).toEqual({
      do: 'wait',
      milliseconds: 1_000,
    });
    expect(nextStep(schedule({ service: 'doubted', probeAt: 6_000 }), 6_000)).toEqual({ do: 'probe' });
  });

  it('is to report before it probes, so that a Kafka that hangs does not silence the host', () => {
    expect(nextStep(schedule({ service: 'awaited', reportAt: 5_000 }), 5_000)).toEqual({ do: 'report' });
  });

  it('is to look at the announced stop when its instant has come, not before', () => {
    const announced = schedule({ intent: intent({ stop: at(9_000) }) });
    expect(nextStep(announced, 5_000)).toEqual({ do: 'wait', milliseconds: 4_000 });
    expect(nextStep(announced, 9_000)).toEqual({ do: 'look' });
  });

  it('is to look again in a while when the table did not answer', () => {
    const unanswered = schedule({ intent: intent({ stop: at(9_000) }), lookAt: 10_000 });
    expect(nextStep(unanswered, 9_500)).toEqual({ do: 'wait', milliseconds: 500 });
  });

  it('is to see whether the stop was withdrawn, once Kafka is stopped', () => {
    expect(nextStep(schedule({ service: 'stopped', lookAt: 6_000 }), 5_000)).toEqual({
      do: 'wait',
      milliseconds: 1_000,
    });
    expect(nextStep(schedule({ service: 'stopped', lookAt: 6_000 }), 6_000)).toEqual({ do: 'look' });
  });

  it('is to see every few seconds whether EC2 takes the instance back, if it may', () => {
    expect(nextStep(schedule({ askAt: 6_000 }), 5_000)).toEqual({ do: 'wait', milliseconds: 1_000 });
    expect(nextStep(schedule({ askAt: 6_000, reportAt: 6_000 }), 6_000)).toEqual({ do: 'ask' });
  });

  it('is to go for good before anything else, and to obey no stop any more', () => {
    const going = { goAt: 5_000, service: 'stopped', reportAt: 5_000 } as const;
    expect(nextStep(schedule(going), 5_000)).toEqual({ do: 'go' });
    expect(nextStep(schedule({ ...going, goAt: 6_000 }), 5_000)).toEqual({ do: 'report' });
    const gone = { ...going, goAt: Number.POSITIVE_INFINITY, reportAt: 25_000 };
    expect(nextStep(schedule(gone), 5_000)).toEqual({ do: 'wait', milliseconds: 20_000 });
  });
});
