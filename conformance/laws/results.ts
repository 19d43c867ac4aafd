import { type Law, wrong } from '../src/law.ts';
import { DESCRIPTIONS } from '../src/observations.ts';
import type { CallView, ResultView } from '../src/row-view.ts';

/** The 50 codes of guide 5, literally. */
const SECTION_5: ReadonlySet<string> = new Set(
  (
    '103000 102101 102102 102103 102203 102223 102507 103101 103102 103111 103119 103211 103412 103414 103511 103811 103902 103911 104201 ' +
    '105001 105002 105003 105012 105013 105018 105019 105021 105302 105312 105313 200002 200005 200010 200020 200021 200022 200023 200024 ' +
    '200025 200026 200027 200028 200038 200039 200040 200050 200072 200080 200082 200087'
  ).split(' '),
);

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** The guide's own words for each authType (2.4). Other words are not judged. */
const AUTH_TYPE_WORDS: Readonly<Record<string, string>> = { 其他: '0', WIFI下网关鉴权: '1', 网关鉴权: '2' };

function isForeignWord({ authType, authTypeDes }: Readonly<Record<string, unknown>>): boolean {
  const known = isText(authTypeDes) ? AUTH_TYPE_WORDS[authTypeDes.replaceAll(/[\s-]/g, '').toUpperCase()] : undefined;
  return known !== undefined && isText(authType) && authType !== known;
}

/** Bytes of UTF-8 that were read one by one: what is left of each Chinese character are three signs of Western Europe. */
const READ_BYTE_BY_BYTE = /[\u00e4-\u00e9][\u0080-\u00bf\u0152-\u2122]{2}/u;
const REPLACED = /\ufffd/u;

/** What a reader of the text would stumble over; null where it is right. */
function garbled(text: string): string | null {
  if (REPLACED.test(text)) {
    return 'a character that stands for bytes that could not be read';
  }
  return READ_BYTE_BY_BYTE.test(text) ? 'UTF-8 that was read as ISO-8859-1' : null;
}

/** Judges each result of each call by its own. */
function eachResult(
  calls: readonly CallView[],
  judge: (result: ResultView, call: CallView) => ReturnType<typeof wrong> | null,
): readonly ReturnType<typeof wrong>[] {
  return calls.flatMap((call) => call.results.flatMap((result) => judge(result, call) ?? []));
}

/** The form of every result (guide 2.3, 2.4, 3.4, 5). */
export const resultLaws: readonly Law[] = [
  {
    id: 'law-result-code-of-section-5',
    clause: ['API-09', 'API-06'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'an app can only act on a resultCode that is a string of section 5',
    judge: ({ calls }) =>
      eachResult(calls, ({ code }, { api }) =>
        typeof code === 'string' && SECTION_5.has(code)
          ? null
          : wrong('a resultCode of section 5, as a string', `${api} reported ${JSON.stringify(code) ?? 'none'}`),
      ),
    kills: [
      { mutant: 'result-code-as-number', in: 'mapping-truncated-answer' },
      { mutant: 'code-outside-guide', in: 'bearer-mobile-data-released-after-timeout' },
      { mutant: 'null-on-failure', in: 'mapping-truncated-answer' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-result-text-is-readable',
    clause: ['API-08'],
    level: 'MUST',
    subject: 'sdk',
    meaning: "the gateway's texts are UTF-8: read in another way they are of no use to who reads the app's log",
    judge: ({ calls }) =>
      calls.flatMap(({ api, results }) =>
        results.flatMap(({ json }) =>
          Object.entries(json).flatMap(([name, value]) => {
            const fault = typeof value === 'string' ? garbled(value) : null;
            return fault === null ? [] : [wrong('texts that can be read', `${api}'s ${name} has ${fault}`)];
          }),
        ),
      ),
    kills: [{ mutant: 'gateway-text-byte-by-byte', in: 'mapping-gateway-text-is-chinese' }],
    since: '0.2.0',
  },
  {
    id: 'law-result-token-only-in-success',
    clause: ['LOG-03', 'CHK-02', 'API-06'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'a success of loginAuth or mobileAuth is a token, and nothing else brings one',
    judge: ({ calls }) =>
      eachResult(calls, ({ code, json }, { api }) => {
        const brings = code === '103000' && api !== 'getPhoneInfo';
        if (isText(json['token']) === brings) {
          return null;
        }
        return wrong(
          brings ? 'a token with 103000' : 'no token',
          `${api} reported ${String(code)} ${brings ? 'without' : 'with'} a token`,
        );
      }),
    kills: [
      { mutant: 'former-token-in-failure', in: 'mapping-truncated-answer' },
      { mutant: 'token-under-other-name-in-login', in: 'login-checked-press-gives-token' },
      { mutant: 'token-under-other-name-in-check', in: 'security-log-holds-no-secret' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-result-token-of-own-request',
    clause: ['LOG-06', 'LOG-03', 'CHK-02'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'a token can be used once: a call that gives the app the token of an earlier one gives it nothing',
    judge: ({ calls, seen }) => {
      const issued = seen.requests.filter(({ operation, resultCode }) => operation === 'get-token' && resultCode === '103000');
      const delivered = calls.flatMap(({ results }) => results.filter(({ json }) => isText(json['token'])));
      return issued.length === 0 || delivered.length <= issued.length
        ? []
        : [wrong(`tokens of ${issued.length} token requests`, `${delivered.length} results with a token`)];
    },
    kills: [{ mutant: 'former-token-again', in: 'check-second-token-is-another' }],
    since: '0.2.0',
  },
  {
    id: 'law-result-has-description',
    clause: ['API-08', 'PRE-05'],
    level: 'MUST',
    subject: 'sdk',
    meaning:
      'a getPhoneInfo result and a failed loginAuth result say in words what happened (desc, resultString or resultDesc); of a getPhoneInfo that succeeds it is "true", from the cache too',
    judge: ({ calls }) =>
      eachResult(calls, ({ code, json }, { api }) => {
        const isOwed = api === 'getPhoneInfo' || (api === 'loginAuth' && code !== '103000');
        const given = DESCRIPTIONS.map((name) => json[name]).filter((text) => text !== undefined && text !== null);
        if (isOwed && !given.some((text) => isText(text) || text === true)) {
          return wrong('a description', `${api} reported ${String(code)} without one`);
        }
        if (code !== '103000' && given.some((text) => String(text) === 'true')) {
          return wrong('words for what went wrong', `${api} reported ${String(code)} and said "true", as of a success`);
        }
        const isSuccess = api === 'getPhoneInfo' && code === '103000';
        return isSuccess && !given.some((text) => String(text) === 'true')
          ? { ...wrong('description "true"', `${api} reported 103000 and said ${given.join(', ')}`), clause: 'PRE-05' }
          : null;
      }),
    kills: [
      { mutant: 'desc-missing-on-login-failure', in: 'mapping-truncated-answer-login' },
      { mutant: 'desc-missing-on-prefetch-failure', in: 'mapping-truncated-answer' },
      { mutant: 'desc-true-on-failure', in: 'mapping-truncated-answer' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-result-auth-type-fits-bearers',
    clause: ['LOG-04', 'LOG-03', 'CHK-02'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'authType says which bearers the device had: 2 for mobile data alone, 1 for Wi-Fi alone, either where both were up',
    judge: ({ calls, check }) =>
      eachResult(calls, ({ code, json }, { api, bearers }) => {
        if (isForeignWord(json)) {
          return wrong('authTypeDes that fits authType', `authType ${json['authType']}, authTypeDes ${json['authTypeDes']}`);
        }
        // Where the row changes the radio under the call, either state is right.
        const isChanged = check.act.some((step) => step.do === 'radio');
        if (code !== '103000' || api === 'getPhoneInfo' || isChanged) {
          return null;
        }
        const accepted = [...(bearers.wifi ? ['1'] : []), ...(bearers.cellular ? ['2'] : [])];
        const { authType, authTypeDes } = json;
        const isRight =
          typeof authType === 'string' && (accepted.length === 0 || accepted.includes(authType)) && isText(authTypeDes);
        const expected = `authType ${accepted.join(' or ') || 'as text'} and authTypeDes`;
        return isRight
          ? null
          : wrong(
              expected,
              `${api} reported authType ${JSON.stringify(authType) ?? 'none'}, authTypeDes ${JSON.stringify(authTypeDes) ?? 'none'}`,
            );
      }),
    kills: [
      { mutant: 'auth-type-0-in-login', in: 'login-checked-press-gives-token' },
      { mutant: 'auth-type-0-in-check', in: 'security-log-holds-no-secret' },
      { mutant: 'one-auth-type-description', in: 'cache-mobile-auth-on-wifi-alone-says-auth-type-1' },
      { mutant: 'auth-type-as-number', in: 'security-log-holds-no-secret' },
      { mutant: 'auth-type-missing-in-check', in: 'security-log-holds-no-secret' },
      { mutant: 'auth-type-des-missing-in-login', in: 'login-checked-press-gives-token' },
      { mutant: 'auth-type-des-missing-in-check', in: 'security-log-holds-no-secret' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-result-trace-id',
    clause: ['API-07'],
    level: 'MUST',
    subject: 'sdk',
    meaning:
      'an operator finds a call at the gateway by its traceId: every result has one, and it is the msgid of a request of the call; calls that share a request, or the scrip that it brought, may share its msgid, and others have a traceId each',
    judge: ({ calls, seen, check }) => {
      const isChanged = check.act.some((step) => step.do === 'radio');
      // A request that died on its way has a msgid that the gateway never saw.
      const arrived = seen.requests.filter(({ operation }) => operation !== null).length;
      const isOfGateway = (host: string): boolean => seen.facts.gatewayHosts.includes(host);
      const hasLostRequest =
        (seen.connections ?? []).filter(({ host }) => isOfGateway(host)).length > arrived ||
        (seen.lookups ?? []).some(({ name, answered }) => !answered && isOfGateway(name));
      const traceIds = new Map<string, string>();
      const allMsgids = seen.requests.flatMap(({ fields }) => fields['msgid'] ?? []);
      const ofOthers = (name: string): readonly unknown[] =>
        calls.filter((call) => call.name !== name).flatMap(({ results }) => results.map(({ json }) => json['traceId']));
      return eachResult(calls, ({ code, json }, { api, name, requests }) => {
        const { traceId } = json;
        if (!isText(traceId)) {
          return wrong('a traceId', `${api} reported ${String(code)} without one`);
        }
        const owner = traceIds.get(traceId) ?? name;
        traceIds.set(traceId, owner);
        if (owner !== name && !allMsgids.includes(traceId)) {
          return wrong('a traceId for each call', `${name} and ${owner} were given the same`);
        }
        const msgids = requests.flatMap(({ fields }) => fields['msgid'] ?? []);
        // The network may have gone before the last request could leave.
        const hasLost = hasLostRequest || (isChanged && code !== '103000');
        // Calls that run side by side may share a request, which is another call's then.
        const isShared = msgids.every((msgid) => ofOthers(name).includes(msgid));
        return isShared || hasLost || msgids.includes(traceId)
          ? null
          : wrong(`traceId ${msgids.join(' or ')}, as the gateway saw it`, `${api} reported ${traceId}`);
      });
    },
    kills: [
      { mutant: 'trace-id-missing-on-failure', in: 'mapping-truncated-answer' },
      { mutant: 'trace-id-missing-in-login', in: 'login-checked-press-gives-token' },
      { mutant: 'trace-id-missing-in-check', in: 'security-log-holds-no-secret' },
    ],
    since: '0.2.0',
  },
];
