import { join } from 'node:path';
import { LocalBroker } from '../../../bench/processes/broker.ts';
import { type Java, prepareJava } from '../../../rehearsal/laptop/laptop.ts';
import { findPython } from '../../../rehearsal/laptop/python.ts';
import { quietly } from '../../quietly.ts';
import { ApacheTools } from '../apache-tools.ts';

const CHECKOUT = join(import.meta.dirname, '..', '..', '..');

/** Nothing with one broker takes longer. Milliseconds. */
export const PATIENCE = 180_000;

/** What Kafka is run with: `CATNAP_JAVA` and `CATNAP_JARS`, else what the rehearsal pins. */
export async function findKafka(): Promise<Java> {
  const { CATNAP_JAVA: java, CATNAP_JARS: jars } = process.env;
  if (java && jars) return { java, jars };
  return prepareJava(await findPython(), join(CHECKOUT, '.catnap'), quietly);
}

export type TestBroker = LocalBroker & { readonly apache: ApacheTools };

export const TestBroker = {
  /** A single broker with the settings of a real host that does not run yet, and Apache's own tools to look at it. */
  async make(diskBytes?: number): Promise<TestBroker> {
    const kafka = await findKafka();
    const broker = await LocalBroker.make(kafka, diskBytes);
    const apache = new ApacheTools({ ...kafka, bootstrap: () => Promise.resolve(broker.bootstrap) });
    return Object.assign(broker, { apache });
  },
};
