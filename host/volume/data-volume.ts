import { TAG_BROKER, TAG_ENVIRONMENT, TAG_TARGET } from '../../power/names.ts';
import { type HostSettings, isBroker } from '../settings.ts';
import type { VolumeQuery } from './ec2-volumes.ts';

/** Which volume holds a host's data: the one that the settings name, or the one with the tags of what the host is. */
export function dataVolumeOf(environment: string, settings: HostSettings): VolumeQuery {
  const { volumeId } = settings.dataVolume;
  if (volumeId !== undefined) return { volumeId };
  const tags = { [TAG_ENVIRONMENT]: environment, [TAG_TARGET]: settings.target };
  return { tags: isBroker(settings) ? { ...tags, [TAG_BROKER]: String(settings.cluster.node) } : tags };
}
