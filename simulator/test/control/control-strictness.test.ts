import { generateKeyPairSync } from 'node:crypto';
import { get } from 'node:http';
import { describe, expect } from 'vitest';
import { SERVED_ROUTES } from '../../src/control/openapi.ts';
import { type Simulator, startSimulator } from '../../src/simulator.ts';
import { test } from '../support/control-test.ts';
import { PATHS, send } from '../support/http-client.ts';
import { loginBody, READY_APP } from '../support/sdk.ts';

test.beforeEach(({ simulator }) => simulator.defaultScope.reset());

describe('what a route does not know is refused', () => {
  test.for(SERVED_ROUTES.map(({ method, path }) => ({ method, path: `/v1${path.replace(/\{\w+\}/g, 'x')}` })))(
    'an unknown key in the query of $method $path',
    async ({ method, path }, { control }) => {
      const { status, body } = await control()[method](`${path}?zz=1`);
      expect([status, body.code]).toEqual([422, 'invalid']);
      expect(body.errors).toContainEqual({ pointer: '/zz', message: expect.stringContaining('"zz"') });
    },
  );

  test.for(SERVED_ROUTES.filter(({ body }) => body === undefined).map(({ method, path }) => ({ method, path })))(
    'a body where $method $path takes none',
    async ({ method, path, ...row }, { control }) => {
      // What is open is served before a body is read.
      if (SERVED_ROUTES.some((route) => route.method === method && route.path === path && route.isOpen)) {
        return;
      }
      expect(row).toEqual({});
      const { status, body } = await control()
        [method](`/v1${path.replace(/\{\w+\}/g, 'x')}`)
        .send({ zz: 1 });
      expect([status, body.errors]).toEqual([422, [{ pointer: '/zz', message: expect.stringContaining('"zz"') }]]);
    },
  );

  test('a scope that is named twice, or with a capital letter', async ({ simulator, control }) => {
    await simulator.createScope({ id: 'twice' });
    const twice = await control().get('/v1/apps?scope=default&scope=twice');
    expect([twice.status, twice.body.errors]).toEqual([422, [{ pointer: '/scope', message: 'is no name of one scope' }]]);
    expect((await control().get('/v1/apps?Scope=twice')).status).toBe(422);
    expect((await control().get('/v1/platform-key?scope=twice')).status).toBe(422);
    expect((await control().get('/v1/apps?scope=twice')).body).toEqual([]);
  });
});

describe('PUT of a document', () => {
  test.for([
    { path: '/v1/apps/300000000005', key: 'appid', other: '300000000006' },
    { path: '/v1/subscribers/15400000005', key: 'msisdn', other: '15400000006', told: '154****0006' },
    { path: '/v1/sessions/127.0.0.5', key: 'address', other: '127.0.0.6', more: { msisdn: '15400000001' } },
  ])(
    'with another $key than the path’s is refused, with the same it is taken',
    async ({ path, key, other, told = other, more = {} }, { control }) => {
      const wrong = await control()
        .put(path)
        .send({ ...more, [key]: other });
      expect([wrong.status, wrong.body.errors]).toEqual([
        422,
        [{ pointer: `/${key}`, message: expect.stringContaining(`is ${told}, and the path says`) }],
      ]);
      expect((await control().get(path)).status).toBe(404);
      await control().put(path).send(more);
      const { body } = await control().get(path);
      expect((await control().put(path).send(body)).body).toEqual(body);
    },
  );

  test('an address is the same in each of its spellings', async ({ control }) => {
    const body = { address: '127.0.0.5', msisdn: '15400000001' };
    expect((await control().put('/v1/sessions/::ffff:127.0.0.5').send(body)).body).toMatchObject(body);
  });

  test.for([
    { title: 'null', body: 'null' },
    { title: 'nothing', body: undefined },
  ])('with $title for a body is refused, and leaves the document as it was', async ({ body }, { control }) => {
    const path = '/v1/subscribers/15400000001';
    await control().put(path).send({ state: 'iot' });
    const asked = control().put(path).set('content-type', 'application/json');
    expect((await (body === undefined ? asked : asked.send(body))).status).toBe(422);
    expect((await control().get(path)).body.state).toBe('iot');
  });
});

describe('who may ask', () => {
  const ask = (simulator: Simulator, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      get(
        `${simulator.urls.control}/v1/apps`,
        { headers: { authorization: `Bearer ${simulator.controlToken}`, ...headers } },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      ).on('error', reject);
    });

  test.for([
    { host: 'evil.test', status: 403 },
    { host: 'evil.test', origin: 'http://evil.test', status: 403 },
    { host: '127.evil.test', status: 403 },
    { host: '10.9.8.7', status: 403 },
    { host: 'localhost', origin: 'http://evil.test', status: 403 },
    { host: 'localhost', origin: 'https://localhost', status: 403 },
    { host: 'localhost', origin: 'http://localhost', status: 200 },
    { host: 'LOCALHOST:9', status: 200 },
    { host: '[::1]:9', origin: 'http://[::1]:9', status: 200 },
    { host: '127.0.0.2', status: 200 },
  ])('host $host and origin $origin are answered with $status', async ({ status, ...headers }, { simulator }) => {
    expect(await ask(simulator, headers)).toBe(status);
  });

  test.for(['bearer', 'BEARER', 'Bearer  '])('the scheme may be written %s', async (scheme, { simulator }) => {
    expect(await ask(simulator, { authorization: `${scheme} ${simulator.controlToken}` })).toBe(200);
    expect(await ask(simulator, { authorization: `${scheme} ${'0'.repeat(32)}` })).toBe(401);
  });
});

test('a body of 5 MB is too large, and the problem has a page', async ({ control }) => {
  const body = JSON.stringify({ packageName: 'x'.repeat(5_000_000) });
  const reply = await control().put('/v1/apps/300000000005').set('content-type', 'application/json').send(body);
  expect([reply.status, reply.body.code, reply.body.type]).toEqual([413, 'too-large', '/docs/problems#too-large']);
});

describe('a clock stays where a systemtime has 17 digits', () => {
  const LAST = 253_402_271_999_999;

  test.for([{ now: 9e15 }, { now: -1 }, { now: LAST + 1 }, { rate: 100_001 }])(
    'PUT /v1/clock %o is refused',
    async (clock, { simulator, control }) => {
      expect((await control().put('/v1/clock').send(clock)).status).toBe(422);
      await expect(simulator.createScope({ clock })).rejects.toThrow(/\/clock\/(now|rate)/);
      await expect(startSimulator({ clock })).rejects.toThrow(/the start option is not valid: \/clock\/(now|rate)/);
    },
  );

  test('the last moment is shown, and not gone past: by hand, by passing or by skew', async ({ simulator, control }) => {
    await control().put('/v1/clock').send({ now: LAST, rate: 100_000 });
    const reply = await control().post('/v1/clock/advance').send({ ms: 1 });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, '/ms']);
    expect((await control().get('/v1/clock')).body.now).toBe(LAST);
    await control()
      .put('/v1/settings')
      .send({ skewMs: { exchange: 60_000 } });
    const answer = await fetch(`${simulator.urls.exchange}/unisdk/rsapi/loginTokenValidate`, { method: 'POST', body: '{}' });
    expect(((await answer.json()) as { systemtime: string }).systemtime).toBe('99991231235959999');
    expect(await simulator.defaultScope.mintToken({ appid: '300000000001', msisdn: '15400000001' })).toMatch(
      /^STsid[0-9]{20}[0-9a-zA-Z]{32}$/,
    );
  });
});

test('a key __proto__ is refused: an object would lose it, and a rule with it match everything', async ({
  simulator,
  control,
}) => {
  const rule = '{"plane":"exchange","match":{"__proto__":"x"},"effect":{"kind":"hold"}}';
  const reply = await control().post('/v1/faults').set('content-type', 'application/json').send(rule);
  expect([reply.status, reply.body.code]).toEqual([422, 'invalid']);
  expect(await simulator.defaultScope.faults()).toEqual([]);
});

test('the only flow and the first one cannot be asked for together', async ({ control }) => {
  expect((await control().get('/v1/flows?expect=one&waitMs=10')).status).toBe(422);
});

test.for([-1, 3e9, Number.POSITIVE_INFINITY, Number.NaN])(
  'a wait of %d ms is refused on both sides',
  async (ms, { simulator, control }) => {
    await expect(simulator.defaultScope.waitForRequest({}, ms)).rejects.toMatchObject({ code: 'invalid' });
    expect((await control().get(`/v1/journal?waitMs=${ms}`)).status).toBe(422);
  },
);

test('a refusal shows no whole number and no key that the caller sent', async ({ control }) => {
  const reply = await control().get('/v1/subscribers/15500000678');
  expect(reply.body.detail).toBe('scope default has no subscriber 155****0678; it was never put here, or is gone already');
  const key = '0123456789ABCDEF'.repeat(2);
  const { body } = await control()
    .put('/v1/apps/300000000005')
    .send({ whitelist: key, [key]: 1 });
  expect(JSON.stringify(body)).not.toContain(key);
});

test.for([512, 1024, 2048, 3072])(
  'an RSA key of %d bits is taken where the operator takes it',
  async (modulusLength, { control }) => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
    const verifyKeyPem = publicKey.export({ type: 'spki', format: 'pem' });
    const reply = await control().put('/v1/apps/300000000005').send({ verifyKeyPem });
    const isTaken = modulusLength === 1024 || modulusLength === 2048;
    expect([reply.status, reply.body.errors?.[0].pointer]).toEqual(isTaken ? [201, undefined] : [422, '/verifyKeyPem']);
  },
);

test('with a window set, a time that is no date is out of it in the field too', async ({ simulator }) => {
  await simulator.defaultScope.putSettings({ strictness: 'field', timeWindowMs: 60_000 });
  const token = await simulator.defaultScope.mintToken({ appid: READY_APP.appid, msisdn: '15400000001' });
  const { json } = await send(simulator, 'exchange', {
    path: PATHS.login,
    body: loginBody(token, READY_APP, { systemtime: '20261332000000000' }),
  });
  expect(json['resultCode']).toBe('103414');
});

test('a body that is no UTF-8 is refused, and nothing of it is kept', async ({ simulator, control }) => {
  const body = Buffer.from('{"sim":"\xff"}', 'latin1');
  const path = '/v1/subscribers/15400000123';
  const headers = { authorization: `Bearer ${simulator.controlToken}` };
  const reply = await fetch(simulator.urls.control + path, { method: 'PUT', headers, body });
  expect([reply.status, await reply.json()]).toEqual([400, expect.objectContaining({ code: 'not-json' })]);
  expect((await control().get(path)).status).toBe(404);
});

test('with a skew, what an advance lets expire is told as the planes see it', async ({ simulator }) => {
  const scope = simulator.defaultScope;
  await scope.setClock({ now: 1_795_000_000_000, rate: 0 });
  await scope.putSettings({ skewMs: { bearer: 0, token: 0, exchange: 60_000 } });
  await scope.mintToken({ appid: READY_APP.appid, msisdn: '15400000001' });
  expect((await scope.advance(59_999)).expiredTokens).toBe(0);
  expect((await scope.advance(1)).expiredTokens).toBe(1);
});

test.for<[string, string]>([
  ['lists', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
])('a body of 100,000 %s in each other is refused at once', { timeout: 5000 }, async ([_what, body], { control }) => {
  const reply = await control().post('/v1/faults').set('content-type', 'application/json').send(body);
  expect([reply.status, reply.body.code]).toEqual([422, 'invalid']);
});

test.for<[string, object, string]>([
  ['no effect', {}, '/effect is missing: it must be a map of keys'],
  ['an effect that is a text', { effect: 'hold' }, '/effect must be a map of keys, and is a text'],
  ['times that are no whole number', { times: 1.5, effect: { kind: 'hold' } }, '/times must be a whole number, and is 1.5'],
  ['a plane that there is not', { plane: 'tokn', effect: { kind: 'hold' } }, '/plane must be one of bearer, token, exchange'],
  ['a text that is too long', { effect: { kind: 'text', text: 'x'.repeat(65_537) } }, '/effect/text must have at most 65536'],
])('a rule with %s is told what is wanted', async ([_what, rule, says], { control }) => {
  const { body } = await control()
    .post('/v1/faults')
    .send({ plane: 'token', ...rule });
  expect(body.detail).toContain(says);
});

test('a number of the query that is none is told so', async ({ control }) => {
  expect((await control().get('/v1/journal?waitMs=soon')).body.detail).toBe('the query is not valid: /waitMs must be a number');
});
