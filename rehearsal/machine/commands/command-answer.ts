/** What a stand-in command writes and how it exits. */
export interface CommandAnswer {
  readonly exitCode: number;
  /** Without the last line end. */
  readonly stdout?: string;
  readonly stderr?: string;
}

export const succeed = (stdout?: string): CommandAnswer => ({ exitCode: 0, stdout });
export const fail = (exitCode: number, stderr?: string): CommandAnswer => ({ exitCode, stderr });
