import type { Exit } from './guarded-process.ts';
import type { Result } from './judge.ts';

/** ActiveState and, after the slash of systemctl's output, SubState. */
export type ServiceState =
  | { readonly active: 'inactive'; readonly sub: 'dead' }
  | { readonly active: 'activating'; readonly sub: 'start-pre' | 'start' | 'auto-restart' }
  | { readonly active: 'active'; readonly sub: 'running' | 'exited' | 'waiting' }
  | { readonly active: 'deactivating'; readonly sub: 'stop' | 'stop-sigterm' }
  | { readonly active: 'failed'; readonly sub: 'failed' };

export interface ServiceStatus {
  readonly state: ServiceState;
  readonly result: Result;
  /** Of the main process; 0 when there is none. */
  readonly mainPid: number;
  /** How the last main process ended. */
  readonly mainExit?: Exit;
  /** Automatic restarts since somebody last started it. */
  readonly restarts: number;
}

export const DEAD: ServiceState = { active: 'inactive', sub: 'dead' };
export const FAILED: ServiceState = { active: 'failed', sub: 'failed' };

/** Of a timer that runs. */
export const WAITING: ServiceState = { active: 'active', sub: 'waiting' };
