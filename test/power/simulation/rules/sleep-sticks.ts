import { RANK } from '../obstacle.ts';
import type { Rule } from '../rule.ts';
import type { Simulation } from '../simulation.ts';

export function sleepSticks(simulation: Simulation): Rule {
  return {
    name: 'What somebody puts to sleep stays asleep against everybody of lower rank, and nobody else is refused.',
    taken(ask) {
      const obstacle = simulation.ledger.obstacle(ask, simulation.now, 'atLeast');
      return obstacle && `a ${ask.by} could ${ask.do} although ${obstacle}`;
    },
    called({ action, by, instance }) {
      const { holdOff } = simulation.ledger;
      if (action !== 'start' || holdOff === undefined || holdOff.at >= by.began) return undefined;
      return `${instance.id} was started although a ${holdOff.by} had put it to sleep`;
    },
    answered({ ask, began, answer }) {
      const { ledger } = simulation;
      if (answer.status < 300 && ledger.holdOff && ledger.holdOff.at < began && isWake(ask.do))
        return RANK[ask.by] < RANK[ledger.holdOff.by]
          ? `a ${ask.by} could ${ask.do} although a ${ledger.holdOff.by} had put it to sleep`
          : `a ${ask.by} was told that ${ask.do} was done, and it is still held off`;
      const changing = ledger.changedAt >= began;
      return answer.status === 409 && !changing && ledger.obstacle(ask, began, 'atMost') === undefined
        ? `a ${ask.by} was refused to ${ask.do}, and nobody holds it: ${answer.body}`
        : undefined;
    },
  };
}

function isWake(what: string): boolean {
  return what === 'wake' || what === 'lease' || what === 'hold' || what === 'end-hold';
}
