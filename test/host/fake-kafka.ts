import type { Ending, Service } from '../../host/service.ts';
import { type Snapshot, useBetween } from '../../kafka/activity.ts';
import { lagOf } from '../../kafka/lag.ts';

/** A Kafka whose health a test decides. */
export class FakeKafka implements Service<Snapshot> {
  readonly name = 'Kafka';
  readonly useBetween = useBetween;
  /** How it ends when it is stopped. */
  ending: Ending = 'clean';
  /** The groups whose lag is reported. */
  waitForLag: readonly string[] = [];
  /** Why it does not answer. */
  trouble: string | undefined;
  snapshotTrouble: string | undefined;
  /** What `systemctl` was asked to do. */
  readonly orders: string[] = [];
  written = 1n;
  /** Absent, as on a single host. */
  underReplicated: Service<Snapshot>['underReplicated'];
  /** `group on topic-partition` → committed offset. */
  committed = new Map<string, bigint>();

  probe(): Promise<void> {
    return this.trouble === undefined ? Promise.resolve() : Promise.reject(new Error(this.trouble));
  }

  snapshot(): Promise<Snapshot> {
    if (this.snapshotTrouble !== undefined) return Promise.reject(new Error(this.snapshotTrouble));
    return Promise.resolve({
      ends: new Map([['orders-0', this.written]]),
      commits: new Map(this.committed),
      sent: new Map(),
    });
  }

  lag(snapshot: Snapshot): Record<string, number> {
    return lagOf(snapshot, this.waitForLag);
  }

  howStopped(): Promise<Ending> {
    return Promise.resolve(this.ending);
  }

  stop(): Promise<void> {
    this.orders.push('stop');
    this.trouble = 'it was stopped';
    return Promise.resolve();
  }

  start(): Promise<void> {
    this.orders.push('start');
    this.trouble = undefined;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.orders.push('close');
    return Promise.resolve();
  }
}
