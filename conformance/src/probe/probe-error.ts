import { BenchError } from '../errors.ts';

/**
 * Error types of android-probe/PROTOCOL.md, then the codes for what happens to the conversation itself. GONE: it has ended · HANGS: a request
 * was not answered in time · KILLED: the app's process was ended from outside.
 */
export type ProbeErrorCode =
  | 'BAD_REQUEST'
  | 'BAD_TOKEN'
  | 'UNKNOWN_METHOD'
  | 'UNSUPPORTED'
  | 'SDK_THREW'
  | 'PROBE_FAULT'
  | 'NOT_STARTED'
  | 'BAD_ANSWER'
  | 'GONE'
  | 'HANGS'
  | 'KILLED';

/** A fault of the probe or of the connection to it. */
export class ProbeError extends BenchError {
  readonly code: ProbeErrorCode;

  constructor(code: ProbeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
