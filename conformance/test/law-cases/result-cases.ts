import type { Observations } from '../../src/observations.ts';
import { CALL, called, lookup, request } from '../observed.ts';
import { event, GOOD, type LawCase, LOGIN, login } from './law-case.ts';

/** Two calls, the second of them at once after the first, whose results have this traceId. */
function calledTwice(traceId: string, more: Partial<Observations>): Observations {
  const json = { ...GOOD, traceId };
  const seen = called(json, more);
  const next = { ...CALL, api: 'getPhoneInfo', callId: 'c2', startedNanos: '1030000000', value: null, threw: null };
  const later = event({ seq: 3, callId: 'c2', atNanos: '1040000000', payload: { requestCode: 7, json } });
  return { ...seen, calls: { ...seen.calls, second: next }, events: [...seen.events, later] };
}

export const RESULT_CASES: readonly LawCase[] = [
  {
    law: 'law-result-code-of-section-5',
    upheld: called(GOOD),
    broken: called({ ...GOOD, resultCode: '999999' }),
    says: /"999999"/,
  },
  {
    law: 'law-result-code-of-section-5',
    upheld: called(GOOD),
    broken: called({ ...GOOD, resultCode: 103000 }),
    says: /reported 103000/,
  },
  {
    law: 'law-result-text-is-readable',
    upheld: called({ ...GOOD, resultCode: '103119', desc: '应用未注册 (appid)' }),
    broken: called({ ...GOOD, resultCode: '103119', desc: Buffer.from('应用未注册').toString('latin1') }),
    says: /desc has UTF-8 that was read as ISO-8859-1/,
  },
  {
    law: 'law-result-text-is-readable',
    upheld: called(GOOD),
    broken: called({ ...GOOD, resultCode: '103119', desc: 'app \ufffd\ufffd' }),
    says: /could not be read/,
  },
  {
    law: 'law-result-token-only-in-success',
    upheld: login(LOGIN),
    broken: login({ ...LOGIN, token: '' }),
    says: /without a token/,
  },
  {
    law: 'law-result-token-only-in-success',
    upheld: called(GOOD),
    broken: called({ ...GOOD, token: 'T' }),
    says: /with a token/,
  },
  {
    law: 'law-result-has-description',
    upheld: called({ ...GOOD, desc: undefined, resultString: 'true' }),
    broken: called({ ...GOOD, desc: 'from cache' }),
    says: /said from cache/,
  },
  {
    law: 'law-result-has-description',
    upheld: called({ ...GOOD, desc: undefined, resultString: 'true' }),
    broken: called({ ...GOOD, desc: '' }),
    says: /without one/,
  },
  {
    law: 'law-result-has-description',
    upheld: login({ resultCode: '200020', resultDesc: 'left', traceId: 't' }),
    broken: login({ resultCode: '200020', traceId: 't' }),
    says: /loginAuth reported 200020/,
  },
  {
    law: 'law-result-has-description',
    upheld: called({ resultCode: '200050', desc: 'EOF', traceId: 't' }),
    broken: called({ resultCode: '200050', desc: 'true', traceId: 't' }),
    says: /said "true", as of a success/,
  },
  {
    law: 'law-result-auth-type-fits-bearers',
    upheld: login(LOGIN),
    broken: login({ ...LOGIN, authType: '0' }),
    says: /authType "0"/,
  },
  {
    law: 'law-result-auth-type-fits-bearers',
    upheld: login(LOGIN, {}, { bearers: { wifi: false, cellular: true } }),
    broken: login(LOGIN, {}, { bearers: { wifi: true, cellular: false } }),
    says: /authType "2"/,
  },
  {
    law: 'law-result-trace-id',
    upheld: called(GOOD, { requests: [request({})] }),
    broken: called({ ...GOOD, traceId: undefined }),
    says: /without one/,
  },
  {
    law: 'law-result-trace-id',
    upheld: called(GOOD),
    broken: called({ ...GOOD, traceId: 'other' }, { requests: [request({})] }),
    says: /reported other/,
  },
  {
    law: 'law-result-trace-id',
    upheld: called({ ...GOOD, traceId: 'lost' }, { requests: [request({})], lookups: [lookup({ name: 'cm.gateway.test' })] }),
    broken: called({ ...GOOD, traceId: 'other' }, { requests: [request({})], lookups: [lookup({ name: 'stats.example' })] }),
    says: /reported other/,
  },
  {
    law: 'law-result-trace-id',
    upheld: calledTwice('m1', { requests: [request({ fields: { msgid: 'm1' } })] }),
    broken: calledTwice('m1', {}),
    says: /were given the same/,
  },
  {
    law: 'law-result-token-of-own-request',
    upheld: login(LOGIN, { requests: [request({ operation: 'get-token', resultCode: '103000' })] }),
    broken: login(LOGIN, {
      events: [event({ payload: { requestCode: 7, json: LOGIN } }), event({ seq: 2, payload: { requestCode: 7, json: LOGIN } })],
      requests: [request({ operation: 'get-token', resultCode: '103000' })],
    }),
    says: /2 results with a token/,
  },
];
