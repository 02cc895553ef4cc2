import type { TagProps } from 'aws-cdk-lib';

/**
 * For the tags by which a broker's data volume is found: a launch template would give them to the root volume of each
 * instance too, and there would be two volumes for one broker. Instances get them from their group.
 */
export const NOT_ON_ROOT_VOLUMES: TagProps = { excludeResourceTypes: ['AWS::EC2::LaunchTemplate'] };
