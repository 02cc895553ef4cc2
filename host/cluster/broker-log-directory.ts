import { isController } from '../../kafka/peers.ts';
import { formatLogDirectory, giveLogDirectory, readLogDirectory } from '../log-directory.ts';
import type { Parameters } from '../parameters.ts';
import type { HostPaths } from '../paths.ts';
import type { RunCommand } from '../run-command.ts';
import { chooseFormat } from './choose-format.ts';

/** Whose log directory it is. */
export interface BrokerDirectoryProps {
  readonly run: RunCommand;
  readonly paths: HostPaths;
  readonly parameters: Parameters;
  /** Name of the SSM parameter that keeps the directory's id. */
  readonly parameter: string;
  readonly clusterId: string;
  /** Node id. */
  readonly node: number;
  /** `initialControllers()` of the cluster. */
  readonly controllers: string;
}

/** What `kafka-storage format` is told where the cluster has its controllers already, or others begin it. */
const JOINING = ['--no-initial-controllers'];

/**
 * Makes sure that the log directory is this broker's own and belongs to Kafka's account; a new one is formatted, once, and its
 * id is kept outside the volume too.
 *
 * @throws HostError `foreign-volume`, `lost-volume`, `command-failed`, `aws-failed`
 */
export async function prepareBrokerDirectory(props: BrokerDirectoryProps): Promise<void> {
  const { run, paths, parameters, parameter, clusterId, node, controllers } = props;
  const [before, recorded] = await Promise.all([
    readLogDirectory(paths, clusterId),
    parameters.read(parameter),
  ]);
  const choice = chooseFormat({ node, isController: isController(node), found: before, recorded, parameter });
  if (choice !== 'use') {
    const quorum = choice === 'format-first' ? ['--initial-controllers', controllers] : JOINING;
    await formatLogDirectory(run, paths, clusterId, quorum);
  }
  const directory = before ?? (await readLogDirectory(paths, clusterId));
  if (directory !== undefined && directory.directoryId !== recorded) {
    await parameters.write(parameter, directory.directoryId);
  }
  await giveLogDirectory(run, paths, choice !== 'use');
}
