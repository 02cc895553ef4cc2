import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { writeKafkaFiles } from '../../host/kafka-files.ts';
import { hostPaths } from '../../host/paths.ts';
import { DEFAULT_PORTS } from '../../kafka/ports.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const GIBIBYTE = 1024 ** 3;
const props = {
  hostname: 'ip-10-0-0-7.ec2.internal',
  ports: DEFAULT_PORTS,
  security: 'open',
  diskBytes: 10 * GIBIBYTE,
} as const;

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
    await writeKafkaFiles(paths, props);
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
    await writeKafkaFiles(paths, props);
    writeFileSync(paths.memory, 'MemTotal:        7994032 kB\n');
    await writeKafkaFiles(paths, props);
    expect(readFileSync(paths.jvmArguments, 'utf8')).toContain('-Xmx2048m\n');
  });

  it('share the disk among the partitions that are there, anew at each boot', async () => {
    const paths = host(3_915_776);
    const kept = async (diskBytes: number): Promise<string | undefined> => {
      await writeKafkaFiles(paths, { ...props, diskBytes });
      return /^log\.retention\.bytes=(.*)$/m.exec(readFileSync(paths.serverProperties, 'utf8'))?.[1];
    };
    expect(await kept(10 * GIBIBYTE)).toBe(String(533 * 1024 ** 2));
    for (const folder of ['__consumer_offsets-0', ...Array.from({ length: 30 }, (_, n) => `orders-${n}`)]) {
      mkdirSync(`${paths.logDirectory}/${folder}`, { recursive: true });
    }
    expect(await kept(10 * GIBIBYTE)).toBe(String(140 * 1024 ** 2));
    expect(await kept(20 * GIBIBYTE)).toBe(String(288 * 1024 ** 2));
  });

  it('leave a laptop its memory: a rehearsed machine tells none', async () => {
    const paths = host(0);
    rmSync(paths.memory);
    await writeKafkaFiles(paths, props);
    expect(readFileSync(paths.jvmArguments, 'utf8')).toContain('-Xmx256m\n');
  });

  it('cannot be made without programs', async () => {
    await expect(writeKafkaFiles(hostPaths(temporaryFolder()), props)).rejects.toMatchObject({
      code: 'no-programs',
    });
  });
});
