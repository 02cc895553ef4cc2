/** What can go wrong with a machine. */
export type MachineErrorCode =
  | 'bad-unit'
  | 'unit-not-found'
  | 'ordering-cycle'
  | 'shutting-down'
  | 'cannot-run'
  | 'bad-user-data'
  | 'no-free-port'
  | 'no-such-broker'
  | 'no-such-machine'
  | 'refused'
  | 'emulator-failed';

/** Something that a machine cannot do; the message says what was given, what is allowed and what to do. */
export class MachineError extends Error {
  readonly code: MachineErrorCode;

  constructor(code: MachineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MachineError';
    this.code = code;
  }
}
