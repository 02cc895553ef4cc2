/** `catnap/balancer/platformatic`: needs @platformatic/kafka to be installed. */
export type { PlatformaticOptions } from './options.ts';
export { PlatformaticClient } from './platformatic-client.ts';
