import { beforeEach, describe, expect, it } from '@jest/globals';
import { act } from '../../power/act.ts';
import type { Action } from '../../power/decide.ts';
import { FakeTarget } from './fake-target.ts';
import { HandClock } from './hand-clock.ts';
import { instance } from './samples.ts';

let target: FakeTarget;
beforeEach(() => {
  target = new FakeTarget(new HandClock().now);
  target.make('i-1');
});

const start = (size: string): Action => ({ do: 'start', instance: instance({ state: 'stopped' }), size });

describe('what was decided', () => {
  it('is a start with the size that it has', async () => {
    expect(await act(target, start('t3.medium'))).toBe('started');
    expect(target.calls).toEqual(['start i-1']);
  });

  it('is a start with another size', async () => {
    expect(await act(target, start('t3.large'))).toBe('started');
    expect(target.calls).toEqual(['resize i-1 t3.large', 'start i-1']);
  });

  it('is a start that is refused', async () => {
    target.soldOut.add('t3.medium');
    expect(await act(target, start('t3.medium'))).toEqual({
      refused: 'no-capacity',
      text: 'there are no t3.medium left',
    });
  });

  it('is a start with a size that is refused: it is not started with the old one', async () => {
    target.unknown.add('m9.huge');
    expect(await act(target, start('m9.huge'))).toEqual({
      refused: 'no-capacity',
      text: 'the zone does not have m9.huge',
    });
    expect(target.calls).toEqual([]);
  });

  it('is a stop', async () => {
    target.make('i-2', 'running');
    expect(await act(target, { do: 'stop', id: 'i-2' })).toBeUndefined();
    expect(target.calls).toEqual(['stop i-2']);
  });

  const resize = { do: 'resize', instance: instance({ state: 'stopped' }), size: 't3.small' } as const;

  it('is a size that is given back', async () => {
    expect(await act(target, resize)).toBeUndefined();
    expect(target.calls).toEqual(['resize i-1 t3.small']);
  });

  it('is a size that cannot be given back, which fails visibly', async () => {
    target.unknown.add('t3.small');
    await expect(act(target, resize)).rejects.toMatchObject({
      code: 'aws-failed',
      message: 'EC2 does not give i-1 its own size t3.small back: the zone does not have t3.small',
    });
  });

  it('is a size that cannot be given back yet: a later tick does', async () => {
    await target.start('i-1');
    expect(await act(target, resize)).toBeUndefined();
    expect(target.calls).toEqual(['start i-1']);
  });

  it.each<Action>([
    { do: 'none' },
    { do: 'announce-stop', at: '', id: 'i-1' },
    { do: 'withdraw-stop' },
    { do: 'clear-intent' },
    { do: 'forget-trouble' },
    { do: 'note-failed-start', refusal: { refused: 'start-failed', text: '' } },
  ])('is nothing for EC2: %j', async (action) => {
    expect(await act(target, action)).toBeUndefined();
    expect(target.calls).toEqual([]);
  });
});
