import type { StartTrouble } from '../items.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';

/** Keeps that a start was refused. Of two who were refused at once one meets a conflict, so that it counts once. */
export function noteRefusal(items: TargetItems, trouble: StartTrouble): Change[] {
  return [items.put('start', trouble)];
}

/** Forgets refused starts, once it runs or nobody wants it any more. */
export function forgetTrouble(items: TargetItems): Change[] {
  return [items.remove('start')];
}
