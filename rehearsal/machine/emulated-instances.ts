import type { SpotNotice } from '../metadata-service/metadata-tree.ts';
import type { Instance } from './instance.ts';
import { MachineError } from './machine-error.ts';

/** The emulator says that the instance is in a state, or of a kind, in which that cannot be. */
const CONFLICT = 409;

const STATES = ['pending', 'running', 'stopping', 'stopped', 'shutting-down'] as const;

/** An emulator that hangs must not hang those who wait for it. */
const PATIENCE_MS = 10_000;

/** State of an EC2 instance; terminated ones are not reported any more. */
export type InstanceState = (typeof STATES)[number];

/** An instance as the emulator reports it. */
export interface EmulatedInstance extends Instance {
  readonly state: InstanceState;
  readonly tags: Readonly<Record<string, string>>;
  /** EC2 takes it back. @default - nobody said so */
  readonly notice?: SpotNotice;
  /** Its plug was pulled: nothing on the machine has time for anything. */
  readonly failed: boolean;
}

interface EmulatedInterruption {
  readonly givenAt: string;
  readonly time: string;
}

interface EmulatedVolume {
  readonly id: string;
  readonly device: string;
  readonly sizeGb: number;
}

/**
 * What befalls a machine without a request of its owner.
 *
 * - `interrupt`: EC2 gives notice that it takes a spot instance back, and does so when the time has come;
 * - `kill`: the hardware fails, and nothing on the machine has time for anything;
 * - `stop`: AWS stops it as for a retirement of its hardware; its units have the time that they are given.
 */
export type Strike =
  | { readonly kind: 'interrupt' /** How long before it ends. */; readonly seconds: number }
  | { readonly kind: 'kill' }
  | { readonly kind: 'stop' };

/** The emulator's side door for those who play its instances: `/_catnap/machines` on its own address. */
export interface EmulatedInstances {
  /** @throws MachineError `emulator-failed` */
  list(): Promise<EmulatedInstance[]>;
  /**
   * Tells that the machine of a stopping or shutting-down instance is off. When the emulator says that the instance is
   * in another state by now, there is nothing left to tell.
   *
   * @throws MachineError `emulator-failed`
   */
  off(instanceId: string): Promise<void>;
  /**
   * Lets something befall a running instance.
   *
   * @throws MachineError `refused` with the emulator's reason, `emulator-failed`
   */
  strike(instanceId: string, what: Strike): Promise<void>;
}

/** @param emulator address, `http://127.0.0.1:<port>` */
export function emulatedInstances(emulator: string): EmulatedInstances {
  return {
    async list() {
      const response = await call(`${emulator}/_catnap/machines`, 'GET', [200]);
      const machines: unknown = await response.json();
      if (!Array.isArray(machines))
        throw failed(`GET /_catnap/machines answered ${JSON.stringify(machines)}, no array`);
      return machines.map(parseInstance);
    },
    async off(instanceId) {
      await call(`${emulator}/_catnap/machines/${instanceId}/off`, 'POST', [204, CONFLICT]);
    },
    async strike(instanceId, what) {
      const { path, body } = requestOf(what);
      const address = `${emulator}/_catnap/machines/${instanceId}/${path}`;
      const response = await call(address, 'POST', [204, CONFLICT], JSON.stringify(body));
      if (response.status === CONFLICT) {
        const { message } = (await response.json()) as { message: string };
        throw new MachineError('refused', message);
      }
    },
  };
}

function requestOf(what: Strike): { path: string; body: object } {
  switch (what.kind) {
    case 'interrupt':
      return { path: 'interrupt', body: { seconds: what.seconds } };
    case 'kill':
      return { path: 'fail', body: {} };
    case 'stop':
      return { path: 'stop', body: { code: 'Server.ScheduledStop' } };
  }
}

async function call(
  address: string,
  method: string,
  expected: readonly number[],
  body?: string,
): Promise<Response> {
  const response = await fetch(address, { method, body, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
    (cause: unknown) => {
      throw failed(`${method} ${address} got no answer`, cause);
    },
  );
  if (!expected.includes(response.status)) throw failed(`${method} ${address} answered ${response.status}`);
  return response;
}

function parseInstance(machine: unknown): EmulatedInstance {
  // Checked as far as a mistake would otherwise show up far from here.
  const { state, volumes, interruption, ...instance } = machine as Omit<
    EmulatedInstance,
    'volumes' | 'notice'
  > & {
    volumes: EmulatedVolume[];
    interruption?: EmulatedInterruption;
  };
  if (typeof instance.id !== 'string' || !STATES.includes(state) || !Array.isArray(volumes)) {
    throw failed(`GET /_catnap/machines answered an instance with id ${instance.id}, state ${state}`);
  }
  return {
    ...instance,
    state,
    volumes: volumes.map(({ id, device, sizeGb }) => ({ id, device, size: sizeGb })),
    notice: interruption && {
      action: 'terminate',
      time: new Date(interruption.time),
      givenAt: new Date(interruption.givenAt),
    },
  };
}

function failed(message: string, cause?: unknown): MachineError {
  return new MachineError('emulator-failed', `the emulator's machines: ${message}; is it up?`, { cause });
}
