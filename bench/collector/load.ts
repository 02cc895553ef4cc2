/** What a sender is told to do. */
export interface Load {
  /** Where to send: `http://127.0.0.1:8080/events`. */
  readonly url: string;
  /** Requests a second, whether answers come or not; @default - as fast as answers come */
  readonly rate?: number;
  readonly seconds: number;
  /** Connections, each with one request at a time. */
  readonly connections: number;
  /** Events in one request: 1 is a JSON object, more are an array. */
  readonly events: number;
  /** Characters of each event that pack badly. @default 0 */
  readonly noise?: number;
  /** Number of the first event, so that the events of several senders differ. */
  readonly first: number;
}

/** What came of it. Milliseconds count from the moment at which a request was due, so a late one counts as slow. */
export interface LoadResult {
  readonly answers: Readonly<Record<string, number>>;
  readonly events: number;
  readonly seconds: number;
  readonly milliseconds: {
    readonly p50: number;
    readonly p99: number;
    readonly p999: number;
    readonly max: number;
  };
}
