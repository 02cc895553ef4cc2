import { mkdir } from 'node:fs/promises';
import { giveToAccount, isOfAccount } from '../account.ts';
import { totalMemory } from '../memory.ts';
import type { Role, RoleProps } from '../role.ts';
import { mustRun } from '../run-command.ts';
import type { RedisHostSettings } from '../settings.ts';
import { writeSecretFile, writeWholeFile } from '../write-file.ts';
import { collectorSettings, streamOf } from './collector-settings.ts';
import { redisPasswords } from './passwords.ts';
import { renderRedisConf } from './redis-conf.ts';
import { redisMemory } from './redis-memory.ts';
import { renderUsers } from './users.ts';

/** A Redis host: passwords made or read, the settings of Redis and the collector written for the machine as it is. */
export function redisRole({
  host,
  paths,
  identity,
  settings,
  parameters,
  run,
}: RoleProps<RedisHostSettings>): Role {
  const { ports } = host;
  const { address, hostname } = identity;
  const { collector: given } = settings;
  const { redisDirectory: directory, redisUsers: users } = paths;
  return {
    label: 'catnap-redis',
    bootstrap: `${hostname}:${ports.COLLECTOR}`,
    async prepare(diskBytes, rendered) {
      const [passwords, kibibytes] = await Promise.all([
        redisPasswords(parameters, host.environment),
        totalMemory(paths.memory),
        // Without it, the fork for a rewrite is refused as soon as Redis has more than half of the memory.
        mustRun(run, 'sysctl', ['--write', 'vm.overcommit_memory=1']),
      ]);
      const memory = redisMemory(kibibytes, diskBytes);
      const conf = renderRedisConf({ address, port: ports.REDIS, memory, directory, users });
      const collector = collectorSettings({ given, paths, ports, address, password: passwords.collector });
      await Promise.all([
        writeWholeFile(paths.redisConf, conf),
        writeSecretFile(run, users, renderUsers(passwords, streamOf(given))),
        writeSecretFile(run, paths.collectorSettings, `${JSON.stringify(collector, undefined, 1)}\n`),
      ]);
      rendered();
      await mkdir(directory, { recursive: true });
      if (!(await isOfAccount(paths, directory))) await giveToAccount(run, directory);
    },
  };
}
