/** The device gave something that is no view tree or no picture. A bench fault, never a verdict on the subject. */
export class PageError extends Error {
  readonly code: 'TREE' | 'PICTURE';

  constructor(code: PageError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PageError';
    this.code = code;
  }
}
