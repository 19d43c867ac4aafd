import { BenchError } from '../errors.ts';

/** Error types of android-probe/PROTOCOL.md, then the codes for what happens to the conversation itself. */
export type ProbeErrorCode =
  | 'BAD_REQUEST'
  | 'BAD_TOKEN'
  | 'UNKNOWN_METHOD'
  | 'UNSUPPORTED'
  | 'SDK_THREW'
  | 'PROBE_FAULT'
  | 'NOT_STARTED'
  | 'BAD_ANSWER'
  | 'GONE';

/** A fault of the probe or of the connection to it. */
export class ProbeError extends BenchError {
  readonly code: ProbeErrorCode;

  constructor(code: ProbeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
