import { openPower } from '../power/open-power.ts';
import { powerPlace, visitorSettings } from './environment.ts';
import { wakeHandler } from './wake-handler.ts';

/** The wake API, for direct invocation and behind the function URL. */
export const handler = wakeHandler(openPower(powerPlace(process.env)), visitorSettings(process.env));
