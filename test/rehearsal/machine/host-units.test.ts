import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { planStart } from '../../../rehearsal/machine/init/plan.ts';
import { readUnit } from '../../../rehearsal/machine/init/read-unit.ts';
import { readTimer } from '../../../rehearsal/machine/init/timer.ts';

const HOST = join(import.meta.dirname, '..', '..', '..', 'host');

const unitsOf = (folder: string): [name: string, file: string][] =>
  readdirSync(join(HOST, folder)).map((name) => [name, join(HOST, folder, name)]);

const services = unitsOf('units').filter(([name]) => name.endsWith('.service'));
const timers = unitsOf('units').filter(([name]) => name.endsWith('.timer'));
const firstUnit = unitsOf('bootstrap').filter(([name]) => name.endsWith('.service'));

describe('the units of the hosts', () => {
  it.each([...services, ...firstUnit])('%s is one that a machine can run', (name, file) => {
    expect(readUnit(name, readFileSync(file, 'utf8')).service.execStart).toHaveLength(1);
  });

  it.each(timers)('%s starts a service that is there', (name, file) => {
    expect(readTimer(name, readFileSync(file, 'utf8')).onActive).toBeGreaterThan(0);
    expect(services.map(([service]) => service)).toContain(name.replace('.timer', '.service'));
  });

  it('bring one that takes the place of the one in user data', () => {
    expect(firstUnit.map(([name]) => name)).toEqual(['catnap-update.service']);
    expect(services.map(([name]) => name)).toContain('catnap-update.service');
  });

  it('start with the agent, which brings the volume first and then Kafka', () => {
    const units = new Map(services.map(([name, file]) => [name, readUnit(name, readFileSync(file, 'utf8'))]));
    const plan = planStart(
      'catnap-watch.service',
      (name) => units.get(name),
      () => false,
    ).map(({ name }) => name);
    expect(plan[0]).toBe('catnap-boot.service');
    expect([...plan].sort()).toEqual(['catnap-boot.service', 'catnap-kafka.service', 'catnap-watch.service']);
  });
});
