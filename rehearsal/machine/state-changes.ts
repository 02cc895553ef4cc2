import { TAG_TARGET } from '../../power/names.ts';
import type { EmulatedInstance, InstanceState } from './emulated-instances.ts';

/** A change of an instance's state, when it was seen. */
export interface StateChange {
  readonly instanceId: string;
  /** What the instance is of, by its tag; empty without one. */
  readonly target: string;
  /** `terminated`: not reported, because it is gone or had never been there. */
  readonly from: InstanceState | 'terminated';
  readonly to: InstanceState | 'terminated';
  readonly at: Date;
}

type Instances = ReadonlyMap<string, EmulatedInstance>;

/** What changed between two looks at the emulator's instances, by id. */
export function stateChanges(before: Instances, after: Instances, at: Date): StateChange[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids]
    .map((instanceId) => ({
      instanceId,
      target: (after.get(instanceId) ?? before.get(instanceId))?.tags[TAG_TARGET] ?? '',
      from: before.get(instanceId)?.state ?? ('terminated' as const),
      to: after.get(instanceId)?.state ?? ('terminated' as const),
      at,
    }))
    .filter(({ from, to }) => from !== to);
}
