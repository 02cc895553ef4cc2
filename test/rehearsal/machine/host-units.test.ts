import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { planStart } from '../../../rehearsal/machine/init/plan.ts';
import { readUnit } from '../../../rehearsal/machine/init/read-unit.ts';
import { readTimer } from '../../../rehearsal/machine/init/timer.ts';
import { unitsOf } from './units-of.ts';

const BOOTSTRAP = join(import.meta.dirname, '..', '..', '..', 'host', 'bootstrap');

/** What starts, in order, when the agent's watch of such a host does. */
function startOf(kind: 'kafka' | 'redis'): string[] {
  const units = unitsOf(kind);
  const find = (name: string) => {
    const text = units[name];
    return text === undefined ? undefined : readUnit(name, text);
  };
  return planStart('catnap-watch.service', find, () => false).map(({ name }) => name);
}

describe.each(['kafka', 'redis'] as const)('the units of a %s host', (kind) => {
  const units = Object.entries(unitsOf(kind));
  const services = units.filter(([name]) => name.endsWith('.service'));
  const timers = units.filter(([name]) => name.endsWith('.timer'));

  it.each(services)('%s is one that a machine can run', (name, text) => {
    expect(readUnit(name, text).service.execStart).toHaveLength(1);
  });

  it.each(timers)('%s starts a service that is there', (name, text) => {
    expect(readTimer(name, text).onActive).toBeGreaterThan(0);
    expect(services.map(([service]) => service)).toContain(name.replace('.timer', '.service'));
  });

  it('bring one that takes the place of the one in user data', () => {
    expect(services.map(([name]) => name)).toContain('catnap-update.service');
  });
});

describe('the unit in user data', () => {
  it('is one that a machine can run', () => {
    const [name = '', ...others] = readdirSync(BOOTSTRAP).filter((file) => file.endsWith('.service'));
    expect([name, others]).toEqual(['catnap-update.service', []]);
    expect(readUnit(name, readFileSync(join(BOOTSTRAP, name), 'utf8')).service.execStart).toHaveLength(1);
  });
});

describe('a host', () => {
  it('starts with the agent, which brings the volume first and then Kafka', () => {
    const start = startOf('kafka');
    expect(start[0]).toBe('catnap-boot.service');
    expect([...start].sort()).toEqual([
      'catnap-boot.service',
      'catnap-kafka.service',
      'catnap-watch.service',
    ]);
  });

  it('starts with the agent, then Redis, and the collector behind it', () => {
    const start = startOf('redis');
    expect(start[0]).toBe('catnap-boot.service');
    expect(start).toContain('catnap-watch.service');
    expect(start.indexOf('catnap-collector.service')).toBeGreaterThan(start.indexOf('catnap-redis.service'));
    expect(start.indexOf('catnap-redis.service')).toBeGreaterThan(0);
  });
});
