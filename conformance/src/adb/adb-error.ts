import { BenchError } from '../errors.ts';

type AdbErrorCode = 'NO_ADB' | 'SERVER' | 'CONNECT' | 'SHELL' | 'INSTALL' | 'REVERSE' | 'SCREEN';

/** A fault between the host and the device. */
export class AdbError extends BenchError {
  readonly code: AdbErrorCode;

  constructor(code: AdbErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
