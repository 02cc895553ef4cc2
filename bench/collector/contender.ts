/** A server that takes events, and what it has used up so far. */
export interface Contender {
  readonly name: string;
  /** Where events are posted. */
  readonly url: string;
  /** Events in one request. */
  readonly events: number;
}

/** What a process has used up, as its `/metrics` tells. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
}

/** @throws Error when the server's metrics lack them */
export async function usageOf({ url }: Contender): Promise<Usage> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  const value = (name: string): number => {
    const line = text.split('\n').find((one) => one.startsWith(`${name} `));
    if (line === undefined) throw new Error(`${url} has no metric ${name}`);
    return Number(line.slice(name.length));
  };
  return {
    cpuSeconds: value('process_cpu_seconds_total'),
    residentBytes: value('process_resident_memory_bytes'),
  };
}
