/** What a happening does to the simulated world. */
import { happenToHost } from './happen-to-host.ts';
import { happenToInstance } from './happen-to-instance.ts';
import { mishap } from './mishap.ts';
import type { Simulation } from './simulation.ts';
import type { Ask, Happening, HostEvent, InstanceEvent, Mishap } from './story.ts';

type Kind = 'ask' | 'host' | 'instance' | 'mishap';

const KINDS: Readonly<Record<Happening['do'], Kind>> = {
  wake: 'ask',
  sleep: 'ask',
  hold: 'ask',
  'end-hold': 'ask',
  lease: 'ask',
  'end-lease': 'ask',
  look: 'ask',
  use: 'host',
  lag: 'host',
  hang: 'host',
  crash: 'host',
  'break-boots': 'host',
  'slow-boots': 'host',
  'fill-disk': 'host',
  'console-start': 'instance',
  'console-stop': 'instance',
  terminate: 'instance',
  'aws-stop': 'instance',
  'deploy-size': 'instance',
  replace: 'instance',
  adopt: 'instance',
  fault: 'mishap',
  'sold-out': 'mishap',
  quota: 'mishap',
  'doom-starts': 'mishap',
  tick: 'mishap',
  'no-ticks': 'mishap',
  kill: 'mishap',
  slow: 'mishap',
  'newer-version': 'mishap',
};

export function happen(simulation: Simulation, what: Happening): unknown {
  simulation.coverage.count(`happening: ${what.do}`);
  if (isOf('ask', what)) return simulation.lambda.ask(what);
  if (isOf('host', what)) return happenToHost(simulation, what);
  if (isOf('instance', what)) return happenToInstance(simulation, what);
  if (isOf('mishap', what)) return mishap(simulation, what);
  return undefined;
}

function isOf<K extends Kind>(
  kind: K,
  what: Happening,
): what is { ask: Ask; host: HostEvent; instance: InstanceEvent; mishap: Mishap }[K] {
  return KINDS[what.do] === kind;
}
