import type { Instance } from '../../../power/target/target.ts';
import { makeInstance } from './make-instance.ts';
import type { Simulation } from './simulation.ts';
import type { InstanceEvent } from './story.ts';

/** What people, deploys and AWS do to the instance behind our back. */
export async function happenToInstance(simulation: Simulation, what: InstanceEvent): Promise<void> {
  const instance = simulation.cloud.owner();
  const deploys = what.do === 'replace' || what.do === 'deploy-size';
  // CloudFormation does one thing at a time.
  if (deploys && simulation.isDeploying) return;
  if (what.do === 'replace') return replace(simulation, what.minutes, instance);
  if (instance === undefined) return;
  const { ec2 } = simulation;
  const { id, state } = instance;
  switch (what.do) {
    case 'console-start':
      simulation.say(() => `somebody starts ${id} (${state}) in the console`);
      await ec2.start(id);
      return;
    case 'console-stop':
      simulation.say(() => `somebody stops ${id} (${state}) in the console`);
      return stopByHand(simulation, instance);
    case 'terminate':
      simulation.trouble(`somebody terminates ${id}`);
      ec2.terminate(id);
      // Whatever takes its place was not stopped by anybody.
      simulation.ledger.manualStop = undefined;
      simulation.timeline.plan(simulation.now + what.minutes * 60_000, () => {
        if (simulation.cloud.owner() === undefined) replace(simulation, 0, undefined);
      });
      return;
    case 'aws-stop':
      if (state !== 'running') return;
      simulation.trouble(`AWS stops ${id}`);
      ec2.fail(id, 'Server.ScheduledStop: Stopped due to a scheduled retirement');
      return;
    case 'deploy-size':
      simulation.isDeploying = true;
      await deploySize(simulation, id, what.size);
      simulation.isDeploying = false;
      return;
    case 'adopt':
      simulation.trouble(`an Auto Scaling group takes ${id}`);
      ec2.setUnfit(id, 'the Auto Scaling group web would replace it as soon as it is stopped');
      simulation.timeline.plan(simulation.now + what.minutes * 60_000, () => {
        simulation.trouble(`the Auto Scaling group lets ${id} go`);
        ec2.setUnfit(id, undefined);
      });
  }
}

/** A stop that is none of ours. */
async function stopByHand(simulation: Simulation, { id, state }: Instance): Promise<void> {
  if (state !== 'running') return;
  // If ours is under way, this is ours that came a little sooner.
  if (!ourStopIsUnderWay(simulation)) simulation.ledger.manualStop = simulation.now;
  simulation.ledger.changedAt = simulation.now;
  await simulation.ec2.stop(id);
}

/** Whether we are calling StopInstances at this moment, or about to. */
function ourStopIsUnderWay({ table, now }: Simulation): boolean {
  const committed = table.peek().get('intent')?.committed;
  return committed !== undefined && now - Date.parse(committed) < 60_000;
}

/** As CloudFormation does it: stop, change, start. */
async function deploySize(simulation: Simulation, id: string, size: string): Promise<void> {
  const { ec2, timeline } = simulation;
  const now = (): Instance | undefined => ec2.peek(id);
  const { size: formerSize } = simulation.deployed;
  simulation.trouble(`a deploy gives ${id} the size ${size}`);
  simulation.deploy(size);
  const running = now();
  if (running?.state === 'running') await stopByHand(simulation, running);
  for (let instance = now(); instance?.state !== 'stopped'; instance = now()) {
    if (instance?.state !== 'stopping') {
      simulation.deploy(formerSize);
      return simulation.trouble(`the deploy fails and is rolled back: ${id} is ${instance?.state}`);
    }
    await timeline.wait(5_000);
  }
  await ec2.resize(id, size);
  const outcome = await ec2.start(id);
  simulation.trouble(`the deploy starts ${id}: ${typeof outcome === 'string' ? outcome : outcome.refused}`);
}

/** As CloudFormation does it: the new one first, then the old one goes. */
function replace(simulation: Simulation, minutes: number, old: Instance | undefined): void {
  const id = makeInstance(simulation, 'pending');
  simulation.trouble(`a deploy makes ${id}`);
  if (old === undefined) return;
  simulation.isDeploying = true;
  simulation.timeline.plan(simulation.now + minutes * 60_000, () => {
    simulation.trouble(`the deploy terminates ${old.id}`);
    simulation.ec2.terminate(old.id);
    simulation.isDeploying = false;
  });
}
