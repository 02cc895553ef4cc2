import { DAYS, type Window } from '../../power/calendar/window.ts';

/** Around the clock: for a host that is there for those that sleep. */
export const ALWAYS_AWAKE: readonly Window[] = [{ days: DAYS, from: '00:00', to: '24:00', timeZone: 'UTC' }];
