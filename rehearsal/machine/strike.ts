import { TAG_BROKER, TAG_TARGET } from '../../power/names.ts';
import { type EmulatedInstance, emulatedInstances, type Strike } from './emulated-instances.ts';
import { MachineError } from './machine-error.ts';

/**
 * Strikes one machine of a rehearsal.
 *
 * @param emulator address, `http://127.0.0.1:<port>`
 * @param name an instance id, a target (`kafka`), or a broker of a cluster (`cluster-2`)
 * @returns the id of its instance
 * @throws MachineError `no-such-machine`, `refused`, `emulator-failed`
 */
export async function strike(emulator: string, name: string, what: Strike): Promise<string> {
  const { strike: send, list } = emulatedInstances(emulator);
  const running = (await list()).filter(({ state }) => state === 'running');
  const [found, ...others] = running.filter((instance) => namesOf(instance).includes(name));
  if (found === undefined || others.length > 0) {
    const known = running.map((instance) => namesOf(instance).join(' or ')).join(', ') || 'none';
    throw new MachineError(
      'no-such-machine',
      `${found ? 'several running machines are' : 'no running machine is'} called '${name}'; those that run: ${known}`,
    );
  }
  await send(found.id, what);
  return found.id;
}

function namesOf({ id, tags }: EmulatedInstance): string[] {
  const { [TAG_TARGET]: target, [TAG_BROKER]: node } = tags;
  return [id, ...(target === undefined ? [] : [node === undefined ? target : `${target}-${node}`])];
}
