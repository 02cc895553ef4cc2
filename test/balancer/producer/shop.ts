import type { TopicView } from '../../../balancer/cluster-view.ts';
import { BalancedProducer } from '../../../balancer/producer/balanced-producer.ts';
import type { ProducerOptions } from '../../../balancer/producer/options.ts';
import type { Outcome, OutgoingRecord } from '../../../balancer/record.ts';
import { inWords } from '../balanced-topic.ts';
import { FakeKafka, TOPIC } from './fake-kafka.ts';
import { HandClock } from './hand-clock.ts';

/** A producer at a fake cluster. A record's key is the number of its partition: `4:a` has the key 4 and the value a. */
export class Shop {
  readonly clock = new HandClock();
  readonly kafka: FakeKafka;
  readonly producer: BalancedProducer;
  /** What the balancer told, in words. */
  readonly told: string[] = [];

  constructor(options: ProducerOptions = {}, view?: TopicView) {
    this.kafka = new FakeKafka(this.clock, view);
    this.producer = new BalancedProducer({
      client: this.kafka,
      options,
      partitioner: (key) => Number(key ?? 0),
      listener: (event) => this.told.push(inWords(event)),
      clock: this.clock,
    });
  }

  send(...records: string[]): Promise<readonly Outcome[]> {
    return this.producer.send(records.map(aRecord));
  }

  /** Sends, lets time pass, and says how it went. @param within milliseconds */
  async sent(within: number, ...records: string[]): Promise<string[]> {
    const outcomes = this.send(...records);
    await this.clock.pass(within);
    return (await outcomes).map(inShort);
  }
}

/** `4:a`: key 4, value a. `:a` has no key. */
function aRecord(text: string): OutgoingRecord {
  const [key, value = ''] = text.split(':');
  return { topic: TOPIC, value, ...(key === '' || key === undefined ? {} : { key }) };
}

/** `4@7`: acknowledged by partition 4 with offset 7; `5@0 diverted`; or the code of an error. */
export function inShort(outcome: Outcome): string {
  if (outcome.is === 'failed') return outcome.error.code;
  return `${outcome.partition}@${outcome.offset}${outcome.diverted ? ' diverted' : ''}`;
}
