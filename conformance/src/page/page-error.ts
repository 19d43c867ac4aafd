import { BenchError } from '../errors.ts';

/** The device gave something that is no view tree or no picture. */
export class PageError extends BenchError {
  readonly code: 'TREE' | 'PICTURE';

  constructor(code: PageError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
