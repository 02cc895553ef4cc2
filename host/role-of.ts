import type { Role, RoleProps } from './role.ts';
import { isBroker } from './settings.ts';

/** The role that the settings give to the host. Each is loaded only where it is wanted: somebody waits for the boot. */
export async function roleOf({ settings, ...props }: RoleProps): Promise<Role> {
  if (isBroker(settings)) {
    const { brokerRole } = await import('./cluster/broker-role.ts');
    return brokerRole({ ...props, settings });
  }
  if ('kafka' in settings) {
    const { kafkaRole } = await import('./kafka-role.ts');
    return kafkaRole({ ...props, settings });
  }
  const { redisRole } = await import('./redis/redis-role.ts');
  return redisRole({ ...props, settings });
}
