import { describe, expect, it } from '@jest/globals';
import { parseBytesOut } from '../../kafka/bytes-out.ts';

describe("the metrics reporter's text", () => {
  it('tells the bytes sent to consumers, topic by topic', () => {
    const text = [
      '# TYPE kafka_server_brokertopicmetrics_bytesoutpersec_total counter',
      'kafka_server_brokertopicmetrics_bytesoutpersec_total 1.72770727E9',
      'kafka_server_brokertopicmetrics_bytesoutpersec_total{topic="orders"} 727.0',
      'kafka_server_brokertopicmetrics_bytesoutpersec_total{topic="clicks_raw"} 1.7277E9',
      '',
    ].join('\n');
    expect(parseBytesOut(text)).toEqual(
      new Map([
        ['orders', 727],
        ['clicks_raw', 1_727_700_000],
      ]),
    );
  });

  it('tells of no topic on a broker that has sent nothing yet', () => {
    expect(parseBytesOut('kafka_server_brokertopicmetrics_bytesoutpersec_total 0.0\n')).toEqual(new Map());
  });

  it('is not taken for silence if the metric is missing', () => {
    expect(() => parseBytesOut('jvm_memory_used_bytes 1.0\n')).toThrow(
      expect.objectContaining({ code: 'bad-metrics' }),
    );
  });
});
