import { describe, expect, it } from '@jest/globals';
import { clusterBill, monthlyBill, THREE_BROKERS } from '../../../cost/prices/cluster-bill.ts';

describe('the bill of a cluster', () => {
  it('has every line that AWS charges for a month of three brokers on demand', () => {
    const bill = monthlyBill(THREE_BROKERS, 3);
    expect(bill.compute).toBeCloseTo(3 * 730 * 0.0416, 10);
    expect(bill.addresses).toBeCloseTo(3 * 730 * 0.005, 10);
    expect(bill.disks).toBeCloseTo(3 * (10 + 8) * 0.08, 10);
    expect(bill.zone).toBe(0.5);
    expect(bill.total).toBeCloseTo(91.104 + 10.95 + 4.32 + 0.5, 10);
  });

  it('charges each hour at the price of its market', () => {
    expect(clusterBill(THREE_BROKERS, { spot: 100, onDemand: 10 }, 1).compute).toBeCloseTo(1.7 + 0.416, 10);
  });

  it('charges disks and zone of a cluster that slept for the whole year', () => {
    const asleep = clusterBill(THREE_BROKERS, { spot: 0, onDemand: 0 }, 12);
    expect(asleep).toMatchObject({ compute: 0, addresses: 0, zone: 6 });
    expect(asleep.total).toBeCloseTo(12 * (4.32 + 0.5), 10);
  });
});
