import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KafkaError } from './errors.ts';

/** Who led the controllers when a node last heard of it. */
export interface QuorumState {
  /** Node id; -1 if nobody was elected. */
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** What stands in the file, in the form of 4.x and of the versions before. */
const LEADER = { id: /"leaderId":(-?\d+)/, epoch: /"leaderEpoch":(\d+)/ };

/**
 * What a controller, or an observer of the controllers, keeps on disk about their elections.
 *
 * @param logDirectory the node's own `log.dirs`
 */
export async function quorumState(logDirectory: string): Promise<QuorumState> {
  const file = join(logDirectory, '__cluster_metadata-0', 'quorum-state');
  return parseQuorumState(await readFile(file, 'utf8'));
}

/** @throws KafkaError `bad-metadata` */
export function parseQuorumState(text: string): QuorumState {
  const leaderId = LEADER.id.exec(text)?.[1];
  const leaderEpoch = LEADER.epoch.exec(text)?.[1];
  if (leaderId === undefined || leaderEpoch === undefined) {
    throw new KafkaError(
      'bad-metadata',
      `The quorum-state is ${JSON.stringify(text.slice(0, 200))}; it should tell leaderId and leaderEpoch.`,
    );
  }
  return { leaderId: Number(leaderId), leaderEpoch: Number(leaderEpoch) };
}
