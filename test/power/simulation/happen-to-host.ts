import type { HostLife } from './host-life.ts';
import type { Simulation } from './simulation.ts';
import type { HostEvent } from './story.ts';

/** What befalls the host of the present instance, and ends after a while. */
export function happenToHost(simulation: Simulation, what: HostEvent): void {
  const life = simulation.owner?.life;
  if (life === undefined) return;
  const { host, id } = life;
  const forMinutes = (minutes: number, begins: string, begin: () => void, ends: string, end: () => void) => {
    begin();
    simulation.say(() => begins);
    simulation.timeline.plan(simulation.now + minutes * 60_000, () => {
      end();
      simulation.say(() => ends);
    });
  };
  switch (what.do) {
    case 'use':
      life.uses++;
      host.used = true;
      forMinutes(what.minutes, `somebody uses Kafka on ${id}`, noop, 'nobody uses it any more', () => {
        if (--life.uses === 0) life.endUse();
      });
      return;
    case 'lag':
      host.lag = { billing: 42 };
      forMinutes(what.minutes, 'group billing has 42 records left to read', noop, 'billing is done', () => {
        host.lag = undefined;
      });
      return;
    case 'hang':
      host.hung = true;
      forMinutes(what.minutes, `${id} hangs`, noop, `${id} goes on`, () => recover(simulation, life));
      return;
    case 'crash':
      simulation.say(() => `Kafka on ${id} does not answer for ${what.seconds} s`);
      host.crash(what.seconds);
      void life.live();
      return;
    case 'break-boots':
      host.broken = 'two volumes carry the tags: vol-1 and vol-2; remove one';
      forMinutes(what.minutes, `boots of ${id} fail`, noop, `${id} is repaired`, () => {
        host.broken = undefined;
        recover(simulation, life);
      });
      return;
    case 'slow-boots':
      host.slowBy += what.seconds;
      forMinutes(what.minutes, `${id} boots ${what.seconds} s longer`, noop, 'boots are quick again', () => {
        host.slowBy -= what.seconds;
      });
      return;
    case 'fill-disk':
      host.disk = { usedBytes: 93, sizeBytes: 100 };
      forMinutes(what.minutes, `the disk of ${id} fills up`, noop, 'the disk has room again', () => {
        host.disk = undefined;
      });
      return;
  }
}

function recover(simulation: Simulation, life: HostLife): void {
  simulation.trouble(`${life.id} was ill until now`);
  life.host.hung = false;
  void life.live();
}

function noop(): void {}
