import { type HttpAnswer, htmlAnswer } from '../protocol/http-answer.ts';
import { maskNumber } from '../protocol/numbers.ts';
import type { InboundRequest } from './inbound-request.ts';
import { joinPage } from './join-page.ts';

/** What the pages are made from, besides the request. */
interface PhonePageFacts {
  readonly rootPem: string;
  /** The port of the token plane's shared listener. */
  readonly tokenPort: number;
}

export interface PhonePage {
  readonly path: string;
  /** The name of its step in the journal. */
  readonly name: string;
  readonly answer: (inbound: InboundRequest, facts: PhonePageFacts) => HttpAnswer;
}

/** What a phone's browser can ask for on the bearer plane: the root certificate, and the page that says how the phone is set up. */
const PHONE_PAGES: readonly PhonePage[] = [
  {
    path: '/quhao/ca.pem',
    name: 'certificate',
    answer: (_, { rootPem }) => ({
      status: 200,
      contentType: 'application/x-pem-file; charset=utf-8',
      body: rootPem,
      closes: false,
    }),
  },
  {
    path: '/quhao/join',
    name: 'join',
    answer: (inbound, { tokenPort }) => htmlAnswer(joinPage({ ...visitorOf(inbound), tokenPort })),
  },
];

/** The raw target decides: a query makes another path. */
export function phonePageOf({ plane, method, target }: InboundRequest): PhonePage | undefined {
  return plane === 'bearer' && method === 'GET' ? PHONE_PAGES.find(({ path }) => path === target) : undefined;
}

function visitorOf({ connection, bearer, host, response }: InboundRequest) {
  return {
    address: connection.address,
    number: bearer === undefined ? null : maskNumber(bearer.session.msisdn),
    host: host ?? 'localhost',
    agent: response.req.headers['user-agent'] ?? '',
  };
}
