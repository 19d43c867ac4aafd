import { readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect } from 'vitest';
import { deviceProofs as proofsOfChecks } from '../../../conformance/src/catalogue.ts';
import type { App, Subscriber } from '../../src/model/documents.ts';
import {
  codeList,
  explainCode,
  explainOtherCode,
  explanationText,
  nearestCodes,
  otherCodeText,
} from '../../src/model/explain-code.ts';
import { codesPage, ledger, provingTitle } from '../../src/model/ledger.ts';
import { RESULT_CODES } from '../../src/model/result-codes.ts';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { exchange, getScrip, getToken, PATHS, type Reply, send } from '../support/http-client.ts';
import { httpPost, rawExchange } from '../support/raw-socket.ts';
import { type Fields, loginBody, type PrefetchChanges, prefetchBody, READY_APP, tokenBody } from '../support/sdk.ts';

/** Each of the 50 codes by the proof that fixtures/result-codes.yaml says it can have, and by force. The ledger is made of the same table. */

let simulator: Simulator;
let scope: ScopeHandle;
const BEARER = '127.0.0.7';
const NUMBER = '15400000001';

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: BEARER, msisdn: NUMBER }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

beforeEach(() => scope.reset());

type Code = (typeof RESULT_CODES)[number]['code'];
type CodeOf<P extends string> = Extract<(typeof RESULT_CODES)[number], { proof: P }>['code'];

function app(change: Partial<App>): Promise<App> {
  return scope.putApp({ appid: READY_APP.appid, ...change });
}

function subscriber(change: Partial<Subscriber>): Promise<Subscriber> {
  return scope.putSubscriber({ msisdn: NUMBER, ...change });
}

function prefetch(changes: PrefetchChanges = {}, { from = BEARER, path = PATHS.prefetch } = {}): Promise<Reply> {
  return send(simulator, 'bearer', { path, body: prefetchBody(simulator, READY_APP, changes).body, from });
}

function token(scrip: string, changes: Fields = {}): Promise<Reply> {
  return send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip, READY_APP, changes) });
}

function login(body: unknown, from = '127.0.0.1'): Promise<Reply> {
  return send(simulator, 'exchange', { path: PATHS.login, body, from });
}

/** The state that produces each code, with no rule forcing it. */
const CAUSES: Readonly<Record<CodeOf<'gateway'>, () => Promise<Reply>>> = {
  '103000': async () => exchange(simulator, await getToken(simulator, BEARER)),
  '103101': () => prefetch({ key: READY_APP.appSecret }),
  '103102': () => prefetch({ inner: { apppackage: 'com.other' } }),
  '103111': () => prefetch({}, { from: '127.0.0.99' }),
  '103119': () => prefetch({ fields: { appid: '300000000009' } }),
  '103211': () => prefetch({ fields: { version: 1 } }),
  '103412': () => login(''),
  '103414': () => prefetch({ fields: { systemtime: '2026' } }),
  '103511': async () => login(loginBody(await getToken(simulator, BEARER)), '127.0.0.2'),
  '103811': () => login(loginBody('')),
  '103902': async () => {
    const { scrip = '' } = await getScrip(simulator, BEARER);
    await subscriber({ sim: 'sim-2' });
    return token(scrip);
  },
  '103911': async () => {
    const { scrip = '' } = await getScrip(simulator, BEARER);
    for (let count = 0; count < 30; count++) {
      expect((await token(scrip)).json['resultCode']).toBe('103000');
    }
    return token(scrip);
  },
  '104201': async () => {
    const old = await getToken(simulator, BEARER);
    await scope.advance(120_000);
    return exchange(simulator, old);
  },
  '105001': async () => {
    await subscriber({ operator: 'unicom', state: 'operatorFailure' });
    return prefetch({}, { path: `/cu${PATHS.prefetch}` });
  },
  '105002': async () => {
    await subscriber({ state: 'iot' });
    return prefetch();
  },
  '105003': async () => {
    await subscriber({ operator: 'telecom', state: 'operatorFailure' });
    return prefetch({}, { path: `/ct${PATHS.prefetch}` });
  },
  '105012': async () => {
    await subscriber({ operator: 'telecom' });
    await app({ operators: ['mobile', 'unicom'] });
    return prefetch();
  },
  '105013': async () => {
    await subscriber({ operator: 'unicom' });
    await app({ operators: ['mobile', 'telecom'] });
    return prefetch();
  },
  '105018': async () => exchange(simulator, await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' })),
  '105019': async () => {
    await app({ capabilities: ['check'] });
    return token((await getScrip(simulator, BEARER))['scrip'] ?? '');
  },
  '105021': async () => {
    await app({ dailyLimit: 1 });
    await prefetch();
    return prefetch();
  },
  '105302': async () => {
    await app({ admitted: false });
    return prefetch();
  },
  '105312': async () => {
    await app({ purchasedCalls: 1 });
    await exchange(simulator, await getToken(simulator, BEARER));
    return exchange(simulator, await getToken(simulator, BEARER));
  },
  '105313': () => prefetch({}, { path: '/unisdk/rs/nothing' }),
};

interface Wire {
  readonly bytes: string;
  readonly end: string;
}

/** The connection ends by itself, but for one that is held. */
function overBearer(path = PATHS.prefetch, patienceMs = 10_000): Promise<Wire> {
  return rawExchange({
    port: simulator.ports.bearer,
    chunks: [httpPost(path, prefetchBody(simulator).body, { connection: 'close' })],
    localAddress: BEARER,
    patienceMs,
  });
}

/** The condition that each code stands for, made on the wire and observed on a raw socket. */
const CONDITIONS: Readonly<Record<CodeOf<'wire'>, () => Promise<void>>> = {
  '102102': async () => {
    await scope.putFault({ plane: 'bearer', effect: { kind: 'cut', afterBytes: 200, end: 'reset' } });
    const { bytes, end } = await overBearer();
    expect([bytes.length, end]).toEqual([200, 'reset']);
  },
  '102223': async () => {
    await scope.putSession({ address: BEARER, msisdn: NUMBER, state: 'arrears' });
    expect((await overBearer()).bytes).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Type: text\/html/);
  },
  '102507': async () => {
    await scope.putFault({ plane: 'token', operation: 'get-token', effect: { kind: 'hold' } });
    const pending = token('x').catch(() => 'gone');
    await scope.waitForRequest({ operation: 'get-token' }, 1000);
    expect(await Promise.race([pending, new Promise((resolve) => setTimeout(resolve, 100, 'held'))])).toBe('held');
    expect(await scope.release()).toBe(1);
  },
  '200021': async () => {
    await scope.putFault({ plane: 'bearer', effect: { kind: 'body', fault: 'TRUNCATED' } });
    const { bytes } = await overBearer();
    expect(() => JSON.parse(bytes.slice(bytes.indexOf('\r\n\r\n')))).toThrow(SyntaxError);
  },
  '200023': async () => {
    await scope.putFault({ plane: 'bearer', effect: { kind: 'hold' } });
    expect(await overBearer(PATHS.prefetch, 300)).toMatchObject({ bytes: '', end: 'open' });
  },
  '200028': async () => {
    await scope.putFault({ plane: 'bearer', effect: { kind: 'status', status: 500 } });
    expect((await overBearer()).bytes).toMatch(/^HTTP\/1\.1 500 /);
  },
  '200038': async () => {
    await subscriber({ operator: 'unicom' });
    await scope.putFault({ plane: 'bearer', when: { nth: 2 }, effect: { kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' } });
    expect((await overBearer()).bytes).toContain('"resultCode":"103273"');
    expect(await overBearer(`/cu${PATHS.prefetch}`)).toMatchObject({ bytes: '', end: 'reset' });
  },
  '200039': async () => {
    await subscriber({ operator: 'unicom' });
    await scope.putFault({ plane: 'bearer', when: { nth: 2 }, effect: { kind: 'code', code: '900001' } });
    expect((await overBearer()).bytes).toContain('"resultCode":"103273"');
    expect((await overBearer(`/cu${PATHS.prefetch}`)).bytes).toContain('"resultCode":"900001"');
  },
  '200050': async () => {
    await scope.putFault({ plane: 'bearer', effect: { kind: 'socket', fault: 'EMPTY_RESPONSE' } });
    expect(await overBearer()).toMatchObject({ bytes: '', end: 'end' });
  },
  '200072': async () => {
    await scope.putFault({ plane: 'token', times: 1, effect: { kind: 'tls', fault: 'UNKNOWN_CA' } });
    await expect(token('x')).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  },
  '200082': async () => {
    await scope.putSettings({ switchedOff: ['prefetch'] });
    expect((await overBearer()).bytes).toMatch(/^HTTP\/1\.1 503 /);
  },
};

function rowsOf<P extends 'gateway' | 'wire' | 'device'>(proof: P) {
  return RESULT_CODES.filter((row) => row.proof === proof);
}

const proved = new Set<Code>();
const forced = new Set<Code>();

describe('by its cause at the gateway', () => {
  for (const { code, name } of rowsOf('gateway')) {
    test(provingTitle(code, name), async () => {
      const reply = await CAUSES[code as CodeOf<'gateway'>]();
      expect(reply.json['resultCode']).toBe(code);
      expect(await scope.faults()).toEqual([]);
      proved.add(code);
    });
  }
});

describe('by its condition on the wire', () => {
  for (const { code, name } of rowsOf('wire')) {
    test(provingTitle(code, name), async () => {
      await CONDITIONS[code as CodeOf<'wire'>]();
      proved.add(code);
    });
  }
});

describe('by force', () => {
  for (const { code, name } of RESULT_CODES) {
    test(`${provingTitle(code, name)} replaces the answer’s code`, async () => {
      await scope.putFault({ plane: 'bearer', effect: { kind: 'code', code } });
      await app({ admitted: false });
      expect((await prefetch()).json['resultCode']).toBe(code);
      forced.add(code);
    });
  }
});

const deviceProofs = proofsOfChecks();

test('24 causes, 11 conditions and 50 forced codes are produced, and no open device code is shown as proved', () => {
  const count = (proof: 'gateway' | 'wire'): number => rowsOf(proof).filter(({ code }) => proved.has(code)).length;
  expect([count('gateway'), count('wire'), forced.size]).toEqual([24, 11, 50]);
  const checks = new Set(deviceProofs.map(({ check }) => check));
  for (const row of ledger(deviceProofs)) {
    expect(row.provedBy === null ? row.proof === 'device' : row.proof !== 'device' || checks.has(row.provedBy), row.code).toBe(
      true,
    );
  }
  expect(ledger([]).filter(({ provedBy }) => provedBy === null)).toHaveLength(15);
});

test.each([
  { language: 'en', file: '../../../docs/codes.md' },
  { language: 'zh', file: '../../../docs/zh/codes.md' },
] as const)('$file is printed from the table', ({ language, file }) => {
  const place = new URL(file, import.meta.url);
  const page = codesPage(ledger(deviceProofs), language);
  if (process.env['UPDATE_DOCS'] === '1') {
    writeFileSync(place, page);
  }
  expect(readFileSync(place, 'utf8'), 'old: UPDATE_DOCS=1 npx vitest run simulator/test/codes').toBe(page);
  const codes = [...page.matchAll(/^\| (\d{6}) \|/gm)].map(([, code]) => code);
  expect(codes).toEqual(RESULT_CODES.map(({ code }) => code));
});

test('a code explains itself', () => {
  const explanation = explainCode('103911');
  expect(explanation === undefined ? '' : explanationText(explanation, 'en')).toMatch(
    /^103911 TOO_MANY_TOKENS\n.*unused tokens.*\n.*\n\n {2}raised by {6}the gateway, token request\n {2}cause .*31st/,
  );
  expect(explanation === undefined ? '' : explanationText(explanation, 'zh')).toMatch(
    /^103911 TOO_MANY_TOKENS\n.*令牌过多。\n\n {2}由谁给出 /,
  );
  expect(explainCode('103912')).toBeUndefined();
  expect(nearestCodes('103912').map(({ code }) => code)).toEqual(['103412', '103902', '103911']);
  expect(nearestCodes('10500').map(({ code }) => code)).toEqual(['105001', '105002', '105003']);
});

test.each([
  ['606', /^606 TOKEN_CHECK_FAILED\n[\s\S]*raised by {6}tokenValidate[\s\S]*fault add --code 606/],
  ['103420', /^103420 CHECK_CAPABILITY_MISSING\n[\s\S]*raised by {6}tokenValidate/],
  ['103133', /^103133 OTHER_APP\n[\s\S]*raised by {6}the gateway[\s\S]*fault add --code 103133/],
  ['103273', /^103273 OTHER_OPERATOR\n[\s\S]*fault add --code 103273/],
])('a code beside the guide’s 50 is explained with where it belongs: %s', (code, expected) => {
  const other = explainOtherCode(code);
  expect(explainCode(code)).toBeUndefined();
  expect(other === undefined ? '' : otherCodeText(other, 'en')).toMatch(expected);
  const chinese = other === undefined ? '' : otherCodeText(other, 'zh');
  expect(chinese.split('\n')[1]).toMatch(/\p{Script=Han}/u);
  expect(chinese).toMatch(/ {2}由谁给出 [\s\S]* {2}如何触发 /);
  expect(chinese).not.toMatch(/raised by|to provoke/);
});

test('what is no number is near no code, and all codes can be listed', () => {
  expect(nearestCodes('abc')).toEqual([]);
  expect(nearestCodes('607').map(({ code }) => code)).toContain('606');
  const listed = codeList('en').match(/^ {2}[0-9]+(?= )/gm);
  expect(listed).toHaveLength(50 + 12 + 2);
  for (const line of codeList('zh')
    .split('\n')
    .filter((text) => /^ {2}[0-9]/.test(text))) {
    expect(line).toMatch(/\p{Script=Han}/u);
  }
});
