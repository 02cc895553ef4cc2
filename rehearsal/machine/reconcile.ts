import type { InstanceState } from './emulated-instances.ts';

/** How far the supervisor is with an instance's machine; `failed`: it could not be started. */
export type MachinePhase = 'starting' | 'on' | 'failed' | 'ending';

/** What the supervisor does next about an instance. */
export type Step = 'start' | 'refresh' | 'power-off' | 'report-off' | 'forget' | 'wait';

/**
 * What to do about an instance, level-triggered: whatever was missed or failed is seen again at the next look.
 *
 * @param state as the emulator reports it; undefined when it does not, since the instance is terminated
 * @param phase of its machine; undefined when there is none
 */
export function nextStep(state: InstanceState | undefined, phase: MachinePhase | undefined): Step {
  if (phase === 'starting' || phase === 'ending') return 'wait';
  if (state === 'running') return phase === undefined ? 'start' : phase === 'on' ? 'refresh' : 'wait';
  if (phase === 'on') return 'power-off';
  if (state === 'stopping' || state === 'shutting-down') return 'report-off';
  return phase === 'failed' ? 'forget' : 'wait';
}
