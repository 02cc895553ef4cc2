import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TAG_BROKER, TAG_TARGET } from '../../power/names.ts';
import type { MachineEndpoint } from '../endpoints.ts';
import type { LaptopPrograms } from './bin-folder.ts';
import { type EmulatedInstance, emulatedInstances } from './emulated-instances.ts';
import { type Machine, type MachineEvent, startMachine } from './machine.ts';
import { clusterSeats, type Seat } from './seats.ts';
import { type StateChange, stateChanges } from './state-changes.ts';
import { SupervisedInstance } from './supervised-instance.ts';

export interface SupervisorOptions {
  /** Address of the emulator, `http://127.0.0.1:<port>`. */
  readonly emulator: string;
  /**
   * Where machines and volumes get their folders, `<instance id>/` and `volumes/<volume id>/`, and the brokers of clusters
   * their ports, `seats/`.
   */
  readonly folder: string;
  /**
   * The laptop's programs that machines run.
   *
   * @default - the Node that runs this, neither Java nor Redis
   */
  readonly programs?: LaptopPrograms;
  /**
   * Milliseconds between two looks at the emulator.
   *
   * @default 200
   */
  readonly pollEvery?: number;
  /** What machines write, what their units do, and what goes wrong, a line each. */
  readonly log?: (line: string) => void;
  /** The state of an instance changed. */
  readonly onState?: (change: StateChange) => void;
}

/** Plays all instances of an emulator. */
export interface Supervisor {
  /** The machines that are on. */
  machines(): MachineEndpoint[];
  /**
   * Pulls the plug of all machines and looks no more; resolves when nothing of them runs. Whoever ends a rehearsal
   * throws its data away, and should not have to wait for Kafka's orderly stop.
   */
  close(): Promise<void>;
}

/**
 * Plays every instance that the emulator reports as running, and ends those that it stops or terminates. What goes
 * wrong with one machine, or with the emulator, is said to the log and tried again at the next look.
 */
export function startSupervisor(options: SupervisorOptions): Supervisor {
  const { folder, programs, pollEvery = 200, log = () => undefined, onState = () => undefined } = options;
  const emulator = emulatedInstances(options.emulator);
  const seats = clusterSeats(join(folder, 'seats'));
  const seatOf = async ({ tags }: EmulatedInstance): Promise<Seat | undefined> => {
    const node = tags[TAG_BROKER];
    return node === undefined ? undefined : await seats.of(tags[TAG_TARGET] ?? '', Number(node));
  };
  const supervised = new Map<string, SupervisedInstance>();
  let states: ReadonlyMap<string, EmulatedInstance> = new Map();
  let trouble = '';
  const closing = new AbortController();

  const play = (id: string): SupervisedInstance => {
    const say = (line: string): void => log(`${id} ${line}`);
    return new SupervisedInstance({
      id,
      say,
      reportOff: emulator.off,
      start: async (instance) =>
        startMachine({
          instance,
          programs,
          seat: await seatOf(instance),
          awsEndpoint: options.emulator,
          folder: join(folder, id),
          volumesFolder: join(folder, 'volumes'),
          onEvent: (event) => say(describe(event)),
        }),
    });
  };

  const look = async (): Promise<void> => {
    const instances = new Map((await emulator.list()).map((instance) => [instance.id, instance]));
    for (const change of stateChanges(states, instances, new Date())) {
      log(`${change.instanceId} is ${change.to}`);
      onState(change);
    }
    states = instances;
    for (const id of instances.keys()) if (!supervised.has(id)) supervised.set(id, play(id));
    await Promise.all([...supervised].map(([id, one]) => one.look(instances.get(id))));
    for (const [id, one] of supervised) if (!instances.has(id) && !one.phase) supervised.delete(id);
  };

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await look().then(
        () => {
          trouble = '';
        },
        (error: Error) => {
          if (error.message !== trouble) log(`trouble: ${error.message}`);
          trouble = error.message;
        },
      );
      await sleep(pollEvery, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };
  const running = run();

  return {
    machines: () =>
      [...supervised.values()].flatMap(({ machine }) => (machine ? [endpointOf(machine, states)] : [])),
    async close() {
      closing.abort();
      await running;
      await Promise.all([...supervised.values()].map((one) => one.end()));
    },
  };
}

function endpointOf(
  { instanceId, endpoints }: Machine,
  states: ReadonlyMap<string, EmulatedInstance>,
): MachineEndpoint {
  const { [TAG_TARGET]: target = '', [TAG_BROKER]: node } = states.get(instanceId)?.tags ?? {};
  return { instanceId, target, ...(node === undefined ? {} : { broker: Number(node) }), ...endpoints };
}

function describe(event: MachineEvent): string {
  if (event.kind === 'line') return `${event.unit}: ${event.line}`;
  const { state, result } = event.status;
  return `${event.unit} is ${state.active} (${state.sub})${result === 'success' ? '' : `, result ${result}`}`;
}
