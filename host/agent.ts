import { explain, HostError } from './errors.ts';

/** Each loads only what it needs: what a boot does not load, nobody waits for. */
const COMMANDS = {
  boot: async () => (await import('./commands/boot-command.ts')).bootCommand,
  watch: async () => (await import('./commands/watch-command.ts')).watchCommand,
  stop: async () => (await import('./commands/stop-command.ts')).stopCommand,
};

try {
  const [name = ''] = process.argv.slice(2);
  if (!isCommand(name)) {
    const known = Object.keys(COMMANDS).join(', ');
    throw new HostError('bad-command-line', `"${name}" is no command of the agent; it has ${known}.`);
  }
  const command = await COMMANDS[name]();
  await command(process.env);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

function isCommand(name: string): name is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, name);
}
