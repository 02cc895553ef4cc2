/** The collector's process: `node collector.mjs <settings.json>`. Ends in an orderly way on SIGTERM. */
import { readFile } from 'node:fs/promises';
import { giveBackMemory } from './give-back-memory.ts';
import { parseCollectorSettings } from './parse-settings.ts';
import { type Collector, startCollector } from './service.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Usage: collector <settings.json>');
  process.exit(2);
}
try {
  const settings = parseCollectorSettings(file, await readFile(file, 'utf8'));
  const collector = await startCollector(settings, console.log);
  giveBackMemory();
  console.log(`listening on http://${settings.listen.host}:${collector.port}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => exit(collector, signal));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

async function exit(collector: Collector, signal: string): Promise<void> {
  console.log(`${signal}: takes nothing more, and sends what it holds`);
  try {
    await collector.close();
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
