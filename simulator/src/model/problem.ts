/** Why the control side refuses: a row each, with its HTTP status and what its page (docs/problems.md) says to do. */
export const PROBLEMS = [
  {
    code: 'invalid',
    status: 422,
    title: 'The document is not valid',
    toDo: 'The member `errors` names each wrong key or value by JSON pointer. Mend those; unknown keys are refused on purpose.',
  },
  {
    code: 'claimed',
    status: 409,
    title: 'The name is taken',
    toDo: 'An appid, a leased address or a token belongs to one scope. End the other scope, or take another name.',
  },
  {
    code: 'unknown',
    status: 404,
    title: 'Not found',
    toDo: 'Compare the id in the path with what the collection lists; a scope that has ended takes its resources with it.',
  },
  {
    code: 'not-allowed',
    status: 409,
    title: 'This cannot be done',
    toDo: 'The detail says why it is not allowed, for instance that the default scope cannot be ended.',
  },
  {
    code: 'changed',
    status: 412,
    title: 'The document has changed',
    toDo: 'Read the document again, and send its ETag of now in If-Match; or leave If-Match out.',
  },
  {
    code: 'overtaken',
    status: 409,
    title: 'The scope was reset meanwhile',
    toDo: 'A reset, a restore or the end of the scope came between, and nothing was changed. Ask again, where it still makes sense.',
  },
  {
    code: 'wrong-method',
    status: 405,
    title: 'The resource has no such method',
    toDo: 'The header `Allow` names the methods that it has.',
  },
  {
    code: 'bad-path',
    status: 400,
    title: 'The path cannot be decoded',
    toDo: 'A percent sign is followed by two hexadecimal digits, and all of them together are UTF-8. Send a percent sign itself as %25.',
  },
  {
    code: 'bad-request',
    status: 400,
    title: 'The request cannot be read',
    toDo: 'The detail says what of it. A body is whole, as long as its Content-Length says, and not compressed.',
  },
  {
    code: 'dropped',
    status: 410,
    title: 'The journal no longer holds that',
    toDo: 'The journal is bounded. Ask with `after` the number that the detail names, read the events as they come, or give the scope a larger `journal` (`maxEntries`, `maxBytes`: in its seed, in the config file, in `startSimulator`).',
  },
  {
    code: 'not-json',
    status: 400,
    title: 'The body is not JSON',
    toDo: 'Send one JSON document, UTF-8; `quhao serve --config` takes YAML.',
  },
  {
    code: 'too-large',
    status: 413,
    title: 'The body is too large',
    toDo: 'A body has 4 MiB at most. Put documents one by one; a great many belong into the config file or the options of `startSimulator`.',
  },
  {
    code: 'unauthorised',
    status: 401,
    title: 'The control token is missing or wrong',
    toDo: 'Send `Authorization: Bearer TOKEN` with the control token: `quhao serve` prints the file that has it.',
  },
  {
    code: 'foreign-origin',
    status: 403,
    title: 'Requests from other origins, and to other hosts, are refused',
    toDo: 'A page of another site may not drive the simulator. Call from a program, by a loopback name (127.0.0.1, ::1, localhost) or the address it listens on.',
  },
  {
    code: 'unmet',
    status: 409,
    title: 'What was expected did not happen',
    toDo: 'The detail shows what was expected beside the nearest that happened.',
  },
  {
    code: 'timed-out',
    status: 408,
    title: 'What was waited for did not happen',
    toDo: 'The detail shows what was seen instead. Check the query first, then the limit.',
  },
  {
    code: 'store-unreachable',
    status: 503,
    title: 'The store does not answer',
    toDo: 'With `--store`, the server that has the state is away, or an instance does not follow. Both come back by themselves: ask again. What was asked may have happened.',
  },
  {
    code: 'internal',
    status: 500,
    title: 'The simulator made a mistake',
    toDo: 'The member `id` stands beside the cause in the log on stderr. Report both; the request is not at fault.',
  },
] as const;

export type ProblemCode = (typeof PROBLEMS)[number]['code'];

export interface ProblemPlace {
  /** JSON pointer into the document that was sent. */
  readonly pointer: string;
  readonly message: string;
}
