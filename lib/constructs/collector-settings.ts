import { bootstrapParameter } from '../../power/names.ts';
import type { CollectorOptions } from '../environments/redis-host-options.ts';
import { requireOrigins } from './require-origins.ts';

/** Where the collector sends events and whom it wakes. */
export interface CollectorSinkProps {
  readonly environmentName: string;
  /** Real name of the function `wake`. */
  readonly wakeFunction: string;
  /**
   * Target name of the Kafka host.
   *
   * @default - events stay in Redis
   */
  readonly kafka?: string;
}

/** As collector/settings-schema.ts has it: for topics of Kafka and keys of Redis alike, with room for `.dead-letter`. */
const TOPIC = /^[A-Za-z0-9._-]{1,100}$/;

/**
 * The part of the collector's settings that a deploy decides (`collector/settings.ts`); the host adds where it listens, how
 * it reaches Redis, and the schemas. What is left out has the collector's own default.
 *
 * @throws Error for an empty write key, a name that no topic can have, something that is no origin.
 */
export function collectorSettings(options: CollectorOptions, props: CollectorSinkProps): object {
  const { writeKeys = [], corsOrigins = [], topic = 'events', schemas: _, ...policies } = options;
  for (const key of writeKeys) {
    requireWriteKey(key);
  }
  requireOrigins('collector.corsOrigins', corsOrigins);
  if (!TOPIC.test(topic)) {
    throw new Error(
      `collector.topic: given '${topic}', allowed are 1 to 100 characters out of a-z, A-Z, 0-9, dot, dash and underscore`,
    );
  }
  return { writeKeys, corsOrigins, ...policies, ...sinkSettings(topic, props) };
}

function sinkSettings(topic: string, { environmentName, wakeFunction, kafka }: CollectorSinkProps): object {
  if (kafka === undefined) {
    return { sink: { kind: 'redis', stream: topic } };
  }
  return {
    sink: {
      kind: 'kafka',
      topic,
      bootstrap: { parameter: bootstrapParameter(environmentName, kafka) },
      security: 'open',
    },
    wake: { function: wakeFunction, target: kafka },
  };
}

/** It travels in a header and in a query, and is compared as it is. */
function requireWriteKey(key: string): void {
  if (!/^[\x21-\x7e]{8,256}$/.test(key)) {
    throw new Error(
      `collector.writeKeys: one of them has ${key.length} characters, or a blank or a letter that is not ASCII; allowed are 8 to 256 visible ASCII characters, such as those of \`openssl rand -hex 16\``,
    );
  }
}
