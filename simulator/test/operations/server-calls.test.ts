import { constants, privateDecrypt } from 'node:crypto';
import { beforeEach, describe, expect } from 'vitest';
import type { App } from '../../src/model/documents.ts';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { getToken, PATHS, type Reply, send } from '../support/http-client.ts';
import { developerKey, developerSpki, rsaCheckBody, signRsa } from '../support/rsa.ts';
import { checkBody, type Fields, loginBody, md5Upper, newMsgid, READY_APP } from '../support/sdk.ts';

let simulator: Simulator;
let scope: ScopeHandle;
const BEARER = '127.0.0.7';
const PHONE = '15400000001';

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: BEARER, msisdn: PHONE }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

beforeEach(() => scope.reset());

async function withApp<T>(change: Partial<App>, act: () => Promise<T>): Promise<T> {
  await scope.putApp({ appid: READY_APP.appid, ...change });
  try {
    return await act();
  } finally {
    await scope.putApp({ appid: READY_APP.appid });
  }
}

async function login(changes: (token: string) => Fields, headers: Record<string, string> = {}): Promise<Reply> {
  const token = await getToken(simulator, BEARER);
  return send(simulator, 'exchange', { path: PATHS.login, body: loginBody(token, READY_APP, changes(token)), headers });
}

describe('loginTokenValidate by RSA', () => {
  const rsa = (encode: (signature: Buffer) => string) => (token: string) => ({
    encryptionalgorithm: 'RSA',
    sign: encode(signRsa('RSA-SHA256', READY_APP.appid + token)),
  });
  const byRsa = (act: () => Promise<Reply>) => withApp({ keyMethod: 'RSA', verifyKeyPem: developerSpki }, act);

  test.each([
    { title: 'lower-case hex', encode: (signature: Buffer) => signature.toString('hex') },
    { title: 'upper-case hex', encode: (signature: Buffer) => signature.toString('hex').toUpperCase() },
  ])('a signature in $title is answered with the sealed number', async ({ encode }) => {
    const { json } = await byRsa(() => login(rsa(encode)));
    expect(json).toMatchObject({ resultCode: '103000', msisdn: expect.stringMatching(/^[0-9A-F]{256}$/) });
    const block = privateDecrypt(
      { key: developerKey, padding: constants.RSA_NO_PADDING },
      Buffer.from(json['msisdn'] ?? '', 'hex'),
    );
    expect(block.subarray(block.indexOf(0, 2) + 1).toString()).toBe(PHONE);
  });

  test.each([
    {
      title: 'a signature over another token',
      changes: () => ({ encryptionalgorithm: 'RSA', sign: signRsa('RSA-SHA256', `${READY_APP.appid}x`).toString('hex') }),
    },
    {
      title: 'SHA1withRSA',
      changes: (token: string) => ({
        encryptionalgorithm: 'RSA',
        sign: signRsa('RSA-SHA1', READY_APP.appid + token).toString('hex'),
      }),
    },
    { title: 'no hex at all', changes: () => ({ encryptionalgorithm: 'RSA', sign: 'zz' }) },
    { title: 'MD5 where RSA is the setting', changes: () => ({}) },
  ])('103101 for $title', async ({ changes }) => {
    expect((await byRsa(() => login(changes))).json['resultCode']).toBe('103101');
  });

  test('103101 for RSA where MD5 is the setting, 103412 without keys', async () => {
    const md5 = await withApp({ verifyKeyPem: developerSpki }, () => login(rsa((signature) => signature.toString('hex'))));
    const without = await withApp({ keyMethod: 'RSA' }, () => login(rsa((signature) => signature.toString('hex'))));
    expect([md5.json['resultCode'], without.json['resultCode']]).toEqual(['103101', '103412']);
  });
});

interface CheckReply {
  readonly code: string | undefined;
  readonly header: Record<string, string>;
  readonly body: Record<string, string>;
}

async function check(
  changes: Fields = {},
  { phone = PHONE, capability = 'check', from = '127.0.0.1' } = {},
): Promise<CheckReply> {
  const token = await getToken(simulator, BEARER, { ...READY_APP, capability });
  return post(checkBody(token, { phone, changes }), from);
}

async function post(body: unknown, from = '127.0.0.1'): Promise<CheckReply> {
  const { text } = await send(simulator, 'exchange', {
    path: PATHS.check,
    body,
    from,
    headers: { 'content-type': 'text/plain' },
  });
  const answer = JSON.parse(text);
  return { code: answer.header.resultCode, header: answer.header, body: answer.body };
}

describe('tokenValidate', () => {
  test('000 for the phone’s own number, with everything echoed', async () => {
    const { code, header, body } = await check({ msgId: 'm-1' });
    expect([code, header]).toEqual([
      '000',
      { msgId: 'm-1', timestamp: '20261123120000000', appId: READY_APP.appid, resultCode: '000' },
    ]);
    expect(body).toEqual({
      resultDesc: expect.any(String),
      message: '',
      accessToken: '',
      expandParams: '',
      taskId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test.each<{ code: string; title: string; act: () => Promise<CheckReply> }>([
    { code: '001', title: 'another number', act: () => check({}, { phone: '15400000002' }) },
    { code: '303', title: 'a body that is not JSON', act: () => post('x') },
    { code: '303', title: 'no body', act: () => post({ header: {} }) },
    { code: '303', title: 'a header that is an array', act: () => post({ header: [], body: {} }) },
    { code: '102', title: 'no token', act: () => check({ token: undefined }) },
    { code: '102', title: 'version 2.0', act: () => check({ version: '2.0' }) },
    { code: '102', title: 'requesterType 2', act: () => check({ requesterType: '2' }) },
    { code: '102', title: 'a message that is no string', act: () => check({ message: 1 }) },
    { code: '102', title: 'an unknown app', act: () => check({ appId: '300000000009' }) },
    { code: '302', title: 'a wrong signature', act: () => check({ sign: 'A'.repeat(64) }) },
    { code: '302', title: 'keyType 1 by an app without keys', act: () => check({ keyType: '1' }) },
    { code: '124', title: 'an address off the whitelist', act: () => check({}, { from: '127.0.0.2' }) },
    { code: '606', title: 'a login token', act: () => check({}, { capability: 'login' }) },
    { code: '606', title: 'a token never issued', act: () => post(checkBody('STsidNothing', { phone: PHONE })) },
    { code: '004', title: 'a phoneNum of 63 digits', act: () => check({ phoneNum: 'A'.repeat(63) }) },
    { code: '000', title: 'keyType 7, which counts as 0', act: () => check({ keyType: '7' }) },
    {
      code: '000',
      title: 'no optional field',
      act: () => check({ openType: undefined, message: undefined, expandParams: undefined, keyType: undefined }),
    },
    {
      code: '103420',
      title: 'an app without the capability',
      act: async () => {
        const token = await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' });
        return withApp({ capabilities: ['login'] }, () => post(checkBody(token, { phone: PHONE })));
      },
    },
    {
      code: '000',
      title: 'a quota that is used up: served and billed',
      act: () => withApp({ purchasedCalls: 0 }, () => check()),
    },
    { code: '124', title: 'nothing else than enforceWhitelist', act: () => withApp({ whitelist: '' }, () => check()) },
    {
      code: '000',
      title: 'no whitelist where it is not enforced',
      act: () => withApp({ enforceWhitelist: false, whitelist: '' }, () => check()),
    },
  ])('$code for $title', async ({ code, act }) => {
    expect((await act()).code).toBe(code);
  });

  // "openType is not looked at" (wire.md §5): not its text, nor whether requesterType allows it; that it is a string, like every field that is there, is.
  test.each<{ code: string; title: string; changes: Fields }>([
    { code: '000', title: 'any text', changes: { openType: '取号' } },
    { code: '000', title: 'the empty string', changes: { openType: '' } },
    { code: '000', title: 'a text beside requesterType 1', changes: { requesterType: '1' } },
    { code: '102', title: 'a number', changes: { openType: 1 } },
    { code: '102', title: 'null', changes: { openType: null } },
    { code: '102', title: 'half a surrogate pair', changes: { openType: '\ud800' } },
  ])('$code for an openType that is $title', async ({ code, changes }) => {
    expect((await check(changes)).code).toBe(code);
  });

  test.each(['version', 'msgId', 'timestamp', 'appId'])('102, without an echo of it, for %s in the body only', async (name) => {
    const { header, body } = checkBody(await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' }), {
      phone: PHONE,
    });
    const { [name]: moved, ...rest } = header;
    const reply = await post({ header: rest, body: { ...body, [name]: moved } });
    expect([reply.code, reply.header[name] ?? '']).toEqual(['102', '']);
  });

  test.each(['requesterType', 'phoneNum', 'token', 'sign'])('102 for %s in the header only', async (name) => {
    const { header, body } = checkBody(await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' }), {
      phone: PHONE,
    });
    const { [name]: moved, ...rest } = body;
    expect((await post({ header: { ...header, [name]: moved }, body: rest })).code).toBe('102');
  });

  test.each<{ title: string; header: Fields; body: Fields }>([
    { title: 'token and sign in the header', header: { token: 'x', sign: 'x' }, body: {} },
    { title: 'keyType in the header', header: { keyType: '1' }, body: {} },
    { title: 'appId and version in the body', header: {}, body: { appId: 'x', version: 3 } },
    { title: 'an unknown name in both', header: { colour: 'red' }, body: { colour: 'blue' } },
  ])('$title are ignored beside the right ones', async ({ header, body }) => {
    const right = checkBody(await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' }), { phone: PHONE });
    expect((await post({ header: { ...right.header, ...header }, body: { ...right.body, ...body } })).code).toBe('000');
  });

  test('a prototype gives no field', async () => {
    const { header, body } = checkBody(await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' }), {
      phone: PHONE,
    });
    const { version, ...rest } = header;
    const text = JSON.stringify({ header: { ...rest, proto: { version } }, body: { ...body, version: 'x' } });
    const { text: answer } = await send(simulator, 'exchange', {
      path: PATHS.check,
      body: text.replace('"proto"', '"__proto__"'),
    });
    expect(JSON.parse(answer).header.resultCode).toBe('102');
  });

  test.each<{ title: string; message: unknown; echo: Fields }>([
    {
      title: 'a body that is a number',
      message: { header: { msgId: 'a', appId: 'b' }, body: 3 },
      echo: { msgId: 'a', timestamp: '', appId: 'b' },
    },
    {
      title: 'no body',
      message: { header: { msgId: 'a', timestamp: 't', appId: 3 } },
      echo: { msgId: 'a', timestamp: 't', appId: '' },
    },
    {
      title: 'a header that is an array',
      message: { header: ['a'], body: { msgId: 'a' } },
      echo: { msgId: '', timestamp: '', appId: '' },
    },
    {
      title: 'half a surrogate pair in each',
      message: { header: { msgId: 'a\ud800', timestamp: '\udfff', appId: '\udc00b' }, body: 3 },
      echo: { msgId: '', timestamp: '', appId: '' },
    },
  ])('303 for $title, with what could be read echoed', async ({ message, echo }) => {
    expect((await post(message)).header).toEqual({ ...echo, resultCode: '303' });
  });

  test('102 for half a surrogate pair in msgId, which is echoed as nothing', async () => {
    expect((await check({ msgId: 'a\ud800' })).header).toMatchObject({ msgId: '', appId: READY_APP.appid, resultCode: '102' });
  });

  test('000 and 001 consume the token, refusals do not', async () => {
    const token = await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' });
    const codes = [];
    for (const body of [
      checkBody(token, { phone: PHONE, changes: { sign: 'A'.repeat(64) } }),
      checkBody(token, { phone: '15400000002' }),
      checkBody(token, { phone: PHONE }),
    ]) {
      codes.push((await post(body)).code);
    }
    expect(codes).toEqual(['302', '001', '606']);
  });

  test('002 where the operator fails, and the token stays good', async () => {
    const token = await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' });
    await scope.putSubscriber({ msisdn: PHONE, state: 'operatorFailure' });
    expect((await post(checkBody(token, { phone: PHONE }))).code).toBe('002');
    await scope.putSubscriber({ msisdn: PHONE });
    expect((await post(checkBody(token, { phone: PHONE }))).code).toBe('000');
  });

  test('keyType 1 opens the sealed number and distinguishes own from foreign', async () => {
    const codes = await withApp({ verifyKeyPem: developerSpki }, async () => {
      const next = () => getToken(simulator, BEARER, { ...READY_APP, capability: 'check' });
      return [
        (await post(rsaCheckBody(simulator, await next(), { phone: PHONE }))).code,
        (await post(rsaCheckBody(simulator, await next(), { phone: '15400000002' }))).code,
        (await post(rsaCheckBody(simulator, await next(), { phone: PHONE, plain: `${PHONE}x` }))).code,
      ];
    });
    expect(codes).toEqual(['000', '001', '004']);
  });

  test.each(['003', '999'])('%s comes by force, and consumes nothing', async (code) => {
    const token = await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' });
    await scope.putFault({ plane: 'exchange', operation: 'token-validate', times: 1, effect: { kind: 'code', code } });
    expect([
      (await post(checkBody(token, { phone: PHONE }))).code,
      (await post(checkBody(token, { phone: PHONE }))).code,
    ]).toEqual([code, '000']);
  });
});

describe('strictness', () => {
  /** Each deviation that back ends in the field get away with: refused under guide with a hint in the trace, passed under field. */
  const DEVIATIONS: { title: string; refused: string; passed: string; act: () => Promise<string | undefined> }[] = [
    {
      title: 'an MD5 sign in lower case',
      refused: '103101',
      passed: '103000',
      act: async () => code(await login((token) => signedLogin(token, (text) => md5Upper(text).toLowerCase()))),
    },
    {
      title: 'JSON labelled as a form',
      refused: '103211',
      passed: '103000',
      act: async () => code(await login(() => ({}), { 'content-type': 'application/x-www-form-urlencoded' })),
    },
    {
      title: 'JSON without a content type',
      refused: '103211',
      passed: '103000',
      act: async () => code(await login(() => ({}), { 'content-type': '' })),
    },
    {
      title: 'a systemtime that is no date',
      refused: '103414',
      passed: '103000',
      act: async () => code(await login((token) => timedLogin(token, '20261399999999999'))),
    },
    {
      title: 'a timestamp that is no date',
      refused: '102',
      passed: '000',
      act: async () => (await check({ timestamp: '20261399999999999' })).code,
    },
    { title: 'keyType as a number', refused: '102', passed: '000', act: async () => (await check({ keyType: 0 })).code },
    {
      title: 'a base64 RSA sign',
      refused: '103101',
      passed: '103000',
      act: async () => {
        const change = { keyMethod: 'RSA', verifyKeyPem: developerSpki } as const;
        const act = (token: string) => ({
          encryptionalgorithm: 'RSA',
          sign: signRsa('RSA-SHA256', READY_APP.appid + token).toString('base64'),
        });
        return code(await withField(change, () => login(act)));
      },
    },
    {
      title: 'base64 in keyType 1',
      refused: '302',
      passed: '000',
      act: async () => {
        const token = await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' });
        return withField(
          { verifyKeyPem: developerSpki },
          async () => (await post(rsaCheckBody(simulator, token, { phone: PHONE, encoding: 'base64' }))).code,
        );
      },
    },
  ];
  const REFUSED_IN_BOTH: { title: string; code: string; act: () => Promise<string | undefined> }[] = [
    {
      title: 'an MD5 sign in mixed case',
      code: '103101',
      act: async () =>
        code(
          await login((token) => signedLogin(token, (text) => md5Upper(text).replace(/[A-F]/, (letter) => letter.toLowerCase()))),
        ),
    },
    {
      title: 'a content type of text/plain',
      code: '103211',
      act: async () => code(await login(() => ({}), { 'content-type': 'text/plain' })),
    },
    { title: 'a lower-case keyType 0 sign', code: '302', act: async () => (await check({ sign: 'a'.repeat(64) })).code },
    { title: 'a lower-case phoneNum', code: '004', act: async () => (await check({ phoneNum: 'a'.repeat(64) })).code },
    { title: 'keyType as the number 2', code: '102', act: async () => (await check({ keyType: 2 })).code },
    {
      title: 'a systemtime of 16 digits',
      code: '103414',
      act: async () => code(await login(() => ({ systemtime: '2026112312000000' }))),
    },
  ];
  let current: 'guide' | 'field' = 'guide';
  const code = (reply: Reply): string | undefined => reply.json['resultCode'];
  const withField = <T>(change: Partial<App>, act: () => Promise<T>): Promise<T> =>
    withApp({ strictness: current, ...change }, act);

  function signedLogin(token: string, signing: (text: string) => string): Fields {
    const msgid = newMsgid();
    return { msgid, sign: signing(`${READY_APP.appid}2.0${msgid}202611231200000000${token}${READY_APP.appSecret}`) };
  }

  function timedLogin(token: string, systemtime: string): Fields {
    const msgid = newMsgid();
    return { msgid, systemtime, sign: md5Upper(`${READY_APP.appid}2.0${msgid}${systemtime}0${token}${READY_APP.appSecret}`) };
  }

  test.each(DEVIATIONS)('$title is refused under guide, with what it was in the trace', async ({ refused, act }) => {
    current = 'guide';
    expect(await withField({}, act)).toBe(refused);
    const entry = (await scope.journal({ plane: 'exchange' })).at(-1);
    expect(entry?.trace.find((step) => step.outcome === 'failed')?.detail).toContain('strictness "field" would have let it pass');
  });

  test.each(DEVIATIONS)('$title passes under field', async ({ passed, act }) => {
    current = 'field';
    expect(await withField({}, act)).toBe(passed);
  });

  test.each(REFUSED_IN_BOTH)('$title is refused in both', async (row) => {
    for (current of ['guide', 'field'] as const) {
      expect(await withField({}, row.act)).toBe(row.code);
    }
  });
});
