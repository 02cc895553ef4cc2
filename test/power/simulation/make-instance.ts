import { agentTalk, type HostTalk, NO_TALK } from '../host-talk.ts';
import { apiTalk } from './api-talk.ts';
import { HostLife } from './host-life.ts';
import type { Simulation } from './simulation.ts';

/** Makes an instance with a host on it, as a deploy does. @returns its id */
export function makeInstance(simulation: Simulation, state: 'stopped' | 'pending'): string {
  const { ec2, hosts, timeline, deployed, policy } = simulation;
  const { hostAhead, teller } = simulation.story.setting;
  const id = `i-${hosts.size + 1}`;
  const life = new HostLife(id, {
    timeline,
    instance: () => ec2.peek(id),
    talk: talkOf(simulation, id),
    ahead: hostAhead * 1000,
    ownTimes: teller === 'agent',
  });
  life.host.reportEvery = policy.reportEvery;
  hosts.set(id, life);
  ec2.make(id, state, deployed.size);
  return id;
}

function talkOf({ policy, story, lambda, table }: Simulation, id: string): HostTalk {
  if (policy.reports === 'none') return NO_TALK;
  if (story.setting.teller === 'api')
    return apiTalk(id, (request) => lambda.request(request, `the program on ${id}`));
  const agent = lambda.invoke({ who: `the agent of ${id}`, where: 'host', ahead: 0 });
  return agentTalk(table.seenBy(agent), id);
}
