import { readFile, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import request from 'supertest';
import { expect } from 'vitest';
import { SERVED_ROUTES } from '../../src/control/openapi.ts';
import { test as base } from '../support/control-test.ts';
import { exchange, getToken, PATHS, send } from '../support/http-client.ts';
import { loginBody } from '../support/sdk.ts';

const test = base.extend(
  'simulatorOptions',
  { scope: 'worker' },
  { sessions: [{ address: '127.0.0.7', msisdn: '15400000001' }] },
);

test.beforeEach(({ simulator }) => simulator.defaultScope.reset());

test('OpenAPI tells every route that is served, with its schema', async ({ simulator }) => {
  const { body } = await request(simulator.urls.control).get('/v1/openapi.json');
  const told = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(told.sort()).toEqual(SERVED_ROUTES.map(({ method, path }) => `${method} /v1${path}`).sort());
  expect(
    body.paths['/v1/faults'].post.requestBody.content['application/json'].schema.properties.effect.oneOf.length,
  ).toBeGreaterThan(15);
  expect(body.paths['/v1/apps/{id}'].put.requestBody.content['application/json'].schema.additionalProperties).toBe(false);
  const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('docs/faults.md is what the listener serves, and OpenAPI says which of several rules acts', async ({ anonymous }) => {
  const page = await anonymous().get('/docs/faults');
  expect([page.status, page.type]).toEqual([200, 'text/markdown']);
  const place = new URL('../../../docs/faults.md', import.meta.url);
  if (process.env['UPDATE_DOCS'] === '1') {
    await writeFile(place, page.text);
  }
  expect(await readFile(place, 'utf8'), 'old: UPDATE_DOCS=1 npx vitest run simulator/test/control-routes').toBe(page.text);
  const { body } = await anonymous().get('/v1/openapi.json');
  expect(body.paths['/v1/faults'].post.description).toContain('the oldest rule that fires acts, alone');
  expect(page.text).toContain(body.paths['/v1/faults'].post.description.split('\n')[1]);
});

test('a token is minted and exchanged: two requests, no SDK', async ({ simulator, control }) => {
  const minted = await control().post('/v1/tokens').send({ appid: '300000000001', msisdn: '15400000001' });
  expect(minted.status).toBe(201);
  const reply = await send(simulator, 'exchange', { path: PATHS.login, body: loginBody(minted.body.token) });
  expect(reply.json).toMatchObject({ resultCode: '103000', msisdn: '15400000001' });
  expect((await control().post('/v1/tokens').send({ appid: '300000000009', msisdn: '15400000001' })).status).toBe(404);
  expect((await control().post('/v1/tokens').send({ appid: 1 })).status).toBe(422);
});

test('a scope is made, inspected, kept, restored and ended', async ({ control }) => {
  const made = await control()
    .post('/v1/scopes')
    .send({ id: 'mine', clock: { now: 1000, rate: 0 }, settings: { scripUse: 'once' } });
  expect([made.status, made.body]).toEqual([201, expect.objectContaining({ id: 'mine', now: 1000, rate: 0 })]);
  expect((await control().post('/v1/scopes').send({ id: 'mine' })).status).toBe(409);
  expect((await control().get('/v1/settings').query({ scope: 'mine' })).body.scripUse).toBe('once');
  expect((await control().put('/v1/scopes/mine/snapshots/start')).status).toBe(204);
  await control().post('/v1/clock/advance').query({ scope: 'mine' }).send({ ms: 500 });
  expect((await control().get('/v1/clock').query({ scope: 'mine' })).body).toEqual({ now: 1500, rate: 0 });
  expect((await control().post('/v1/scopes/mine/snapshots/start/restore')).status).toBe(204);
  expect((await control().get('/v1/scopes/mine')).body).toMatchObject({ now: 1000, snapshots: ['start'] });
  expect((await control().post('/v1/scopes/mine/listeners')).body.bearer).toBeGreaterThan(0);
  expect((await control().delete('/v1/scopes/mine')).status).toBe(204);
  expect((await control().get('/v1/clock').query({ scope: 'mine' })).status).toBe(404);
});

test('flows are listed, waited for and expected', async ({ simulator, control }) => {
  const waiting = control().get('/v1/flows').query({ operations: 'prefetch,get-token,login-token-validate', waitMs: 2000 });
  const [reply] = await Promise.all([waiting, getToken(simulator, '127.0.0.7').then((token) => exchange(simulator, token))]);
  expect(reply.body).toMatchObject([{ resultCode: '103000', subscriber: '154****0001' }]);
  expect((await control().get('/v1/flows').query({ expect: 'one' })).status).toBe(200);
  const unmet = await control().get('/v1/flows').query({ expect: 'one', resultCode: '105001' });
  expect([unmet.status, unmet.body.detail]).toEqual([409, expect.stringContaining('resultCode 103000 instead of 105001')]);
  expect((await control().get('/v1/flows').query({ operations: 'prefetch,dance' })).status).toBe(422);
});

test('the journal comes as events, and resumes after the last one seen', async ({ simulator }) => {
  const listen = (lastEventId: string | null, count: number): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${simulator.controlToken}`,
        ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }),
      };
      const asking = get(`${simulator.urls.control}/v1/journal/events`, { headers }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
          const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => id ?? '');
          if (ids.length >= count) {
            asking.destroy();
            resolve(ids);
          } else if (ids.length === 0 && lastEventId === null && text.startsWith(':')) {
            void getToken(simulator, '127.0.0.7').catch(reject);
          }
        });
      });
    });
  const first = await listen(null, 2);
  expect(first).toHaveLength(2);
  expect(await listen(first[0] ?? '', 1)).toEqual([first[1]]);
});
