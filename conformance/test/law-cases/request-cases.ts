import type { GatewayRequest, Observations } from '../../src/observations.ts';
import { called, connection, request } from '../observed.ts';
import { GOOD, type LawCase, LOGIN, login, tokenRequests } from './law-case.ts';

/** A number request that the gateway could open. */
function sealedWith(digest: string, id: number, inside = ''): GatewayRequest {
  const got = `keyid "k", key of 344 characters, data of 200 characters: all of it opens${inside}, with the session key of sha256 ${digest}`;
  const step = { step: 6, name: 'sealed data', outcome: 'passed', expected: '', got } as const;
  return request({ id, fields: { msgid: `m${id}` }, trace: [step] });
}

/** A token request whose scrip's life ended so long before. */
function expiredScrip(agoMs: number): GatewayRequest {
  const got = `an entry of the scrip, expired ${agoMs} ms ago`;
  const step = { step: 8, name: 'scrip', outcome: 'failed', expected: '', got } as const;
  return request({ id: 1, operation: 'get-token', resultCode: '103902', fields: { msgid: 't1' }, trace: [step] });
}

/** A number request that names an operator, of a call that knows the SIM's. */
function ofOperator(sent: string, operatorType: string | null): Observations {
  const seen = called(GOOD, { requests: [sealedWith('01234567', 1, `, operatortype ${sent}, networktype 3 inside`)] });
  const { first } = seen.calls;
  return { ...seen, calls: first === undefined ? {} : { first: { ...first, operatorType } } };
}

function ofNetwork(sent: string): Observations {
  return called(GOOD, { requests: [sealedWith('01234567', 1, `, operatortype 1, networktype ${sent} inside`)] });
}

export const REQUEST_CASES: readonly LawCase[] = [
  {
    law: 'law-request-scrip-within-its-life',
    upheld: called(GOOD, { requests: [expiredScrip(40)] }),
    broken: called(GOOD, { requests: [expiredScrip(900)] }),
    says: /whose life was over/,
  },
  {
    law: 'law-request-operator-of-the-sim',
    upheld: ofOperator('1', '1'),
    broken: ofOperator('0', '1'),
    says: /operatortype 0/,
  },
  {
    law: 'law-request-operator-of-the-sim',
    upheld: ofOperator('0', null),
    broken: ofOperator('2', '1'),
    says: /operatortype 2/,
  },
  {
    law: 'law-request-network-type-of-the-device',
    upheld: ofNetwork('3'),
    broken: ofNetwork('0'),
    says: /networktype 0 in a prefetch/,
  },
  {
    law: 'law-request-network-type-of-the-device',
    upheld: called(GOOD, { requests: [request({ operation: 'get-token', fields: { networktype: '1' } })] }),
    broken: called(GOOD, { requests: [request({ operation: 'get-token', fields: { networktype: '0' } })] }),
    says: /networktype 0 in a (get-)?token/,
  },
  {
    law: 'law-request-form',
    upheld: called(GOOD, { requests: [request({})] }),
    broken: called(GOOD, {
      requests: [request({ trace: [{ step: 6, name: 'signature', outcome: 'failed', detail: 'the key differs' }] })],
    }),
    says: /the key differs/,
  },
  {
    law: 'law-request-own-msgid',
    upheld: called(GOOD, { requests: [request({ resultCode: '103273' }), request({ id: 2 })] }),
    broken: called(GOOD, { requests: [request({}), request({ id: 2 })] }),
    says: /twice with msgid m1/,
  },
  {
    law: 'law-request-own-session-key',
    upheld: called(GOOD, { requests: [sealedWith('0a1b2c3d', 1), sealedWith('ffffffff', 2)] }),
    broken: called(GOOD, { requests: [sealedWith('0a1b2c3d', 1), sealedWith('0a1b2c3d', 2)] }),
    says: /one session key \(sha256 0a1b2c3d\)/,
  },
  {
    law: 'law-request-capability-of-its-call',
    upheld: login(LOGIN, { requests: [request({ operation: 'get-token', fields: { capability: 'login' } })] }),
    broken: login(LOGIN, { requests: [request({ operation: 'get-token', fields: { capability: 'check' } })] }),
    says: /loginAuth asked for a token of capability check/,
  },
  {
    law: 'law-request-none-after-callback',
    upheld: called(GOOD, { connections: [connection({ openedNanos: '1005000000' })] }),
    broken: called(GOOD, { connections: [connection({ openedNanos: '1500000000' })] }),
    says: /490 ms after the callback/,
  },
  {
    law: 'law-request-one-retry-at-most',
    upheld: called(GOOD, { requests: [1, 2].map((id) => request({ id, fields: { msgid: `m${id}` } })) }),
    broken: called(GOOD, { requests: [1, 2, 3].map((id) => request({ id, fields: { msgid: `m${id}` } })) }),
    says: /3 prefetch requests/,
  },
  {
    law: 'law-request-refused-scrip-not-sent-again',
    upheld: called(GOOD, { requests: tokenRequests('s1', 's2') }),
    broken: called(GOOD, { requests: tokenRequests('s1', 's1') }),
    says: /refused with 103902/,
  },
];
