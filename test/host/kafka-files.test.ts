import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { writeKafkaFiles } from '../../host/kafka-files.ts';
import { hostPaths } from '../../host/paths.ts';
import { DEFAULT_PORTS } from '../../kafka/ports.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const listeners = { hostname: 'ip-10-0-0-7.ec2.internal', ports: DEFAULT_PORTS, security: 'open' } as const;

function host(memTotal: number) {
  const root = temporaryFolder();
  const paths = hostPaths(root);
  for (const folder of [paths.jars, `${root}/proc`]) mkdirSync(folder, { recursive: true });
  for (const jar of ['kafka_2.13.jar', 'kafka-clients.jar', 'README.md'])
    writeFileSync(`${paths.jars}/${jar}`, '');
  writeFileSync(paths.memory, `MemTotal:        ${memTotal} kB\nMemFree:          100 kB\n`);
  return paths;
}

describe("Kafka's files", () => {
  it("follow the machine's memory, its name and the installed jars", async () => {
    const paths = host(1_956_184);
    await writeKafkaFiles(paths, listeners);
    const jvm = readFileSync(paths.jvmArguments, 'utf8');
    expect(jvm).toContain('-Xmx512m\n');
    expect(jvm).toContain(`"${paths.jars}/kafka-clients.jar:${paths.jars}/kafka_2.13.jar"`);
    expect(jvm).toContain(`-Dlog4j2.configurationFile=${paths.logging}`);
    const properties = readFileSync(paths.serverProperties, 'utf8');
    expect(properties).toContain('CLIENT://ip-10-0-0-7.ec2.internal:9092');
    expect(properties).toContain(`log.dirs=${paths.logDirectory}\n`);
  });

  it('change with the size of the instance', async () => {
    const paths = host(1_956_184);
    await writeKafkaFiles(paths, listeners);
    writeFileSync(paths.memory, 'MemTotal:        7994032 kB\n');
    await writeKafkaFiles(paths, listeners);
    expect(readFileSync(paths.jvmArguments, 'utf8')).toContain('-Xmx2048m\n');
  });

  it('leave a laptop its memory: a rehearsed machine tells none', async () => {
    const paths = host(0);
    rmSync(paths.memory);
    await writeKafkaFiles(paths, listeners);
    expect(readFileSync(paths.jvmArguments, 'utf8')).toContain('-Xmx256m\n');
  });

  it('cannot be made without programs', async () => {
    await expect(writeKafkaFiles(hostPaths(temporaryFolder()), listeners)).rejects.toMatchObject({
      code: 'no-programs',
    });
  });
});
