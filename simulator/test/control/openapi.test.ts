import { once } from 'node:events';
import { get } from 'node:http';
import request from 'supertest';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { exchange, getToken } from '../support/http-client.ts';

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly required: boolean; readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: object }> }>;
  readonly security?: readonly unknown[];
}

interface Call {
  /** What stands for the path's parameters, in order. */
  readonly at?: readonly string[] | (() => Promise<readonly string[]>);
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  /** What must stand there before. */
  readonly given?: () => Promise<unknown>;
}

let simulator: Simulator;
let paths: Record<string, Record<string, Operation>>;
let served: Record<string, unknown>;

const test = base.extend(
  'simulatorOptions',
  { scope: 'worker' },
  { sessions: [{ address: '127.0.0.7', msisdn: '15400000001' }] },
);

test.beforeAll(async ({ simulator: started }) => {
  simulator = started;
  served = (await request(simulator.urls.control).get('/v1/openapi.json')).body;
  paths = served['paths'] as typeof paths;
});

function control() {
  return request.agent(simulator.urls.control).auth(simulator.controlToken, { type: 'bearer' });
}

const token = `STsid${'1'.repeat(20)}${'a'.repeat(32)}`;
const rule = { plane: 'exchange', operation: 'login-token-validate', when: { nth: 9 }, effect: { kind: 'hold' } };

async function login() {
  return exchange(simulator, await getToken(simulator, '127.0.0.7'));
}

async function lastEntry() {
  return [String((await simulator.defaultScope.journal()).at(-1)?.id)];
}

function scope(id: string) {
  return () => simulator.createScope({ id });
}

/** Each route of the document once, where it succeeds. */
const CALLS: Record<string, Call> = {
  'get /v1/simulator': {},
  'get /v1/ca': {},
  'get /v1/keys': {},
  'get /v1/platform-key': {},
  'get /v1/openapi.json': {},
  'get /v1/scopes': {},
  'post /v1/scopes': { body: { id: 'made', apps: [{ appid: '300000000005' }], faults: [rule] } },
  'get /v1/scopes/{id}': { at: ['default'], given: () => simulator.defaultScope.putFault(rule as never) },
  'delete /v1/scopes/{id}': { at: ['gone'], given: scope('gone') },
  'post /v1/scopes/{id}/reset': { at: ['anew'], given: scope('anew') },
  'post /v1/scopes/{id}/listeners': { at: ['own'], given: scope('own') },
  'put /v1/scopes/{id}/snapshots/{name}': { at: ['kept', 'a'], given: scope('kept') },
  'delete /v1/scopes/{id}/snapshots/{name}': {
    at: ['bare', 'a'],
    given: async () => (await scope('bare')()).snapshot('a'),
  },
  'post /v1/scopes/{id}/snapshots/{name}/restore': {
    at: ['back', 'a'],
    given: async () => (await scope('back')()).snapshot('a'),
  },
  'get /v1/apps': {},
  'get /v1/apps/{id}': { at: ['300000000001'] },
  'put /v1/apps/{id}': { at: ['300000000001'], body: { topUps: [{ calls: 5, at: 0 }] } },
  'patch /v1/apps/{id}': { at: ['300000000001'], body: { admitted: true, dailyLimit: null } },
  'delete /v1/apps/{id}': {
    at: ['300000000012'],
    given: () => simulator.defaultScope.putApp({ appid: '300000000012' }),
  },
  'get /v1/subscribers': {},
  'get /v1/subscribers/{id}': { at: ['15400000001'] },
  'put /v1/subscribers/{id}': { at: ['15400000001'], body: { state: 'roaming' } },
  'patch /v1/subscribers/{id}': { at: ['15400000001'], body: { latencyMs: 0 } },
  'delete /v1/subscribers/{id}': {
    at: ['15400000003'],
    given: () => simulator.defaultScope.putSubscriber({ msisdn: '15400000003' }),
  },
  'get /v1/sessions': {},
  'post /v1/sessions': { body: { address: '127.0.0.8', msisdn: '15400000001' } },
  'get /v1/sessions/{id}': { at: ['127.0.0.7'] },
  'put /v1/sessions/{id}': { at: ['127.0.0.7'], body: { msisdn: '15400000001', state: 'arrears' } },
  'patch /v1/sessions/{id}': { at: ['127.0.0.7'], body: { state: 'ok' } },
  'delete /v1/sessions/{id}': {
    at: ['127.0.0.10'],
    given: () => simulator.defaultScope.leaseSession({ address: '127.0.0.10', msisdn: '15400000001' }),
  },
  'get /v1/bearers': { given: () => simulator.defaultScope.openBearer({ msisdn: '15400000001' }) },
  'post /v1/bearers': { body: { msisdn: '15400000001', state: 'arrears' } },
  'get /v1/faults': { given: () => simulator.defaultScope.putFault(rule as never) },
  'post /v1/faults': { body: { ...rule, match: { appid: '300000000009' }, times: 2, ttlMs: 5 } },
  'delete /v1/faults': {},
  'delete /v1/faults/{id}': { at: ['fault-1'], given: () => simulator.defaultScope.putFault(rule as never) },
  'post /v1/release': {},
  'get /v1/settings': { given: () => simulator.defaultScope.putSettings({ callerAddress: '127.0.0.1' }) },
  'put /v1/settings': { body: { scripUse: 'many' } },
  'patch /v1/settings': { body: { skewMs: { token: 5 } } },
  'get /v1/scrips': {},
  'post /v1/scrips/revoke': {},
  'post /v1/tokens': { body: { appid: '300000000001', msisdn: '15400000001' } },
  'post /v1/tokens/queue': { body: [token] },
  'get /v1/clock': {},
  'put /v1/clock': { body: { rate: 2 } },
  'post /v1/clock/advance': { body: { ms: 5 } },
  'get /v1/journal': { given: login },
  'delete /v1/journal': {},
  'get /v1/journal/count': { query: { plane: 'bearer', after: '0' } },
  'get /v1/journal/{entry}/request': { at: lastEntry, given: login },
  'get /v1/journal/events': {},
  'get /v1/flows': { given: login },
  'get /v1/flows/count': { query: { resultCode: '103000' } },
};

test('each route of the document has a call here, and each call a route', () => {
  const told = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  expect(told.sort()).toEqual(Object.keys(CALLS).sort());
});

test.each(Object.keys(CALLS))('%s answers as the document says', async (route) => {
  const [method = '', path = ''] = route.split(' ');
  const { at = [], query = {}, body, given } = CALLS[route] ?? {};
  const operation = paths[path]?.[method];
  const ids = (await given?.()) as { readonly id?: string } | undefined;
  const places = typeof at === 'function' ? await at() : at;
  const names = [
    ...(ids?.id?.startsWith('fault-') === true && path.includes('{') && !path.includes('scopes') ? [ids.id] : places),
  ];
  const url = path.replace(/\{\w+\}/g, () => encodeURIComponent(names.shift() ?? ''));
  const [[status = '', response] = []] = Object.entries(operation?.responses ?? {});
  const [[media = '', { schema } = {}] = []] = Object.entries(response?.content ?? {});
  if (media === 'text/event-stream') {
    expect(await firstEvents(url)).toMatch(/^: /);
    return;
  }
  const asked = control()[method as 'get'](url).query(query);
  const reply = await (body === undefined ? asked : asked.send(body as object));
  expect([reply.status, reply.text]).toEqual([Number(status), expect.anything()]);
  if (status === '204') {
    expect([response?.content, reply.text]).toEqual([undefined, '']);
    return;
  }
  expect(reply.type).toBe(media);
  const told = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  const answer: unknown = media === 'application/json' ? reply.body : reply.text;
  expect(told.safeParse(answer).error).toBeUndefined();
  // A schema that takes anything would say nothing.
  expect(told.safeParse(undefined).success).toBe(false);
  expect(told.safeParse(typeof answer === 'string' ? {} : 'x').success).toBe(false);
});

async function firstEvents(url: string): Promise<string> {
  const asking = get(`${simulator.urls.control}${url}`, { headers: { authorization: `Bearer ${simulator.controlToken}` } });
  const [response] = await once(asking, 'response');
  expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const [text] = await once(response, 'data');
  asking.destroy();
  return String(text);
}

test('a body is told as required where it is: without one the route refuses, and takes it elsewhere', async () => {
  const bodied = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) =>
      requestBody === undefined ? [] : [{ method, path, isRequired: requestBody.required }],
    ),
  );
  expect(bodied.filter(({ isRequired }) => !isRequired).map(({ path }) => path)).toEqual(['/v1/scopes', '/v1/scrips/revoke']);
  for (const { method, path, isRequired } of bodied) {
    const { at } = CALLS[`${method} ${path}`] ?? {};
    const [id = ''] = typeof at === 'function' ? await at() : (at ?? []);
    const { status } = await control()[method as 'put'](path.replace('{id}', id));
    expect([path, status === 422]).toEqual([path, isRequired]);
  }
});

test('a new scope’s documents and rules are told with their own schemas', () => {
  const schema = paths['/v1/scopes']?.['post']?.requestBody?.content['application/json']?.schema ?? {};
  const { properties } = schema as {
    properties: Record<string, { items: { properties: Record<string, object>; additionalProperties: boolean } }>;
  };
  expect(Object.keys(properties['apps']?.items.properties ?? {})).toContain('certificateMd5');
  expect(Object.keys(properties['subscribers']?.items.properties ?? {})).toContain('latencyMs');
  expect(Object.keys(properties['sessions']?.items.properties ?? {})).toContain('address');
  expect(properties['faults']?.items.properties['effect']).toHaveProperty('oneOf');
  expect(properties['apps']?.items.additionalProperties).toBe(false);
});

test('each body has an example that its schema takes, and each parameter of a path a form', () => {
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ route: `${method} ${path}`, operation })),
  );
  for (const { route, operation } of rows) {
    const content = operation.requestBody?.content['application/json'] as { schema: object; example?: unknown } | undefined;
    if (content !== undefined) {
      expect([route, content.example]).toEqual([route, expect.anything()]);
      const schema = z.fromJSONSchema(content.schema as Parameters<typeof z.fromJSONSchema>[0]);
      expect([route, schema.safeParse(content.example).error]).toEqual([route, undefined]);
    }
    for (const parameter of operation.parameters.filter((candidate) => candidate.in === 'path')) {
      expect(parameter).toMatchObject({ schema: { type: 'string', example: expect.any(String) } });
    }
  }
});

test.each([
  { path: '/v1/tokens/queue', body: ['STsid1'] },
  { path: '/v1/clock/advance', body: { ms: 1e15 } },
  { path: '/v1/clock/advance', body: { ms: -1 } },
  { path: '/v1/tokens', body: { appid: 'x', msisdn: '15400000001' } },
  { path: '/v1/scrips/revoke', body: { msisdn: 'x' } },
  { path: '/v1/sessions', body: { address: 'nowhere', msisdn: '15400000001' } },
  { path: '/v1/scopes', body: { id: 'a b' } },
])('$path with $body is refused by the document as by the service', async ({ path, body }) => {
  const schema = paths[path]?.['post']?.requestBody?.content['application/json']?.schema;
  expect(z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(body).success).toBe(false);
  expect((await control().post(path).send(body)).status).toBe(422);
});

test('what is open says so, and nothing else is', () => {
  const open = Object.entries(paths).filter(([, methods]) =>
    Object.values(methods).some(({ security }) => security !== undefined),
  );
  expect(open.map(([path]) => path)).toEqual(['/v1/ca', '/v1/openapi.json']);
});

test('HEAD of the events has their headers, and an end', async () => {
  const reply = await control().head('/v1/journal/events').timeout(2000);
  expect([reply.status, reply.type]).toEqual([200, 'text/event-stream']);
});

test.each(['abc', '', '-1', '1.5', '0x1', '999999'])('Last-Event-ID %j is no entry to go on after', async (last) => {
  const reply = await control().get('/v1/journal/events').set('last-event-id', last).timeout(2000);
  expect([reply.status, reply.body.code]).toEqual([422, 'invalid']);
});
