import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { planStart } from '../../../rehearsal/machine/init/plan.ts';
import { readUnit } from '../../../rehearsal/machine/init/read-unit.ts';

const HOST = join(import.meta.dirname, '..', '..', '..', 'host');

const files = ['units', 'update'].flatMap((folder) =>
  readdirSync(join(HOST, folder))
    .filter((name) => name.endsWith('.service'))
    .map((name): [string, string] => [name, join(HOST, folder, name)]),
);

describe('the units of the hosts', () => {
  it.each(files)('%s is one that a machine can run', (name, file) => {
    expect(readUnit(name, readFileSync(file, 'utf8')).service.execStart).toHaveLength(1);
  });

  it('start with the agent, which brings the volume first and then Kafka', () => {
    const units = new Map(files.map(([name, file]) => [name, readUnit(name, readFileSync(file, 'utf8'))]));
    const plan = planStart(
      'catnap-watch.service',
      (name) => units.get(name),
      () => false,
    ).map(({ name }) => name);
    expect(plan[0]).toBe('catnap-boot.service');
    expect([...plan].sort()).toEqual(['catnap-boot.service', 'catnap-kafka.service', 'catnap-watch.service']);
  });
});
