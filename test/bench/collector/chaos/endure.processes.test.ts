import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { endure } from '../../../../bench/collector/chaos/endure.ts';
import { FAULT_NAMES } from '../../../../bench/collector/chaos/faults.ts';
import type { RoundResult } from '../../../../bench/collector/chaos/round.ts';
import { asOnHost } from '../../../../bench/processes/program.ts';
import { findPython } from '../../../../rehearsal/laptop/python.ts';
import { prepareRedis } from '../../../../rehearsal/laptop/redis-server.ts';
import { findKafka, PATIENCE } from '../../../journeys/kafka/broker.ts';
import { quietly } from '../../../quietly.ts';

const CHECKOUT = join(import.meta.dirname, '..', '..', '..', '..');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'catnap-chaos-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The long run is `catnap bench chaos`. */
it(
  'loses no acknowledged event, and keeps each key in order, while collector, Redis and Kafka are killed',
  async () => {
    const rounds: RoundResult[] = [];
    await endure({
      tools: {
        java: await findKafka(),
        redisServer: await prepareRedis(await findPython(), join(CHECKOUT, '.catnap'), quietly),
        collector: asOnHost(join(CHECKOUT, 'collector', 'main.ts')),
        folder,
      },
      rounds: 2,
      seed: Date.now(),
      strikes: 5,
      keys: 10,
      each: (result) => rounds.push(result),
    });
    expect(rounds).toHaveLength(2);
    for (const { lost, disordered, acknowledged, faults } of rounds) {
      expect({ lost, disordered, faults }).toEqual({ lost: [], disordered: [], faults });
      expect(acknowledged).toBeGreaterThan(0);
      expect(FAULT_NAMES).toEqual(expect.arrayContaining([...faults]));
      expect(faults).toHaveLength(5);
    }
  },
  2 * PATIENCE,
);
