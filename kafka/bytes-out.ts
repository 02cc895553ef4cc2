import { KafkaError } from './errors.ts';

/**
 * Kafka's BrokerTopicMetrics BytesOutPerSec as the metrics reporter names it: bytes of records sent to consumers since
 * the broker started. Empty answers to a waiting consumer add nothing, nor do other brokers (they have a metric of
 * their own), nor do connections.
 */
export const BYTES_OUT_METRIC = 'kafka_server_brokertopicmetrics_bytesoutpersec';

/** The total that the text always holds once the broker runs, without a topic. */
const TOTAL = `${BYTES_OUT_METRIC}_total `;

const OF_TOPIC = new RegExp(`^${BYTES_OUT_METRIC}_total\\{(?:.*,)?topic="([^"]+)".*\\} (\\S+)$`);

/**
 * Bytes sent per topic, from the reporter's Prometheus text. A dot in a topic's name reads as an underscore: Kafka
 * replaces it in metrics.
 *
 * @throws KafkaError `bad-metrics` if the metric is missing, since its absence must not look like silence
 */
export function parseBytesOut(text: string): Map<string, number> {
  const lines = text.split('\n');
  if (!lines.some((line) => line.startsWith(TOTAL))) {
    throw new KafkaError(
      'bad-metrics',
      `The metrics reporter answers without ${BYTES_OUT_METRIC}; see prometheus.metrics.reporter.allowlist in server.properties.`,
    );
  }
  const sent = new Map<string, number>();
  for (const line of lines) {
    const [, topic, bytes] = OF_TOPIC.exec(line) ?? [];
    if (topic !== undefined) sent.set(topic, Number(bytes));
  }
  return sent;
}
