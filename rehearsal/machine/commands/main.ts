import { STAND_INS } from './stand-ins.ts';

// The wrappers in a machine's /usr/bin call this with their name and arguments, and name the machine's root.
const [name = '', ...argv] = process.argv.slice(2);
const root = process.env['CATNAP_ROOT'];
const load = STAND_INS[name];
if (!load || !root)
  throw new Error(`no stand-in '${name}', or no CATNAP_ROOT (${root}): call it by its wrapper`);

const { exitCode, stdout, stderr } = await (await load())(argv, root);
if (stdout) process.stdout.write(`${stdout}\n`);
if (stderr) process.stderr.write(`${stderr}\n`);
process.exitCode = exitCode;
