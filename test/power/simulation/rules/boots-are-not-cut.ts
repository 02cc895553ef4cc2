import type { Rule } from '../rule.ts';
import type { Simulation } from '../simulation.ts';

export function bootsAreNotCut(simulation: Simulation): Rule {
  return {
    name: 'A boot is not cut before the first report of its host, unless the boot deadline has passed.',
    called({ action, instance }) {
      const { policy, hosts, now } = simulation;
      if (action !== 'stop' || instance.state !== 'running') return undefined;
      // One that never reports has booted when minAwake is over, if not before.
      const { bootDeadline, minAwake, reports } = policy;
      const deadline = reports === 'none' ? Math.min(bootDeadline, minAwake) : bootDeadline;
      if (hosts.get(instance.id)?.told !== undefined) return undefined;
      const seconds = Math.floor((now - Date.parse(instance.launchTime)) / 1000);
      return seconds < deadline ? `${instance.id} was stopped ${seconds} s after its start` : undefined;
    },
  };
}
