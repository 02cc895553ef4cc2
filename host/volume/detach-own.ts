import type { VolumeQuery, Volumes } from './ec2-volumes.ts';

/**
 * Has the data volume detached, so that a replaced instance's successor need not wait until EC2 has ended this one. Only
 * what is unmounted may be detached; what another instance has by now is left alone.
 *
 * @throws HostError `aws-failed`
 */
export async function detachOwn(volumes: Volumes, wanted: VolumeQuery, instanceId: string): Promise<void> {
  const own = (await volumes.find(wanted)).filter(
    ({ attachedTo, isDetaching }) => attachedTo === instanceId && !isDetaching,
  );
  await Promise.all(own.map(({ id }) => volumes.detach(id, instanceId)));
}
