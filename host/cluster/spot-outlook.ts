import type { Outlook } from '../departure.ts';
import type { InstanceMetadata } from '../instance-metadata.ts';

/**
 * What EC2 says about a spot instance's future: an interruption two minutes ahead, and sooner that one is likely. Both are
 * absent as long as there is nothing to say, and always for other instances (EC2 User Guide, "Spot Instance interruption
 * notices" and "EC2 instance rebalance recommendations").
 *
 * @throws HostError `metadata-unreachable`, `metadata-denied`
 */
export async function spotOutlook(metadata: InstanceMetadata): Promise<Outlook> {
  const [action, rebalance] = await Promise.all([
    metadata.find('meta-data/spot/instance-action'),
    metadata.find('meta-data/events/recommendations/rebalance'),
  ]);
  return {
    leave: action && `EC2 takes this spot instance back${instantIn(action)}`,
    risk: rebalance && `EC2 says${instantIn(rebalance)} that this spot instance is likely to be interrupted`,
  };
}

/** Whatever else EC2 writes there, the notice itself counts. */
function instantIn(json: string): string {
  const [, instant] = /"(?:time|noticeTime)"\s*:\s*"([^"]+)"/.exec(json) ?? [];
  return instant === undefined ? '' : ` at ${instant}`;
}
