import { describe, expect, it } from '@jest/globals';
import { planStart, planStop } from '../../../../rehearsal/machine/init/plan.ts';
import { readUnit } from '../../../../rehearsal/machine/init/read-unit.ts';
import type { Unit } from '../../../../rehearsal/machine/init/unit.ts';

/** The units of a host, by their dependencies. */
const HOST = units({
  'boot.service': '',
  'kafka.service': 'Requires=boot.service\nAfter=boot.service',
  'watch.service':
    'Requires=boot.service\nAfter=boot.service network-online.target\nWants=kafka.service gone.service',
});

function units(dependencies: Record<string, string>): ReadonlyMap<string, Unit> {
  return new Map(
    Object.entries(dependencies).map(([name, lines]) => [
      name,
      readUnit(name, `[Unit]\n${lines}\n[Service]\nExecStart=/bin/true`),
    ]),
  );
}

const names = (plan: readonly Unit[]): string[] => plan.map(({ name }) => name);

describe('what starts', () => {
  it('is the unit with all that it requires and wants, in order', () => {
    const plan = names(
      planStart(
        'watch.service',
        (name) => HOST.get(name),
        () => false,
      ),
    );
    expect([...plan].sort()).toEqual(['boot.service', 'kafka.service', 'watch.service']);
    expect(plan[0]).toBe('boot.service');
  });

  it('leaves out what runs', () => {
    const runs = (name: string): boolean => name === 'boot.service';
    expect(names(planStart('kafka.service', (name) => HOST.get(name), runs))).toEqual(['kafka.service']);
  });

  it('heeds Before as the other side of After', () => {
    const some = units({ 'a.service': 'Wants=b.service', 'b.service': 'Before=a.service' });
    expect(
      names(
        planStart(
          'a.service',
          (name) => some.get(name),
          () => false,
        ),
      ),
    ).toEqual(['b.service', 'a.service']);
  });

  it('must be there', () => {
    const some = units({ 'a.service': 'Requires=gone.service' });
    const plan = (name: string) => () =>
      planStart(
        name,
        (other) => some.get(other),
        () => false,
      );
    expect(plan('gone.service')).toThrow(expect.objectContaining({ code: 'unit-not-found' }));
    expect(plan('a.service')).toThrow('Unit gone.service not found, which a.service requires.');
  });

  it('cannot be ordered in a circle', () => {
    const some = units({ 'a.service': 'After=b.service\nWants=b.service', 'b.service': 'After=a.service' });
    const plan = (): unknown =>
      planStart(
        'a.service',
        (name) => some.get(name),
        () => false,
      );
    expect(plan).toThrow(expect.objectContaining({ code: 'ordering-cycle' }));
    expect(plan).toThrow('a.service → b.service → a.service');
  });
});

describe('what stops', () => {
  it('is the unit with what requires it, the last started first', () => {
    const plan = names(planStop(['boot.service'], [...HOST.values()]));
    expect([...plan].sort()).toEqual(['boot.service', 'kafka.service', 'watch.service']);
    expect(plan.at(-1)).toBe('boot.service');
  });

  it('leaves alone what merely wants it', () => {
    expect(names(planStop(['kafka.service'], [...HOST.values()]))).toEqual(['kafka.service']);
  });

  it('is nothing when it does not run', () => {
    expect(planStop(['boot.service'], [])).toEqual([]);
  });
});
