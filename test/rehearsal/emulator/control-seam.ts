/** As whom a function or a host calls AWS. */
export interface Session {
  /** Name of the role. */
  readonly role: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly token: string;
}

/** A machine as the control seam shows it. */
export interface Machine {
  readonly id: string;
  readonly state: string;
  readonly type: string;
  readonly market: string;
  /** EC2 has given notice. */
  readonly interruption?: { readonly givenAt: string; readonly time: string };
  /** Its plug was pulled. */
  readonly failed: boolean;
  readonly launchTime: string;
  readonly privateIp: string;
  readonly privateDns: string;
  readonly availabilityZone: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly userData: string;
  /** Without a role there is none. */
  readonly session?: Session;
  readonly volumes: readonly {
    readonly id: string;
    readonly device: string;
    readonly sizeGb: number;
    readonly tags: Readonly<Record<string, string>>;
  }[];
}

/** What is wrong with an action of EC2 or Auto Scaling; rehearsal/emulator/faults_api.py documents it. */
export interface Fault {
  readonly code: string;
  /** @default - that it was ordered */
  readonly message?: string;
  /** @default - instances of all types */
  readonly types?: readonly string[];
  /** @default - in all zones */
  readonly zones?: readonly string[];
  /** @default - of both */
  readonly market?: 'spot' | 'on-demand';
  /** Requests, among them those by which an AWS SDK tries again by itself. @default - all */
  readonly times?: number;
}

/** What a subscriber of an SNS topic would read. */
export interface Mail {
  readonly topic: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The emulator's side door: what the AWS API has no request for. */
export interface ControlSeam {
  machines(): Promise<Machine[]>;
  /** Reports that a machine is off; gives the HTTP status. */
  reportOff(id: string): Promise<number>;
  /** Stops a running instance as AWS does (`Server.…`) or as it does itself; gives the HTTP status. */
  stopMachine(id: string, code: string): Promise<number>;
  /** EC2 gives notice that it takes a spot instance back in so many seconds; gives the HTTP status. */
  interruptMachine(id: string, seconds: number): Promise<number>;
  /** The hardware of a running instance fails; gives the HTTP status. */
  failMachine(id: string): Promise<number>;
  /** As whom a function calls AWS. */
  functionSession(name: string): Promise<Session>;
  /** What is still to go wrong, by action. */
  faults(): Promise<Record<string, Fault>>;
  /** @throws Error with the emulator's reason when it refuses them. */
  setFaults(faults: Readonly<Record<string, Fault>>): Promise<void>;
  clearFaults(): Promise<void>;
  /** What was mailed by SNS, the oldest first. */
  mails(): Promise<Mail[]>;
}

/** @param endpoint address of the emulator */
export function controlSeam(endpoint: string): ControlSeam {
  const call = (method: string, path: string, body?: object) =>
    fetch(`${endpoint}/_catnap/${path}`, { method, body: body && JSON.stringify(body) });
  return {
    machines: async () => (await (await call('GET', 'machines')).json()) as Machine[],
    reportOff: async (id) => (await call('POST', `machines/${id}/off`)).status,
    stopMachine: async (id, code) => (await call('POST', `machines/${id}/stop`, { code })).status,
    interruptMachine: async (id, seconds) =>
      (await call('POST', `machines/${id}/interrupt`, { seconds })).status,
    failMachine: async (id) => (await call('POST', `machines/${id}/fail`, {})).status,
    functionSession: async (name) =>
      (await (await call('GET', `functions/${name}/session`)).json()) as Session,
    faults: async () => (await (await call('GET', 'faults')).json()) as Record<string, Fault>,
    async setFaults(faults) {
      const answer = await call('POST', 'faults', faults);
      if (!answer.ok) {
        throw new Error(((await answer.json()) as { message: string }).message);
      }
    },
    async clearFaults() {
      await call('DELETE', 'faults');
    },
    mails: async () => (await (await call('GET', 'mails')).json()) as Mail[],
  };
}
