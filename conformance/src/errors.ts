/** Base of every error that the suite throws. `code` is a literal that callers may rely on; the message is for a reader. */
export abstract class ConformanceError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The test bench is not as it must be: what was tried, what came back, what to do. Becomes env-error, never a verdict on the subject. */
export abstract class BenchError extends ConformanceError {}

type TestbedErrorCode = 'OPEN' | 'RADIO' | 'RADIO_LOG' | 'CLOCK' | 'SCREEN' | 'EXCHANGE' | 'PROBE_APK' | 'FIXTURES' | 'OUTPUT';

/** A fault of a part that the testbed has set up: radio, gateway, probe APK, fixtures. */
export class TestbedError extends BenchError {
  readonly code: TestbedErrorCode;

  constructor(code: TestbedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What the user asked for cannot be done as it was asked: nothing has been started. The message names what was given and what there is. */
export class UsageError extends ConformanceError {
  readonly code = 'USAGE';
}
