import { describe, expect, it } from '@jest/globals';
import { pickTarget } from '../../../power/api/pick-target.ts';
import { DAYS } from '../../../power/calendar/window.ts';
import { policyOf } from '../../../power/parse-policy.ts';
import { World } from '../world.ts';

const pick = (targets: Record<string, string>, target?: unknown) => {
  const { power } = new World();
  const settings = () => Promise.resolve(new Map(Object.entries(targets)));
  return pickTarget({ ...power, settings }, { target });
};

describe('the target of a request', () => {
  it('is the one that is named, with its policy', async () => {
    const targets = { kafka: '{}', redis: '{"idleAfter":9}' };
    expect(await pick(targets, 'redis')).toEqual({ name: 'redis', policy: policyOf({ idleAfter: 9 }) });
  });

  it('is the only one if none is named', async () => {
    expect(await pick({ kafka: '{}' })).toEqual({ name: 'kafka', policy: policyOf({}) });
  });

  it('must be named if there are several', async () => {
    await expect(pick({ kafka: '{}', redis: '{}' })).rejects.toMatchObject({
      code: 'bad-request',
      message: 'Say which target. There are: kafka, redis.',
    });
  });

  it('is the only one that ever sleeps if none is named', async () => {
    const always = JSON.stringify({ windows: [{ days: DAYS, from: '00:00', to: '24:00', timeZone: 'UTC' }] });
    expect(await pick({ kafka: '{}', redis: always })).toMatchObject({ name: 'kafka' });
    expect(await pick({ redis: always })).toMatchObject({ name: 'redis' });
    await expect(pick({ events: always, redis: always })).rejects.toMatchObject({ code: 'bad-request' });
  });

  it.each([['kafak'], [7], [null]])('is not %j if there is none of that name', async (target) => {
    await expect(pick({ kafka: '{}', redis: '{}' }, target)).rejects.toMatchObject({
      code: 'unknown-target',
      message: `There is no target ${JSON.stringify(target)}. Targets: kafka, redis.`,
    });
  });

  it('is none in an environment without hosts', async () => {
    for (const target of [undefined, 'kafka']) {
      await expect(pick({}, target)).rejects.toMatchObject({
        code: 'unknown-target',
        message: 'The environment dev has no targets (yet); deploy a host.',
      });
    }
  });

  it('must have a policy that can be read', async () => {
    await expect(pick({ kafka: '{' })).rejects.toMatchObject({ code: 'bad-policy' });
  });
});
