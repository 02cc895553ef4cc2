import type { Simulation } from './simulation.ts';
import type { Mishap } from './story.ts';

/** What goes wrong with AWS and with functions. */
export function mishap(simulation: Simulation, what: Mishap): void {
  const { ec2, faults, lambda, table, timeline, now } = simulation;
  const inMinutes = (minutes: number, then: () => void) => timeline.plan(now + minutes * 60_000, then);
  switch (what.do) {
    case 'fault':
      faults.plan(what.call, what.fault, what.where, what.times);
      return;
    case 'sold-out':
      simulation.trouble(`the zone has no ${what.sizes.join(', ')} left`);
      for (const size of what.sizes) ec2.soldOut.add(size);
      inMinutes(what.minutes, () => {
        simulation.trouble(`the zone has ${what.sizes.join(', ')} again`);
        for (const size of what.sizes) ec2.soldOut.delete(size);
      });
      return;
    case 'quota':
      simulation.trouble('the quota of the account is used up');
      ec2.refusal = { refused: 'quota', text: 'You have requested more vCPU capacity than your limit' };
      inMinutes(what.minutes, () => {
        simulation.trouble('the quota allows it again');
        ec2.refusal = undefined;
      });
      return;
    case 'doom-starts':
      simulation.trouble('AWS gives up on every start');
      ec2.startsFail = 'Client.InternalError: Client error on launch';
      inMinutes(what.minutes, () => {
        simulation.trouble('AWS starts again what it accepts');
        ec2.startsFail = undefined;
      });
      return;
    case 'tick':
      simulation.say(() => `the reaper is called ${what.times} times at once`);
      for (let time = 0; time < what.times; time++) void lambda.reap();
      return;
    case 'no-ticks':
      simulation.trouble(`the reaper is not called for ${what.minutes} min`);
      lambda.noTicksUntil = Math.max(lambda.noTicksUntil, now + what.minutes * 60_000);
      return;
    case 'kill':
      lambda.killAfter = what.afterCalls;
      return;
    case 'slow':
      simulation.trouble(`calls take ${what.legs.join(', ')} ms there and back for ${what.minutes} min`);
      lambda.pace = { legs: what.legs, until: now + what.minutes * 60_000 };
      return;
    case 'newer-version':
      simulation.trouble('a newer version writes to the table');
      table.rewriteNewest(2);
      inMinutes(what.minutes, () => {
        simulation.trouble('the newer version takes back what it wrote');
        table.rewriteNewest(1);
      });
      return;
  }
}
