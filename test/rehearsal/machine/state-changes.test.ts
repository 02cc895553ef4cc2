import { describe, expect, it } from '@jest/globals';
import type { EmulatedInstance, InstanceState } from '../../../rehearsal/machine/emulated-instances.ts';
import { stateChanges } from '../../../rehearsal/machine/state-changes.ts';

const AT = new Date('2026-11-21T10:00:00Z');

function instances(states: Record<string, InstanceState>): ReadonlyMap<string, EmulatedInstance> {
  return new Map(
    Object.entries(states).map(([id, state]) => [
      id,
      {
        id,
        state,
        type: 't3.medium',
        market: 'on-demand' as const,
        failed: false,
        availabilityZone: 'us-east-1a',
        userData: '',
        volumes: [],
        tags: { 'catnap:target': 'kafka' },
      },
    ]),
  );
}

describe('the changes between two looks', () => {
  it('are those of instances that came, changed and went', () => {
    const before = instances({ 'i-stays': 'running', 'i-changes': 'running', 'i-goes': 'shutting-down' });
    const after = instances({ 'i-stays': 'running', 'i-changes': 'stopping', 'i-comes': 'pending' });
    expect(stateChanges(before, after, AT)).toEqual([
      { instanceId: 'i-changes', target: 'kafka', from: 'running', to: 'stopping', at: AT },
      { instanceId: 'i-goes', target: 'kafka', from: 'shutting-down', to: 'terminated', at: AT },
      { instanceId: 'i-comes', target: 'kafka', from: 'terminated', to: 'pending', at: AT },
    ]);
  });
});
