/** Why the control side refuses: a row each, the page of its documentation and the HTTP status it is told with. */
export const PROBLEMS = [
  { code: 'invalid', status: 422, title: 'The document is not valid' },
  { code: 'claimed', status: 409, title: 'The name is taken' },
  { code: 'conflict', status: 409, title: 'The document changed meanwhile' },
  { code: 'unknown', status: 404, title: 'There is no such thing' },
  { code: 'not-allowed', status: 409, title: 'This cannot be done' },
  { code: 'dropped', status: 410, title: 'The journal no longer holds that' },
  { code: 'not-json', status: 400, title: 'The body is not JSON' },
  { code: 'unauthorised', status: 401, title: 'The control token is missing or wrong' },
  { code: 'foreign-origin', status: 403, title: 'Requests from other origins are refused' },
  { code: 'unmet', status: 409, title: 'What was expected did not happen' },
  { code: 'timed-out', status: 408, title: 'What was waited for did not happen' },
] as const;

export type ProblemCode = (typeof PROBLEMS)[number]['code'];

export interface ProblemPlace {
  /** JSON pointer into the document that was sent. */
  readonly pointer: string;
  readonly message: string;
}

/** A caller of the API or of control did something that cannot be: told with what was tried and what to do. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly places: readonly ProblemPlace[];

  constructor(code: ProblemCode, message: string, places: readonly ProblemPlace[] = []) {
    super(message);
    this.name = 'Problem';
    this.code = code;
    this.places = places;
  }
}
