import { generateKeyPairSync } from 'node:crypto';
import { describe, expect } from 'vitest';
import { connectSimulator, READY_APP, type ScopeHandle, type Simulator } from '../../src/simulator.ts';
import { test } from '../support/control-test.ts';
import { rawExchange } from '../support/raw-socket.ts';

/** Documents over the control API: PUT, PATCH, tags, and what is refused with its reason. */

const APP = '/v1/apps/300000000005';
const MSISDN = '15400000001';

test.beforeEach(({ simulator }) => simulator.defaultScope.reset());

describe('PUT and PATCH of an app', () => {
  test('a PUT never changes a key that it does not name, and says what it changed', async ({ control }) => {
    const made = await control().put(APP).send({ keyMethod: 'MD5_APP_KEY' });
    expect(made.headers['quhao-changed']).toMatch(/^appid, keyMethod, .*appKey, appSecret$/);
    const { appKey, appSecret } = made.body;
    const put = await control().put(APP).send({ admitted: false });
    expect(put.body).toMatchObject({ appKey, appSecret, admitted: false, keyMethod: 'MD5_APP_SECRET' });
    expect(put.headers['quhao-changed']).toBe('keyMethod, admitted');
    const other = 'A'.repeat(32);
    const named = await control().put(APP).send({ appKey: other });
    expect(named.body).toMatchObject({ appKey: other, appSecret, admitted: true });
    expect((await control().put(APP).send({ appKey: other })).headers['quhao-changed']).toBe('');
  });

  test('a PATCH changes what it names and nothing else', async ({ control }) => {
    const app = { keyMethod: 'MD5_APP_KEY', whitelist: '10.0.0.0/8', dailyLimit: 5, packageName: 'com.example.one' };
    const { body: made } = await control().put(APP).send(app);
    const patched = await control()
      .patch(APP)
      .set('content-type', 'application/merge-patch+json')
      .send(JSON.stringify({ admitted: false, dailyLimit: null }));
    expect(patched.body).toEqual({ ...made, admitted: false, dailyLimit: null });
    expect(patched.headers['quhao-changed']).toBe('admitted, dailyLimit');
    const drawn = await control().patch(APP).send({ appKey: null });
    expect(drawn.body).toEqual({ ...patched.body, appKey: expect.stringMatching(/^[0-9A-F]{32}$/) });
    expect(drawn.body.appKey).not.toBe(made.appKey);
  });

  test('a PATCH with null for a key of the ready app draws another than the constant', async ({ control }) => {
    const { body: drawn } = await control().patch('/v1/apps/300000000001').send({ appKey: null, appSecret: null });
    expect(drawn.appKey).toMatch(/^[0-9A-F]{32}$/);
    expect([READY_APP.appKey, READY_APP.appSecret, drawn.appKey]).not.toContain(drawn.appSecret);
    expect(drawn.appKey).not.toBe(READY_APP.appKey);
  });

  test.for([
    { title: 'an unknown member', body: { colour: 1 }, pointer: '/colour' },
    { title: 'a member of a wrong type', body: { admitted: 'no' }, pointer: '/admitted' },
    { title: 'another appid', body: { appid: '300000000006' }, pointer: '/appid' },
    { title: 'a list', body: [], pointer: '' },
  ])('a PATCH with $title is refused', async ({ body, pointer }, { control }) => {
    const { body: made } = await control().put(APP).send({});
    const refused = await control().patch(APP).send(body);
    expect([refused.status, refused.body.errors?.[0].pointer]).toEqual([422, pointer]);
    expect((await control().get(APP)).body).toEqual(made);
  });

  test('a PATCH of what is not there is 404 and claims nothing', async ({ simulator, control }) => {
    expect((await control().patch(APP).send({ admitted: false })).status).toBe(404);
    await using other = await simulator.createScope({ id: 'other' });
    await other.putApp({ appid: '300000000005' });
  });

  test('subscribers, sessions and settings are patched too, in process and by the client', async ({ simulator }) => {
    const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken }).defaultScope;
    for (const scope of [simulator.defaultScope, remote as unknown as ScopeHandle]) {
      await scope.putSubscriber({ msisdn: '15400000009', operator: 'unicom', latencyMs: 7 });
      expect(await scope.patchSubscriber('15400000009', { state: 'iot' })).toMatchObject({ operator: 'unicom', latencyMs: 7 });
      await scope.putSession({ address: '127.0.0.9', msisdn: '15400000009', state: 'ok' });
      expect(await scope.patchSession('::ffff:127.0.0.9', { state: 'arrears' })).toMatchObject({ msisdn: '15400000009' });
      await scope.putSettings({ scripUse: 'once', skewMs: { bearer: 1, token: 2, exchange: 3 } });
      const settings = await scope.patchSettings({ skewMs: { token: null }, strictness: 'field' });
      expect(settings).toMatchObject({ scripUse: 'once', strictness: 'field', skewMs: { bearer: 1, token: 0, exchange: 3 } });
      expect(await scope.patchApp('300000000001', { admitted: true })).toMatchObject({ admitted: true });
    }
  });
});

describe('tags', () => {
  test.for(['/v1/apps/300000000001', `/v1/subscribers/${MSISDN}`, '/v1/settings'])(
    'of %s are honoured',
    async (path, { control }) => {
      const read = await control().get(path);
      const { etag = '' } = read.headers;
      expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
      // fetch sends Cache-Control beside If-None-Match.
      for (const tags of [etag, `W/${etag}`, `"0", ${etag}`, '*']) {
        expect((await control().get(path).set({ 'if-none-match': tags, 'cache-control': 'no-cache' })).status).toBe(304);
      }
      expect((await control().get(path).set('if-none-match', '"0"')).status).toBe(200);
      expect((await control().get(path).set('if-match', '"0"')).status).toBe(412);
      const stale = await control().put(path).set('if-match', '"0"').send(read.body);
      expect([stale.status, stale.body.code]).toEqual([412, 'changed']);
      expect((await control().patch(path).set('if-match', '"0"').send({})).status).toBe(412);
      const same = await control().put(path).set('if-match', `"1", ${etag}`).send(read.body);
      expect([same.status, same.headers['etag']]).toEqual([200, etag]);
      expect((await control().patch(path).set('if-match', '*').send({})).status).toBe(200);
      expect((await control().put(path).set('if-none-match', '*').send(read.body)).status).toBe(412);
    },
  );

  test('a document that is not there matches nothing, and is neither made nor claimed', async ({ simulator, control }) => {
    expect((await control().put(APP).set('if-match', '*').send({})).status).toBe(412);
    await using other = await simulator.createScope({ id: 'other' });
    await other.putApp({ appid: '300000000005' });
    await other.end();
    expect((await control().put(APP).set('if-none-match', '*').send({})).status).toBe(201);
    expect((await control().delete(APP).set('if-match', '"0"')).status).toBe(412);
    expect((await control().delete(APP).set('if-match', '*')).status).toBe(204);
  });

  test('of two changes at once with one tag, one wins', async ({ control }) => {
    const { headers } = await control().get(`/v1/subscribers/${MSISDN}`);
    const change = (latencyMs: number) =>
      control()
        .patch(`/v1/subscribers/${MSISDN}`)
        .set('if-match', headers['etag'] ?? '')
        .send({ latencyMs });
    const statuses = (await Promise.all([1, 2, 3, 4].map(change))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412, 412, 412]);
  });

  test('what is no document has none', async ({ control }) => {
    expect((await control().get('/v1/apps')).headers['etag']).toBeUndefined();
    expect((await control().get('/v1/journal')).headers['etag']).toBeUndefined();
  });
});

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const right = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const inner = right.split('\n').slice(1, -2).join('\n');

describe.for(['verifyKeyPem', 'encryptKeyPem'])('a key as %s', (member) => {
  test.for([
    {
      title: 'a private key',
      pem: rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      says: /a private key.*openssl pkey -pubout/,
    },
    { title: 'a PKCS#1 private key', pem: rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }), says: /a private key/ },
    {
      title: 'a PKCS#1 public key',
      pem: rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }),
      says: /PKCS#1 public key: openssl rsa/,
    },
    {
      title: 'a certificate',
      pem: `-----BEGIN CERTIFICATE-----\n${inner}\n-----END CERTIFICATE-----`,
      says: /certificate: take its key/,
    },
    { title: 'two keys', pem: right + right, says: /2 PEM blocks/ },
    {
      title: 'a public and a private key',
      pem: right + rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      says: /a private key/,
    },
    { title: 'base64 alone', pem: inner, says: /without the lines around it/ },
    { title: 'half a key', pem: right.slice(0, 200), says: /without its end/ },
    { title: 'escaped line ends', pem: right.replaceAll('\n', '\\n'), says: /real line ends/ },
    {
      title: 'garbage in PEM',
      pem: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
      says: /whose content is no key/,
    },
    { title: 'on one line', pem: right.replaceAll('\n', ''), says: /whose line breaks are missing: put BEGIN, END/ },
    { title: 'on one line with blanks', pem: right.replaceAll('\n', ' '), says: /whose line breaks are missing/ },
    {
      title: 'indented',
      pem: right.trimEnd().replace(/^/gm, '  '),
      says: /whose lines are indented/,
    },
    {
      title: 'an EC key',
      pem: generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }),
      says: /type ec/,
    },
    { title: 'an SSH key', pem: 'ssh-rsa AAAAB3NzaC1yc2E= me', says: /SSH public key/ },
    { title: 'a file name', pem: 'keys/app.pem', says: /a file name/ },
    { title: 'nothing', pem: '', says: /empty: send null/ },
    { title: 'text around it', pem: `key: ${right}`, says: /other text around it/ },
  ])('that is $title is refused, with the cure and what is taken', async ({ pem, says }, { control }) => {
    const refused = await control()
      .put(APP)
      .send({ [member]: pem.toString() });
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ pointer: `/${member}`, message: expect.stringMatching(says) }],
    ]);
    expect(refused.body.detail).toContain('SPKI PEM, -----BEGIN PUBLIC KEY-----');
    expect(refused.text).not.toContain(inner.slice(0, 40));
  });

  test.for([
    { title: 'as openssl writes it', pem: right },
    { title: 'with CRLF', pem: right.replaceAll('\n', '\r\n') },
    { title: 'with blank lines around', pem: `\n\n${right}\n` },
  ])('$title is taken', async ({ pem }, { control }) => {
    expect(
      (
        await control()
          .put(APP)
          .send({ [member]: pem })
      ).status,
    ).toBe(201);
  });
});

test.for([' com.example', 'com.example\n', 'com. example', '', 'com..example', '1com.example', 'com.例', 'com.example.'])(
  'packageName %j can never match, and is refused',
  async (packageName, { control }) => {
    const refused = await control().put(APP).send({ packageName });
    expect([refused.status, refused.body.errors?.[0].pointer]).toEqual([422, '/packageName']);
  },
);

describe('what cannot be read, or has no such method', () => {
  test.for([
    { method: 'post', path: '/v1/apps', allow: 'GET, HEAD' },
    { method: 'post', path: APP, allow: 'GET, HEAD, PUT, PATCH, DELETE' },
    { method: 'get', path: '/v1/release', allow: 'POST' },
    { method: 'delete', path: '/v1/settings', allow: 'GET, HEAD, PUT, PATCH' },
    { method: 'put', path: '/v1/openapi.json', allow: 'GET, HEAD' },
    { method: 'put', path: '/docs/problems', allow: 'GET, HEAD' },
    { method: 'get', path: '/v1/scopes/default/reset', allow: 'POST' },
    { method: 'put', path: '/v1/journal', allow: 'GET, HEAD, DELETE' },
  ] as const)('$method of $path is 405', async ({ method, path, allow }, { control }) => {
    const refused = await control()[method](path);
    expect([refused.status, refused.body.code, refused.headers['allow']]).toEqual([405, 'wrong-method', allow]);
  });

  test('a resource that there is not is 404', async ({ control }) => {
    expect((await control().post('/v1/nothing')).status).toBe(404);
    expect((await control().get('/v1/apps/a/b')).status).toBe(404);
  });

  test.for(['/v1/apps/%ff', '/v1/apps/%zz', '/v1/scopes/%c3%28'])('%s cannot be decoded', async (path, { simulator }) => {
    const head = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${simulator.controlToken}\r\n\r\n`;
    const { bytes } = await rawExchange({ port: simulator.ports.control, chunks: [head] });
    expect(bytes).toMatch(/^HTTP\/1\.1 400 /);
    expect(bytes).toContain('"code":"bad-path"');
  });

  test('a target in absolute form of a foreign host is refused, whatever Host says', async ({ simulator }) => {
    const rest = `HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${simulator.controlToken}\r\n\r\n`;
    const statusOf = async (target: string): Promise<string> =>
      (await rawExchange({ port: simulator.ports.control, chunks: [`GET ${target} ${rest}`] })).bytes.slice(9, 12);
    expect([await statusOf('http://evil.test/v1/apps'), await statusOf('http://localhost/v1/apps')]).toEqual(['403', '200']);
  });

  test('a compressed body is refused by name', async ({ control }) => {
    const refused = await control().put(APP).set('content-encoding', 'gzip').send('{}');
    expect([refused.status, refused.body.code]).toEqual([400, 'bad-request']);
    expect(refused.body.detail).toContain('Content-Encoding');
  });

  test('a key that is there twice is refused', async ({ control }) => {
    const twice = control().put(APP).set('content-type', 'application/json').send('{"admitted":true,"admitted":false}');
    expect((await twice).body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/admitted', message: 'is there twice' }] });
  });
});

test.for([
  { body: '{"topUps":[{"calls":1,"at":1},{"calls":1,"calls":2,"at":1}]}', pointer: '/topUps/1/calls' },
  { body: '{"a.b":1,"a.b":2}', pointer: '/a.b' },
  { body: '{"packageName":"single"}', pointer: '/packageName' },
])('$body is refused at $pointer', async ({ body, pointer }, { control }) => {
  const refused = await control().put(APP).set('content-type', 'application/json').send(body);
  expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, pointer]);
});

describe('what could not be done', () => {
  async function statusOf(simulator: Simulator, path: string): Promise<number> {
    const response = await fetch(`${simulator.urls.control}${path}`, {
      headers: { authorization: `Bearer ${simulator.controlToken}` },
    });
    await response.body?.cancel();
    return response.status;
  }

  test('events are followed from an entry by the query, as EventSource must', async ({ simulator }) => {
    expect(await statusOf(simulator, '/v1/journal/events?after=0')).toBe(200);
    expect(await statusOf(simulator, '/v1/journal/events?after=999999')).toBe(422);
    expect(await statusOf(simulator, '/v1/journal/events?after=x')).toBe(422);
  });

  test('a snapshot is deleted, a journal emptied, a 31st token minted', async ({ simulator, control }) => {
    const scope = simulator.defaultScope;
    await scope.snapshot('a');
    expect((await control().delete('/v1/scopes/default/snapshots/a')).status).toBe(204);
    expect((await control().delete('/v1/scopes/default/snapshots/a')).status).toBe(404);
    expect((await scope.report()).snapshots).toEqual([]);
    await fetch(`${simulator.urls.exchange}/x`, { method: 'POST' });
    const { journal } = await scope.report();
    expect((await control().delete('/v1/journal')).status).toBe(204);
    expect((await scope.report()).journal).toEqual({ ...journal, entries: 0 });
    for (let minted = 0; minted < 35; minted++) {
      expect((await control().post('/v1/tokens').send({ appid: '300000000001', msisdn: MSISDN })).status).toBe(201);
    }
  });
});
