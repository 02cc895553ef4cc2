/** What may come between a decision to stop and its commit. */
import { holdOn } from '../../../power/commands/hold.ts';
import { lease } from '../../../power/commands/lease.ts';
import { wake } from '../../../power/commands/wake.ts';
import type { Change } from '../../../power/store/changes.ts';
import type { TargetItems } from '../../../power/store/target-items.ts';
import { ago, NOON, POLICY } from '../samples.ts';

/** Somebody wants the target awake. */
export const RIVALS: [string, (items: TargetItems) => Change[]][] = [
  ['a wake', (items) => wake(items, { by: 'visitor', reason: '', dailyCap: 9 }, POLICY, NOON)],
  ['a hold', (items) => holdOn(items, { by: 'person', until: ago(-300) }, NOON)],
  ['a new lease', (items) => lease(items, { id: 'new', by: 'service', reason: '', until: ago(-300) }, NOON)],
];
