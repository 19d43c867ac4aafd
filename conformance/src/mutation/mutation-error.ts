import { ConformanceError } from '../errors.ts';

type MutationErrorCode = 'OTHER_APK' | 'EQUIVALENTS' | 'SELECTION' | 'PLAIN_RUN';

/** A campaign that cannot be started, or whose inputs contradict each other. */
export class MutationError extends ConformanceError {
  readonly code: MutationErrorCode;

  constructor(code: MutationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
