import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { until } from '../../rehearsal/until.ts';
import { type Answer, openShopAccount, type ShopAccount } from './own-app/ask-shop.ts';
import { deployShop, type Shop } from './own-app/deploy-shop.ts';
import { reportOf } from './own-app/report-of.ts';

/** The first run on a machine downloads the emulator, the JDK and Kafka. */
jest.setTimeout(600_000);

let shop: Shop;
let account: ShopAccount;

beforeAll(async () => {
  shop = await deployShop();
  account = openShopAccount(shop.aws);
});

afterAll(async () => {
  account?.close();
  await shop?.close();
});

/** TypeScript refuses each line; were a type lost on the way into the package, it would not. */
const MISTAKES = `
import type { KafkaHostProps, PowerSwitchProps, PowerTargetProps, Window } from 'catnap';
// @ts-expect-error
export const policy: KafkaHostProps['policy'] = { idleAfter: '5 minutes' };
// @ts-expect-error
export const instanceType: KafkaHostProps['instanceType'] = 't3.medium';
// @ts-expect-error
export const power: KafkaHostProps['power'] = { environmentName: 'shop' };
// @ts-expect-error
export const tick: PowerSwitchProps['tick'] = 60;
// @ts-expect-error
export const publicWake: PowerSwitchProps['publicWake'] = { dailyCap: 'many' };
// @ts-expect-error
export const instance: PowerTargetProps['instance'] = 'i-0123456789abcdef0';
// @ts-expect-error
export const days: Window['days'] = ['someday'];
`;

/** Lets the reaper look again and again until a target is in a state. */
function untilState(target: string, state: string): Promise<Answer> {
  return until(
    async () => {
      await account.tick();
      const answer = await account.ask({ method: 'GET', path: '/status', query: { target } });
      return answer.body.state === state ? answer : undefined;
    },
    { what: `${target} is ${state}`, timeout: 90_000, every: 300 },
  );
}

async function stateOnEc2(target: string): Promise<string | undefined> {
  return (await account.instance(target)).State?.Name;
}

describe("the package in somebody's app", () => {
  it('is compiled, since Node strips no types below node_modules, and brings no CDK of its own', () => {
    const { files, manifest, folder } = shop.app.catnap;
    expect(files.filter((file) => /(?<!\.d)\.ts$/.test(file))).toEqual([]);
    expect(existsSync(join(folder, manifest.types))).toBe(true);
    expect(Object.keys(manifest.dependencies)).not.toContain('aws-cdk-lib');
    const { peerDependencies, peerDependenciesMeta } = manifest;
    const optional = (name: string) => peerDependenciesMeta[name]?.optional === true;
    const needed = Object.keys(peerDependencies).filter((name) => !optional(name));
    expect(needed).toEqual(['aws-cdk-lib', 'constructs']);
    // Only the balancer's adapter imports it.
    expect(Object.keys(peerDependencies).filter(optional)).toEqual(['@platformatic/kafka']);
  });

  it('leaves nothing compiled in the checkout that it was packed in', () => {
    expect(existsSync(join(import.meta.dirname, '..', '..', 'dist'))).toBe(false);
  });

  it('has types against which the app compiles, and mistakes do not', async () => {
    await writeFile(join(shop.app.folder, 'mistakes.ts'), MISTAKES);
    await shop.run('tsc');
  });

  it('puts together what a Kafka host runs', () => {
    for (const file of ['SHA256SUMS', 'agent.mjs', 'units/catnap-boot.service', 'kafka/log4j2.yaml']) {
      expect(existsSync(join(shop.app.folder, '.catnap', 'programs', 'kafka', file))).toBe(true);
    }
  });

  it('puts together what a Redis host runs, in case they want one', () => {
    for (const file of ['SHA256SUMS', 'agent.mjs', 'collector.mjs', 'units/catnap-collector.service']) {
      expect(existsSync(join(shop.app.folder, '.catnap', 'programs', 'redis', file))).toBe(true);
    }
  });
});

describe('a Kafka host in their stack', () => {
  it('runs in their network, tagged as a target, with settings and a policy of its own', async () => {
    const { State, InstanceType } = await account.instance('kafka');
    expect([State?.Name, InstanceType]).toEqual(['running', 't3.medium']);
    expect(await account.parameter('/catnap/shop/hosts/kafka')).toMatchObject({
      target: 'kafka',
      securityUpdates: 'daily',
      waitForLag: [],
    });
    expect(await account.parameter('/catnap/shop/targets/kafka')).toMatchObject({
      reports: 'agent',
      windows: [{ from: '08:00', to: '18:00' }],
    });
  });
});

describe('an instance of theirs that knows nothing of it', () => {
  it('is put to sleep outside its hours', async () => {
    await untilState('build-server', 'asleep');
    expect(await stateOnEc2('build-server')).toBe('stopped');
    const history = { method: 'GET', path: '/history', query: { target: 'build-server' } };
    expect(JSON.stringify((await account.ask(history)).body)).toMatch(/no hold, no lease and no window/);
  });

  it('is woken by whoever may invoke the function', async () => {
    const wake = { method: 'POST', path: '/wake', body: { target: 'build-server', reason: 'a hotfix' } };
    expect((await account.ask(wake)).status).toBe(202);

    const { body } = await untilState('build-server', 'online');
    expect(await stateOnEc2('build-server')).toBe('running');
    expect(body.reason).toMatch(/a hotfix/);
  });

  it('shows on the command line that came with the package', async () => {
    const printed = await shop.run('catnap', 'status', '--env', 'shop', '--target', 'build-server', '--json');
    expect(JSON.parse(printed)).toMatchObject({ state: 'online' });
  });
});

describe('an instance of theirs that reports its use', () => {
  const report = async (used: boolean) => {
    const { InstanceId = '' } = await account.instance('runner');
    return account.ask(await reportOf(shop.app, { target: 'runner', instance: InstanceId, used }));
  };

  it('stays awake while it says that it is used', async () => {
    expect(await report(true)).toMatchObject({ status: 200, body: { target: 'runner' } });
    const { body } = await untilState('runner', 'online');
    expect(body.reason).toMatch(/last used/);
    expect(await stateOnEc2('runner')).toBe('running');
  });

  it('is told of its stop once it was unused for long enough', async () => {
    const { InstanceId } = await account.instance('runner');
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    const body = { target: 'runner', instance: InstanceId, lastUsedAt: hourAgo };
    await account.ask({ method: 'POST', path: '/report', body });
    await account.tick();
    expect((await report(false)).body).toMatchObject({
      target: 'runner',
      reason: expect.stringMatching(/unused/),
    });
  });
});
