/** The bench is not as it must be: what was tried, what came back. Becomes env-error, never a verdict on the subject. */
export class BenchError extends Error {
  readonly code: 'RADIO' | 'RADIO_LOG' | 'EXCHANGE' | 'PROBE_APK' | 'FIXTURES';

  constructor(code: BenchError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BenchError';
    this.code = code;
  }
}
