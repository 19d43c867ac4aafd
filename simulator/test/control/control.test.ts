import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import request from 'supertest';
import { describe, expect } from 'vitest';
import { problemHandler } from '../../src/control/problem-handler.ts';
import { PROBLEMS } from '../../src/model/problem.ts';
import { test } from '../support/control-test.ts';
import { getScrip, getToken } from '../support/http-client.ts';

test.beforeEach(({ simulator }) => simulator.defaultScope.reset());

test('the type of a problem is a page that the listener serves, and docs/problems.md is the same', async ({ anonymous }) => {
  const problem = await anonymous().get('/v1/apps');
  const [path = '', anchor = ''] = (problem.body.type as string).split('#');
  const page = await anonymous().get(path);
  expect(page.status).toBe(200);
  expect(page.text).toContain(`## ${anchor}\n`);
  const place = new URL('../../../docs/problems.md', import.meta.url);
  if (process.env['UPDATE_DOCS'] === '1') {
    await writeFile(place, page.text);
  }
  expect(await readFile(place, 'utf8'), 'old: UPDATE_DOCS=1 npx vitest run simulator/test/control.test').toBe(page.text);
});

test('every problem of the table is raised somewhere', async () => {
  const folder = fileURLToPath(new URL('../../src/', import.meta.url));
  const files = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith('.ts') && name !== 'model/problem.ts',
  );
  const source = (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
  expect(PROBLEMS.filter(({ code }) => !source.includes(`'${code}'`))).toEqual([]);
});

test('a mistake of ours is a problem too: its cause goes to the log, under the id that the caller is told', async () => {
  const logged: [string, unknown][] = [];
  const app = express();
  app.get('/', () => {
    throw new Error('the secret cause');
  });
  app.use(
    problemHandler(
      (id, error) => logged.push([id, error]),
      () => 'id-1',
    ),
  );
  const reply = await request(app).get('/');
  expect([reply.status, reply.type]).toEqual([500, 'application/problem+json']);
  expect(reply.body).toMatchObject({ type: '/docs/problems#internal', status: 500, code: 'internal', id: 'id-1' });
  expect(reply.text).not.toContain('secret');
  expect(logged).toMatchObject([['id-1', { message: 'the secret cause' }]]);
});

describe('who may ask', () => {
  test.for([undefined, 'Bearer wrong', 'Basic x'])('authorization %s is refused', async (authorization, { anonymous }) => {
    const asked = anonymous().get('/v1/apps');
    const reply = await (authorization === undefined ? asked : asked.set('authorization', authorization));
    expect([reply.status, reply.type, reply.body.code]).toEqual([401, 'application/problem+json', 'unauthorised']);
  });

  test('a page of another origin is refused, one of our own is not', async ({ simulator, control }) => {
    const ask = (origin: string) => control().get('/v1/apps').set('origin', origin);
    expect((await ask('http://evil.test')).status).toBe(403);
    expect((await ask(simulator.urls.control)).status).toBe(200);
  });

  test('the root certificate is for everybody', async ({ simulator, anonymous }) => {
    expect((await anonymous().get('/v1/ca')).text).toBe(simulator.rootPem);
  });
});

test('keys tells the gateway’s public keys', async ({ simulator, control }) => {
  const { keyid, spkiPem } = simulator.gatewayKey;
  expect((await control().get('/v1/keys')).body).toEqual([{ keyid, spkiPem, state: 'current' }]);
});

describe('documents', () => {
  test('the default scope has a ready app and a ready subscriber', async ({ control }) => {
    expect((await control().get('/v1/apps')).body).toMatchObject([
      {
        appid: '300000000001',
        appKey: '0123456789ABCDEF0123456789ABCDEF',
        appSecret: 'FEDCBA9876543210FEDCBA9876543210',
        packageName: 'app.quhao.probe',
        whitelist: '127.0.0.1,::1',
      },
    ]);
    expect((await control().get('/v1/subscribers')).body).toMatchObject([
      { msisdn: '15400000001', operator: 'mobile', state: 'ok' },
    ]);
  });

  test.for([
    { path: '/v1/apps/300000000005', body: { admitted: false } },
    { path: '/v1/subscribers/15400000005', body: { operator: 'telecom' } },
    { path: '/v1/sessions/127.0.0.5', body: { msisdn: '15400000001', state: 'arrears' } },
  ])('PUT, GET and DELETE $path', async ({ path, body }, { control }) => {
    const put = await control().put(path).send(body);
    expect([put.status, put.body]).toEqual([201, expect.objectContaining(body)]);
    expect((await control().put(path).send(body)).status).toBe(200);
    expect((await control().get(path)).body).toEqual(put.body);
    expect((await control().delete(path)).status).toBe(204);
    expect((await control().get(path)).status).toBe(404);
    expect((await control().delete(path)).status).toBe(404);
  });

  test('PUT replaces the whole document', async ({ control }) => {
    await control().put('/v1/subscribers/15400000005').send({ operator: 'telecom' });
    const { body } = await control().put('/v1/subscribers/15400000005').send({ state: 'iot' });
    expect(body).toMatchObject({ operator: 'mobile', state: 'iot' });
  });

  test('an app without keys is given its own', async ({ control }) => {
    const [first, second] = await Promise.all(
      ['300000000005', '300000000006'].map((appid) => control().put(`/v1/apps/${appid}`).send({})),
    );
    expect(first?.body.appKey).toMatch(/^[0-9A-F]{32}$/);
    expect(first?.body.appKey).not.toBe(second?.body.appKey);
  });

  test.for([
    { title: 'an unknown key', path: '/v1/apps/300000000005', body: { colour: 'red' }, pointer: '/colour', says: 'colour' },
    { title: 'an appid of 11 digits', path: '/v1/apps/30000000000', body: {}, pointer: '/appid', says: '12 digits' },
    {
      title: 'a key in lower case',
      path: '/v1/apps/300000000005',
      body: { appKey: 'a'.repeat(32) },
      pointer: '/appKey',
      says: 'upper-case',
    },
    {
      title: 'a whitelist with a bad entry',
      path: '/v1/apps/300000000005',
      body: { whitelist: '1.1.1.1,x' },
      pointer: '/whitelist',
      says: 'entry 2',
    },
    {
      title: 'a key that is no PEM',
      path: '/v1/apps/300000000005',
      body: { verifyKeyPem: 'x' },
      pointer: '/verifyKeyPem',
      says: 'SPKI',
    },
    {
      title: 'a state that is none',
      path: '/v1/subscribers/15400000005',
      body: { state: 'asleep' },
      pointer: '/state',
      says: '',
    },
    {
      title: 'an address that is none',
      path: '/v1/sessions/127.0.0',
      body: { msisdn: '15400000001' },
      pointer: '/address',
      says: 'IPv4',
    },
    {
      title: 'a body that is no object',
      path: '/v1/apps/300000000005',
      body: [],
      pointer: '',
      says: 'must be a map of keys, and is a list',
    },
  ])('$title is refused with the place named', async ({ path, body, pointer, says }, { control }) => {
    const reply = await control().put(path).send(body);
    expect([reply.status, reply.type, reply.body.type]).toEqual([422, 'application/problem+json', '/docs/problems#invalid']);
    expect(reply.body.errors).toContainEqual({ pointer, message: expect.stringContaining(says) });
  });

  test('a body that is not JSON is a 400, a resource that is none a 404', async ({ control }) => {
    const broken = await control().put('/v1/apps/300000000005').set('content-type', 'application/json').send('{');
    expect([broken.status, broken.body.code]).toEqual([400, 'not-json']);
    expect((await control().get('/v1/nothing')).status).toBe(404);
    expect((await control().get('/V1/apps')).status).toBe(404);
  });

  test('an address is leased once, in whatever spelling', async ({ control }) => {
    const lease = (address: string) => control().post('/v1/sessions').send({ address, msisdn: '15400000001' });
    expect((await lease('127.0.0.9')).status).toBe(201);
    expect((await lease('::ffff:127.0.0.9')).status).toBe(409);
    expect((await control().delete('/v1/sessions/::ffff:127.0.0.9')).status).toBe(204);
    expect((await lease('127.0.0.9')).status).toBe(201);
  });

  test('a session needs a subscriber', async ({ control }) => {
    const reply = await control().post('/v1/sessions').send({ address: '127.0.0.9', msisdn: '15400000099' });
    expect([reply.status, reply.body.detail]).toEqual([404, expect.stringContaining('put the subscriber first')]);
  });

  test('a change takes effect in the middle of a flow', async ({ simulator, control }) => {
    await control().post('/v1/sessions').send({ address: '127.0.0.9', msisdn: '15400000001' });
    await getToken(simulator, '127.0.0.9');
    await control().put('/v1/subscribers/15400000001').send({ state: 'iot' });
    await expect(getScrip(simulator, '127.0.0.9')).rejects.toThrow('105002');
  });
});

test('faults are armed, counted, listed and cleared', async ({ simulator, control }) => {
  const armed = await control()
    .post('/v1/faults')
    .send({ plane: 'bearer', effect: { kind: 'code', code: '105302' } });
  expect([armed.status, armed.body.hits]).toEqual([201, 0]);
  await control().post('/v1/sessions').send({ address: '127.0.0.9', msisdn: '15400000001' });
  await expect(getScrip(simulator, '127.0.0.9')).rejects.toThrow('105302');
  expect((await control().get('/v1/faults')).body).toMatchObject([{ id: armed.body.id, hits: 1 }]);
  expect((await control().delete(`/v1/faults/${armed.body.id}`)).status).toBe(204);
  expect((await control().get('/v1/faults')).body).toEqual([]);
});

test('the clock is read and advanced', async ({ control }) => {
  const { now } = (await control().get('/v1/clock')).body;
  const advanced = (await control().post('/v1/clock/advance').send({ ms: 86_400_000 })).body;
  expect(advanced.now - now).toBeGreaterThanOrEqual(86_400_000);
  expect(advanced.now - now).toBeLessThan(86_400_000 + 5000);
  expect((await control().post('/v1/clock/advance').send({ ms: -1 })).status).toBe(422);
});

test('the journal is asked and waited for', async ({ simulator, control }) => {
  await control().post('/v1/sessions').send({ address: '127.0.0.9', msisdn: '15400000001' });
  const waiting = control().get('/v1/journal').query({ operation: 'prefetch', waitMs: 2000 });
  const [reply] = await Promise.all([waiting, getScrip(simulator, '127.0.0.9')]);
  expect(reply.body).toMatchObject({ droppedUpTo: 0, entries: [{ operation: 'prefetch', answer: { resultCode: '103000' } }] });
  expect((await control().get('/v1/journal').query({ operation: 'get-token' })).body.entries).toEqual([]);
  expect((await control().get('/v1/journal').query({ operation: 'get-token', waitMs: 10 })).status).toBe(408);
  expect((await control().get('/v1/journal').query({ colour: 'red' })).status).toBe(422);
});
