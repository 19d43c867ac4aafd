import { type Breach, type Law, wrong } from '../src/law.ts';
import type { GatewayRequest, GatewayStep } from '../src/observations.ts';
import type { CallView, RowView } from '../src/row-view.ts';

/** Rules that a request breaks by its own making; what the row's arrangement refuses (app, session, subscriber, scrip) is no breach. */
const OWN_MAKING = ['body', 'fields', 'signature', 'sealed data'];

/** The gateway sends a request on to another operator's host (docs/wire.md §2), or by HTTP itself. */
function isRedirected({ status, resultCode }: GatewayRequest): boolean {
  return resultCode === '103273' || (status !== null && status >= 300 && status < 400);
}

function badStep({ operation, trace }: GatewayRequest): Breach | null {
  const failed = trace.find(({ name, outcome }) => outcome === 'failed' && OWN_MAKING.includes(name));
  return failed === undefined
    ? null
    : wrong(`${operation} as the wire format has it`, `${failed.name}: ${failed.detail ?? failed.got ?? 'refused'}`);
}

/** After a redirect the same request comes again at another host, with the same msgid. */
function repeatedMsgids(requests: readonly GatewayRequest[]): readonly Breach[] {
  const last = new Map<string, GatewayRequest>();
  return requests.flatMap((request) => {
    // Without a msgid it breaks the law of the form, or its dialect has none.
    if (request.fields['msgid'] === undefined) {
      return [];
    }
    const key = `${request.operation} ${request.fields['msgid']}`;
    const earlier = last.get(key);
    last.set(key, request);
    return earlier === undefined || isRedirected(earlier)
      ? []
      : [wrong('a msgid of its own for each request', `${request.operation} came twice with msgid ${request.fields['msgid']}`)];
  });
}

/** What the gateway says of the key of a number request that it could open. */
const SESSION_KEY = /session key of sha256 ([0-9a-f]{8})$/u;

/** What the gateway says of the operator in a number request that it could open. */
const OPERATOR = /\boperatortype (\d), networktype \d inside\b/u;

/** The SIM that carries data may be changed within a row: each call of the row knows the one that it began with. */
function foreignOperators({ calls, unheard, seen }: RowView): readonly Breach[] {
  const types = new Set([...calls, ...unheard].map(({ operatorType }) => operatorType ?? null));
  if (types.has(null)) {
    return [];
  }
  const allowed = [...types].join(' or ');
  return seen.requests.flatMap(({ trace }) => {
    const sent = OPERATOR.exec(trace.find(({ name }) => name === 'sealed data')?.got ?? '')?.[1];
    return sent === undefined || types.has(sent)
      ? []
      : [wrong(`a number request with operatortype ${allowed}, which is the SIM's`, `operatortype ${sent}`)];
  });
}

/** In a number request it is sealed, and the gateway says what it read. */
const NETWORK = /\bnetworktype (\d) inside\b/u;

/** Words that deny a network which the device has, or claim one which it has not. A row that changes the radio, or has a VPN, knows no right word. */
function foreignNetworks({ check, calls }: RowView): readonly Breach[] {
  if (check.act.some((step) => step.do === 'radio') || check.arrange.radio?.vpn === 'on') {
    return [];
  }
  return calls.flatMap(({ name, bearers, requests }) => {
    const { wifi, cellular } = bearers;
    const allowed = [...(cellular ? ['1'] : []), ...(wifi ? ['2'] : []), ...(cellular && wifi ? ['3'] : [])];
    return requests.flatMap(({ operation, fields, trace }) => {
      const sealed = NETWORK.exec(trace.find((step) => step.name === 'sealed data')?.got ?? '')?.[1];
      const sent = fields['networktype'] ?? sealed;
      return sent === undefined || allowed.length === 0 || allowed.includes(sent)
        ? []
        : [wrong(`networktype ${allowed.join(' or ')} in the requests of ${name}`, `networktype ${sent} in a ${operation}`)];
    });
  });
}

/** A request that was sent on, or that nobody answered, may come again as it was. */
function repeatedKeys(requests: readonly GatewayRequest[]): readonly Breach[] {
  const last = new Map<string, GatewayRequest>();
  return requests.flatMap((request) => {
    const digest = SESSION_KEY.exec(request.trace.find(({ name }) => name === 'sealed data')?.got ?? '')?.[1];
    if (digest === undefined) {
      return [];
    }
    const earlier = last.get(digest);
    last.set(digest, request);
    return earlier === undefined || isRedirected(earlier) || earlier.resultCode === null
      ? []
      : [
          wrong(
            'a session key of its own for each number request',
            `two number requests came with one session key (sha256 ${digest})`,
          ),
        ];
  });
}

/** A request of a call, and one repeat. Where calls overlap, nobody can tell whose request it is: each of them may have sent so many. */
const REQUESTS_A_CALL = 2;

function repeatedRequests({ calls }: RowView): readonly Breach[] {
  return calls.flatMap((call) => {
    const beside = calls.filter((other) => overlap(call, other));
    const most = REQUESTS_A_CALL * beside.length;
    const where = beside.length === 1 ? `one ${call.api}` : `${beside.length} calls side by side`;
    return (['prefetch', 'get-token'] as const).flatMap((operation) => {
      const sent = call.requests.filter((request) => request.operation === operation && !isRedirected(request)).length;
      return sent > most ? [wrong('one repeat a call at most', `${sent} ${operation} requests in ${where}`)] : [];
    });
  });
}

/** A call lies beside itself too. */
function overlap(one: CallView, other: CallView): boolean {
  return beginsBeforeTheEndOf(one, other) && beginsBeforeTheEndOf(other, one);
}

function beginsBeforeTheEndOf({ startedNanos }: CallView, { results }: CallView): boolean {
  const ended = results[0]?.atNanos;
  return ended === undefined || BigInt(startedNanos) <= ended;
}

const EXPIRED = /expired (\d+) ms ago/u;
/** So much later the request may come that was sent in time. */
const ON_THE_WAY_MS = 500;

function isOver({ name, outcome, got, detail }: GatewayStep): boolean {
  const ago = name === 'scrip' && outcome === 'failed' ? EXPIRED.exec(`${got ?? ''} ${detail ?? ''}`)?.[1] : undefined;
  return ago !== undefined && Number(ago) > ON_THE_WAY_MS;
}

/** Where the row moves the gateway's clock, the SDK cannot know that a life is over. */
function overLife({ check, seen }: RowView): readonly Breach[] {
  const isMoved = check.act.some((step) => step.do === 'advance');
  const over = seen.requests.filter(({ operation, trace }) => operation === 'get-token' && trace.some(isOver));
  return isMoved ? [] : over.map(() => wrong('scrips within their life', 'a scrip was sent whose life was over'));
}

/** The journal shows of a scrip its digest: the same for the same scrip. */
function resentScrips(requests: readonly GatewayRequest[]): readonly Breach[] {
  const refused = new Set<string>();
  return requests.flatMap(({ fields, resultCode }) => {
    const { scrip } = fields;
    if (scrip === undefined) {
      return [];
    }
    const isResent = refused.has(scrip);
    if (resultCode === '103902') {
      refused.add(scrip);
    }
    return isResent ? [wrong('a refused scrip sent no more', 'a scrip came again that had been refused with 103902')] : [];
  });
}

/** What a token may be asked for: loginAuth's gives the number, mobileAuth's answers a question about it (guide 2.4, 3.4). */
const CAPABILITY: Readonly<Record<string, string>> = { loginAuth: 'login', mobileAuth: 'check' };

/** Token requests of a kind that no call of the row may make. Which of several calls has made one, nobody can tell by the time alone. */
function foreignCapabilities({ calls, unheard, seen }: RowView): readonly Breach[] {
  const apis = [...new Set([...calls, ...unheard].map(({ api }) => api))];
  const allowed = apis.flatMap((api) => CAPABILITY[api] ?? []);
  return seen.requests.flatMap(({ operation, fields: { capability } }) =>
    operation !== 'get-token' || capability === undefined || allowed.includes(capability)
      ? []
      : [
          wrong(
            `a token of capability ${allowed.join(' or ') || 'none'}`,
            `${apis.join(', ')} asked for a token of capability ${capability}`,
          ),
        ],
  );
}

/** The last callback of the row that ended a call, where every call is known to have ended. */
function lastEnd({ calls, unheard }: RowView): bigint | null {
  const ends = calls.map(({ results }) => results[0]?.atNanos ?? null);
  return ends.length === 0 || unheard.length > 0 || ends.includes(null)
    ? null
    : ends.reduce<bigint>((last, end) => (end !== null && end > last ? end : last), 0n);
}

/** Requests as docs/wire.md has them. */
export const requestLaws: readonly Law[] = [
  {
    id: 'law-request-form',
    clause: ['GWY-03', 'PRE-01'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'a request that is malformed or wrongly signed is refused by every gateway',
    judge: ({ seen, calls }) =>
      calls.some(({ hasOwnKeys }) => hasOwnKeys) ? [] : seen.requests.flatMap((request) => badStep(request) ?? []),
    kills: [],
    since: '0.2.0',
  },
  {
    id: 'law-request-own-msgid',
    clause: ['API-07', 'DEV-02'],
    level: 'MUST',
    subject: 'sdk',
    meaning:
      'two requests with one msgid cannot be distinguished at the gateway, and one that refuses replays refuses the second',
    judge: ({ seen }) => repeatedMsgids(seen.requests.filter(({ operation }) => operation !== null)),
    kills: [
      { mutant: 'reset-repeated-same-id', in: 'mapping-connection-reset' },
      { mutant: 'one-message-id', in: 'cache-deleted-scrip-asks-again' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-request-own-session-key',
    clause: ['PRE-01', 'SEC-05'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'one session key that leaks opens every number request that was sealed with it',
    judge: ({ seen }) => repeatedKeys(seen.requests),
    kills: [],
    since: '0.2.0',
  },
  {
    id: 'law-request-operator-of-the-sim',
    clause: ['PRE-01', 'AUX-01'],
    level: 'MUST',
    subject: 'sdk',
    meaning: "the operator of a number request is that of the SIM, also abroad, where the network is another's",
    judge: foreignOperators,
    kills: [{ mutant: 'operator-of-the-cell-sent', in: 'prefetch-abroad-succeeds' }],
    since: '0.2.0',
  },
  {
    id: 'law-request-network-type-of-the-device',
    clause: ['AUX-01'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'requests name the networks that the device had: 1 mobile data, 2 Wi-Fi, 3 both',
    judge: foreignNetworks,
    kills: [
      { mutant: 'network-type-zero-sent', in: 'security-log-holds-no-secret' },
      { mutant: 'network-type-zero-sent', in: 'prefetch-success-describes-itself' },
    ],
    since: '0.4.0',
  },
  {
    id: 'law-request-capability-of-its-call',
    clause: ['CHK-05', 'CHK-01'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'a token of mobileAuth that gives the number gives it without the consent of its owner',
    judge: foreignCapabilities,
    kills: [{ mutant: 'check-asks-for-login', in: 'check-token-comes-without-a-page' }],
    since: '0.2.0',
  },
  {
    id: 'law-request-none-after-callback',
    clause: ['API-05', 'DEV-02'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'a call that has ended for the app must have ended for the gateway too',
    judge: (row) => {
      const end = lastEnd(row);
      const late =
        end === null
          ? []
          : (row.connections ?? []).filter(({ openedNanos, bytesOut }) => BigInt(openedNanos) > end && bytesOut > 0);
      return late.map(({ host, openedNanos }) =>
        wrong(
          'no request after the callback',
          `a connection to ${host} ${Math.round(Number(BigInt(openedNanos) - (end ?? 0n)) / 1e6)} ms after the callback`,
        ),
      );
    },
    kills: [],
    since: '0.2.0',
  },
  {
    id: 'law-request-one-retry-at-most',
    clause: ['DEV-02', 'PRE-09'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'a request that is repeated without end costs the subscriber data and the gateway its patience',
    judge: repeatedRequests,
    kills: [
      { mutant: 'reset-repeated', in: 'mapping-connection-reset' },
      { mutant: 'check-repeats-without-end', in: 'check-refused-scrip-is-tried-once-more-at-most' },
      { mutant: 'reset-repeated-twice', in: 'mapping-connection-reset' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-request-scrip-within-its-life',
    clause: ['PRE-09'],
    level: 'SHOULD',
    subject: 'sdk',
    meaning: 'a scrip whose life is over is refused: the gateway has said how long it lives',
    judge: overLife,
    kills: [{ mutant: 'life-unseen-at-the-press', in: 'login-scrip-over-its-life-while-the-page-is-open' }],
    since: '0.2.0',
  },
  {
    id: 'law-request-refused-scrip-not-sent-again',
    clause: ['PRE-09'],
    level: 'SHOULD',
    subject: 'sdk',
    meaning: 'a scrip that the gateway has refused with 103902 is refused again however often it is sent',
    judge: ({ seen }) => resentScrips(seen.requests.filter(({ operation }) => operation === 'get-token')),
    kills: [{ mutant: 'refused-scrip-sent-again', in: 'login-refused-scrip-is-dropped' }],
    since: '0.2.0',
  },
];
