import { announceStop } from './commands/announce-stop.ts';
import { commitStop } from './commands/commit-stop.ts';
import { forgetTrouble, noteRefusal } from './commands/note-start.ts';
import { withdrawStop } from './commands/withdraw-stop.ts';
import type { Decision } from './decide.ts';
import type { Facts } from './facts.ts';
import { refusedAgain } from './start-plan.ts';
import type { Change } from './store/changes.ts';
import type { TargetItems } from './store/target-items.ts';
import { hostIds } from './target/target.ts';

/** What the table has to say before EC2 is asked for anything. */
export function changesOf(
  items: TargetItems,
  facts: Facts,
  { action, wanted }: Decision,
  now: Date,
): Change[] {
  switch (action.do) {
    case 'announce-stop':
      return announceStop(
        items,
        { ...action, hosts: facts.instance ? hostIds(facts.instance) : [] },
        wanted.reason,
        now,
      );
    case 'stop':
      return facts.intent ? commitStop(items, facts.intent, now) : [];
    case 'note-failed-start':
      return noteRefusal(items, refusedAgain(facts.trouble, action.refusal, now));
    case 'start':
    case 'withdraw-stop':
    case 'clear-intent':
      return withdrawStop(items);
    case 'forget-trouble':
      return forgetTrouble(items);
    case 'resize':
    case 'none':
      return [];
  }
}
