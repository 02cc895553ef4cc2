import { describe, expect, it } from '@jest/globals';
import { startTimeline } from '../../../rehearsal/day/timeline.ts';

describe('the timeline', () => {
  it('counts from the first thing that is told, whenever that happened', () => {
    const lines: string[] = [];
    const clock = [20_000, 21_500];
    const timeline = startTimeline(
      (line) => lines.push(line),
      () => clock.shift() ?? 0,
    );
    timeline.tell('booting', 'the host starts', 12_000);
    timeline.tell('online', 'a record went through');
    timeline.tell('used', 'somebody writes');
    expect(lines).toEqual([
      '   0.0 s  booting   the host starts',
      '   8.0 s  online    a record went through',
      '   9.5 s  used      somebody writes',
    ]);
    expect(timeline.entries.map(({ what }) => what)).toEqual(['booting', 'online', 'used']);
  });
});
