import { expect, it } from '@jest/globals';
import { wokenCluster } from '../cluster-world.ts';

it('a host of a cluster may report by the API, under its own id, and hears of the cluster’s stop', async () => {
  const world = await wokenCluster();
  const report = async (instance: string) => {
    const body = JSON.stringify({ instance, used: true });
    const answer = await world.ask('POST', '/report', { by: 'service', body });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  expect(await report('i-2-1')).toEqual({ status: 200, body: { target: 'cluster' } });
  expect((await world.store.read('cluster')).get('activity#i-2-1')?.lastUsedAt).toBe(world.clock.at());
  await world.command('person', 'POST', '/sleep');
  expect((await report('i-2-1')).body).toMatchObject({ stop: world.clock.at(30) });
  expect(await report('cluster')).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining('i-1-1, i-2-1, i-3-1') } },
  });
});
