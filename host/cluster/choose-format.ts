import { HostError } from '../errors.ts';
import type { LogDirectory } from '../log-directory.ts';

/** What a person writes in place of a directory id to let a controller begin anew on a blank volume. */
const REPLACE = 'replace';

/** What is known of a broker's log directory when it boots. */
export interface DirectoryFacts {
  /** Node id. */
  readonly node: number;
  readonly isController: boolean;
  /** The directory that is on the volume; undefined: none was formatted there. */
  readonly found: Pick<LogDirectory, 'directoryId' | 'node'> | undefined;
  /** What the parameter of the broker's directory holds; undefined: there is no such parameter. */
  readonly recorded: string | undefined;
  /** Name of that parameter, for messages. */
  readonly parameter: string;
}

/**
 * What to do with a log directory. `format-first`: as one of the controllers that a new cluster begins with;
 * `format-joining`: as a node that joins a cluster which has controllers.
 */
export type FormatChoice = 'use' | 'format-first' | 'format-joining';

/**
 * Decides by the directory's id, which Kafka makes once and never changes. The first controllers have voted under theirs:
 * one that came back blank under the same id could undo what it helped to decide, so that is refused. What a broker that is no
 * controller has lost, it gets again from the others.
 *
 * @throws HostError `foreign-volume`, `lost-volume`
 */
export function chooseFormat({
  node,
  isController,
  found,
  recorded,
  parameter,
}: DirectoryFacts): FormatChoice {
  if (found !== undefined) {
    const isKnown = recorded === undefined || recorded === REPLACE || recorded === found.directoryId;
    if (isKnown && found.node === node) return 'use';
    const ours = recorded === undefined ? '' : ` with log directory ${recorded} (SSM parameter ${parameter})`;
    throw new HostError(
      'foreign-volume',
      `The data volume holds log directory ${found.directoryId} of broker ${found.node}, but this is broker ${node}${ours}: it is another broker's volume, or an old copy. Give the tags to the right one and have this instance replaced.`,
    );
  }
  if (!isController) return 'format-joining';
  if (recorded === undefined) return 'format-first';
  if (recorded === REPLACE) return 'format-joining';
  throw new HostError(
    'lost-volume',
    `The data volume is blank, but controller ${node}'s log directory ${recorded} had been formatted (SSM parameter ${parameter}): the volume was lost, or another one has its tags. If the right one exists, give it the tags. If it is lost, remove controller ${node} with that directory from the quorum (kafka-metadata-quorum remove-controller) and write "${REPLACE}" into the parameter. If the whole cluster is to begin anew, delete the parameter of each broker. Then have the instance replaced.`,
  );
}
