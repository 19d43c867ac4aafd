/** Gateways that are wrong in one way each: the right simulator answers, and one of these changes the answer. */

export interface CrookedGateway {
  readonly id: string;
  /** What is wrong with it. */
  readonly text: string;
  readonly answer: (asked: Asked, right: Json) => Json;
}

export type Json = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly operation: 'number-request' | 'token-request' | 'exchange' | 'compare' | 'other';
  /** The token that the request carries; empty where it carries none. */
  readonly token: string;
  readonly memory: Memory;
}

/** What a crooked gateway remembers of one row. */
export interface Memory {
  /** How often each token was presented, this request included. */
  readonly presented: Map<string, number>;
  readonly issued: Set<string>;
  isLimitReached: boolean;
}

const NUMBER = '15400000001';
const ANOTHER = '15499999998';
const SERVED = ['103000', '103273', '000', '001'];

function codeIn({ resultCode, header }: Json): string {
  return String(resultCode ?? (header as Json | undefined)?.['resultCode']);
}

function withCode(right: Json, code: string): Json {
  const { header } = right;
  return header === undefined ? { ...right, resultCode: code } : { ...right, header: { ...(header as Json), resultCode: code } };
}

function isOfClient(operation: Asked['operation']): boolean {
  return operation === 'number-request' || operation === 'token-request';
}

function withoutEcho(right: Json): Json {
  const { header } = right;
  return header === undefined ? { ...right, inresponseto: '' } : { ...right, header: { ...(header as Json), msgId: '' } };
}

/** Answers of one operation in which a refusal becomes a success. */
function forgets(operation: Asked['operation'], success: string): CrookedGateway['answer'] {
  return (asked, right) => (asked.operation === operation && !SERVED.includes(codeIn(right)) ? withCode(right, success) : right);
}

/** Answers of one operation in which one code becomes another. */
function replaces(operation: Asked['operation'], code: string, by: string): CrookedGateway['answer'] {
  return (asked, right) => (asked.operation === operation && codeIn(right) === code ? withCode(right, by) : right);
}

/** Takes a token that the right gateway refuses, where `isTaken` says so. */
function takesToken(isTaken: (asked: Asked) => boolean): CrookedGateway['answer'] {
  return (asked, right) => {
    const isRefused = ['104201', '606'].includes(codeIn(right)) && asked.memory.issued.has(asked.token);
    return isRefused && isTaken(asked) ? withCode(right, asked.operation === 'compare' ? '000' : '103000') : right;
  };
}

export const CROOKED_GATEWAYS: readonly CrookedGateway[] = [
  { id: 'number-request-fails', text: 'no number request succeeds', answer: replaces('number-request', '103000', '105002') },
  {
    id: 'number-refusals-forgotten',
    text: 'a number request that must be refused succeeds',
    answer: forgets('number-request', '103000'),
  },
  { id: 'redirect-refused', text: 'a redirect is answered as a refusal', answer: replaces('number-request', '103273', '103111') },
  {
    id: 'sealed-part-lost',
    text: 'an answer to a number request has no sealed part',
    answer: ({ operation }, { data, ...right }) =>
      operation === 'number-request' ? right : { ...right, ...(data === undefined ? {} : { data }) },
  },
  {
    id: 'number-in-clear',
    text: 'the number request is answered with the whole number',
    answer: ({ operation }, right) => (operation === 'number-request' ? { ...right, msisdn: NUMBER } : right),
  },
  {
    id: 'no-echo-to-clients',
    text: 'an answer to an SDK does not repeat the message id',
    answer: ({ operation }, right) => (isOfClient(operation) ? withoutEcho(right) : right),
  },
  {
    id: 'no-echo-to-servers',
    text: 'an answer to a back end does not repeat the message id',
    answer: ({ operation }, right) => (isOfClient(operation) ? right : withoutEcho(right)),
  },
  {
    id: 'token-refusals-forgotten',
    text: 'a token request that must be refused succeeds',
    answer: forgets('token-request', '103000'),
  },
  {
    id: 'token-limit-too-low',
    text: 'the 30th unused token is refused',
    answer: ({ operation, memory }, right) =>
      operation === 'token-request' && memory.issued.size >= 30 ? withCode(right, '103911') : right,
  },
  {
    id: 'token-limit-for-good',
    text: 'once the limit of unused tokens is reached there are no more',
    answer: ({ operation, memory }, right) => {
      memory.isLimitReached ||= codeIn(right) === '103911';
      return operation === 'token-request' && memory.isLimitReached ? withCode(right, '103911') : right;
    },
  },
  {
    id: 'token-used-twice',
    text: 'a token can be used again',
    answer: takesToken(({ memory, token }) => (memory.presented.get(token) ?? 0) > 1),
  },
  {
    id: 'token-lives-on',
    text: 'a token that nobody has used lives for ever',
    answer: takesToken(({ memory, token }) => memory.presented.get(token) === 1),
  },
  { id: 'exchange-fails', text: 'no token can be exchanged', answer: replaces('exchange', '103000', '104201') },
  { id: 'exchange-refusals-forgotten', text: 'an exchange that must be refused succeeds', answer: forgets('exchange', '103000') },
  {
    id: 'refusal-with-number',
    text: 'a refused exchange brings the number all the same',
    answer: ({ operation }, right) =>
      operation === 'exchange' && codeIn(right) !== '103000' ? { ...right, msisdn: NUMBER } : right,
  },
  {
    id: 'number-of-another',
    text: 'an exchange brings the number of another subscriber',
    answer: (_, right) => (right['msisdn'] === undefined ? right : { ...right, msisdn: ANOTHER }),
  },
  { id: 'compare-says-no', text: 'the own number is not recognised', answer: replaces('compare', '000', '001') },
  { id: 'compare-says-yes', text: 'every number is taken for the own', answer: replaces('compare', '001', '000') },
  { id: 'compare-refusals-forgotten', text: 'a comparison that must be refused succeeds', answer: forgets('compare', '000') },
  {
    id: 'compare-with-number',
    text: 'a comparison returns the number',
    answer: ({ operation }, right) =>
      operation === 'compare' ? { ...right, body: { ...(right['body'] as Json), message: NUMBER } } : right,
  },
];
