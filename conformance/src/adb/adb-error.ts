/** A fault between us and the device: what was tried, what came back, what to do. Never a verdict on the subject. */
export class AdbError extends Error {
  readonly code: 'NO_ADB' | 'SERVER' | 'CONNECT' | 'SHELL' | 'INSTALL' | 'REVERSE' | 'SCREEN' | 'CONTROL';

  constructor(code: AdbError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AdbError';
    this.code = code;
  }
}
