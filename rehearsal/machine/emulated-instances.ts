import type { Instance } from './instance.ts';
import { MachineError } from './machine-error.ts';

const STATES = ['pending', 'running', 'stopping', 'stopped', 'shutting-down'] as const;

/** An emulator that hangs must not hang those who wait for it. */
const PATIENCE_MS = 10_000;

/** State of an EC2 instance; terminated ones are not reported any more. */
export type InstanceState = (typeof STATES)[number];

/** An instance as the emulator reports it. */
export interface EmulatedInstance extends Instance {
  readonly state: InstanceState;
  readonly tags: Readonly<Record<string, string>>;
}

interface EmulatedVolume {
  readonly id: string;
  readonly device: string;
  readonly sizeGb: number;
}

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
      const CONFLICT = 409;
      await call(`${emulator}/_catnap/machines/${instanceId}/off`, 'POST', [204, CONFLICT]);
    },
  };
}

async function call(address: string, method: string, expected: readonly number[]): Promise<Response> {
  const response = await fetch(address, { method, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
    (cause: unknown) => {
      throw failed(`${method} ${address} got no answer`, cause);
    },
  );
  if (!expected.includes(response.status)) throw failed(`${method} ${address} answered ${response.status}`);
  return response;
}

function parseInstance(machine: unknown): EmulatedInstance {
  // Checked as far as a mistake would otherwise show up far from here.
  const { state, volumes, ...instance } = machine as Omit<EmulatedInstance, 'volumes'> & {
    volumes: EmulatedVolume[];
  };
  if (typeof instance.id !== 'string' || !STATES.includes(state) || !Array.isArray(volumes)) {
    throw failed(`GET /_catnap/machines answered an instance with id ${instance.id}, state ${state}`);
  }
  return {
    ...instance,
    state,
    volumes: volumes.map(({ id, device, sizeGb }) => ({ id, device, size: sizeGb })),
  };
}

function failed(message: string, cause?: unknown): MachineError {
  return new MachineError('emulator-failed', `the emulator's machines: ${message}; is it up?`, { cause });
}
