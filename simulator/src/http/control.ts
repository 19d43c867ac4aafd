import { randomUUID, timingSafeEqual } from 'node:crypto';
import express, { type Express, type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { SIMULATOR_HEADER, SIMULATOR_VALUE } from '../protocol/http-answer.ts';
import { read } from '../state/documents.ts';
import type { GatewayKeys } from '../state/gateway-keys.ts';
import { LiveScope } from '../state/live-scope.ts';
import { Problem } from '../state/problem.ts';
import { DEFAULT_SCOPE, type Worlds } from '../state/worlds.ts';
import type { DocumentKind } from '../store/store.ts';
import { problemHandler } from './errors.ts';

export interface ControlParts {
  readonly worlds: Worlds;
  readonly gatewayKeys: GatewayKeys;
  readonly rootPem: string;
  readonly token: string;
  readonly report: (id: string, error: unknown) => void;
}

/** The control API: what a test arranges the world with. `?scope=` names the scope; without it, the default one. */
export function controlApp(parts: ControlParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.use((_request, response, next) => {
    response.set(SIMULATOR_HEADER, SIMULATOR_VALUE);
    next();
  });
  app.use(refuseForeignOrigins());
  app.get('/v1/ca', (_request, response) => {
    response.type('application/x-pem-file').send(parts.rootPem);
  });
  app.use(requireToken(parts.token));
  app.use(express.json({ type: () => true, strict: false, limit: '4mb' }));
  app.use('/v1', routes(parts));
  app.use((request) => {
    throw new Problem('unknown', `${request.method} ${request.path} is no resource of the control API`);
  });
  app.use(problemHandler(parts.report, randomUUID));
  return app;
}

/** A page in a browser can reach loopback: what another origin sends is not from our user. */
function refuseForeignOrigins(): RequestHandler {
  return (request, _response, next) => {
    const origin = request.get('origin');
    if (origin !== undefined && origin !== `http://${request.get('host')}`) {
      throw new Problem('foreign-origin', `origin ${origin.slice(0, 100)} is not this listener's own`);
    }
    next();
  };
}

function requireToken(token: string): RequestHandler {
  const expected = Buffer.from(`Bearer ${token}`);
  return (request, _response, next) => {
    const given = Buffer.from(request.get('authorization') ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new Problem('unauthorised', 'send the control token: Authorization: Bearer …');
    }
    next();
  };
}

const COLLECTIONS = [
  { path: 'apps', kind: 'app', key: 'appid' },
  { path: 'subscribers', kind: 'subscriber', key: 'msisdn' },
  { path: 'sessions', kind: 'session', key: 'address' },
] as const satisfies readonly { readonly path: string; readonly kind: DocumentKind; readonly key: string }[];

const advanceSchema = z.strictObject({ ms: z.number().min(0) });
const revokeSchema = z.strictObject({ msisdn: z.string().optional() });
const queueSchema = z.array(z.string());
const queryText = z.string().optional();
const journalSchema = z.strictObject({
  scope: queryText,
  plane: z.enum(['bearer', 'token', 'exchange']).optional(),
  operation: z.enum(['prefetch', 'get-token', 'login-token-validate', 'token-validate']).optional(),
  appid: queryText,
  msgid: queryText,
  resultCode: queryText,
  after: z.coerce.number().int().min(0).optional(),
  /** Waits this long for a first match. */
  waitMs: z.coerce.number().int().min(0).max(600_000).optional(),
});

function routes({ worlds, gatewayKeys }: ControlParts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const worldOf = (request: Request) =>
    worlds.get(typeof request.query['scope'] === 'string' ? request.query['scope'] : DEFAULT_SCOPE);
  const scopeOf = (request: Request): LiveScope => new LiveScope(worldOf(request), worlds);

  router.get('/keys', (_request, response) => {
    response.json(gatewayKeys.list().map(({ keyid, spkiPem, state }) => ({ keyid, spkiPem, state })));
  });

  router.get('/platform-key', (_request, response) => {
    response.json({ spkiPem: gatewayKeys.platform.spkiPem });
  });

  router.get('/scopes', (_request, response) => {
    response.json(worlds.list().map((world) => ({ id: world.id, now: world.clock.now() })));
  });
  router.post('/scopes', async (request, response) => {
    const world = await worlds.create(request.body ?? {});
    response.status(201).json({ id: world.id, now: world.clock.now() });
  });
  router.get('/scopes/:id', async (request, response) => {
    response.json(await new LiveScope(worlds.get(request.params.id), worlds).report());
  });
  router.delete('/scopes/:id', async (request, response) => {
    await worlds.end(request.params.id);
    response.status(204).end();
  });
  router.post('/scopes/:id/reset', async (request, response) => {
    await worlds.get(request.params.id).reset();
    response.status(204).end();
  });

  router.post('/scopes/:id/listeners', async (request, response) => {
    response.status(201).json(await worlds.openListeners(request.params.id));
  });
  router.put('/scopes/:id/snapshots/:name', async (request, response) => {
    await worlds.get(request.params.id).keep(request.params.name);
    response.status(204).end();
  });
  router.post('/scopes/:id/snapshots/:name/restore', async (request, response) => {
    await worlds.get(request.params.id).restore(request.params.name);
    response.status(204).end();
  });

  router.get('/settings', (request, response) => {
    response.json(scopeOf(request).settings());
  });
  router.put('/settings', async (request, response) => {
    response.json(await scopeOf(request).putSettings(bodyObject(request.body)));
  });
  router.post('/scrips/revoke', async (request, response) => {
    const { msisdn } = read(revokeSchema, 'revocation', request.body ?? {});
    response.json({ revoked: await scopeOf(request).revokeScrips(msisdn) });
  });
  router.post('/tokens', async (request, response) => {
    response.status(201).json({ token: await scopeOf(request).mintToken(request.body) });
  });
  router.post('/tokens/queue', async (request, response) => {
    await scopeOf(request).queueTokens(read(queueSchema, 'token queue', request.body));
    response.status(204).end();
  });

  for (const collection of COLLECTIONS) {
    routeCollection(router, worldOf, collection);
  }

  router.get('/faults', async (request, response) => {
    response.json(await scopeOf(request).faults());
  });
  router.post('/faults', async (request, response) => {
    response.status(201).json(await scopeOf(request).putFault(request.body));
  });
  router.delete('/faults', async (request, response) => {
    await scopeOf(request).clearFaults();
    response.status(204).end();
  });
  router.delete('/faults/:id', (request, response) => {
    needed(worldOf(request).faults.remove(request.params.id), `fault rule ${request.params.id}`);
    response.status(204).end();
  });
  router.post('/release', async (request, response) => {
    response.json({ released: await scopeOf(request).release() });
  });

  router.get('/clock', (request, response) => {
    response.json(worldOf(request).clock.state);
  });
  router.put('/clock', async (request, response) => {
    response.json(await scopeOf(request).setClock(bodyObject(request.body)));
  });
  router.post('/clock/advance', async (request, response) => {
    response.json(await scopeOf(request).advance(read(advanceSchema, 'advance', request.body).ms));
  });

  router.get('/journal', async (request, response) => {
    const { scope: _, waitMs, ...question } = read(journalSchema, 'journal query', request.query);
    const query = Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined));
    const { journal } = worldOf(request);
    const entries = waitMs === undefined ? journal.query(query) : [await journal.waitFor(query, waitMs)];
    response.json({ droppedUpTo: journal.droppedUpTo, entries });
  });
  return router;
}

function routeCollection(
  router: Router,
  worldOf: (request: Request) => ReturnType<Worlds['get']>,
  { path, kind, key }: (typeof COLLECTIONS)[number],
): void {
  router.get(`/${path}`, async (request, response) => {
    response.json(await worldOf(request).registry.list(kind));
  });
  router.get(`/${path}/:id`, async (request, response) => {
    const { registry } = worldOf(request);
    response.json(needed(await registry.find(kind, request.params.id), `${kind} ${request.params.id}`));
  });
  router.put(`/${path}/:id`, async (request, response) => {
    const { registry } = worldOf(request);
    response.json(await registry.put(kind, { ...bodyObject(request.body), [key]: request.params.id }));
  });
  router.delete(`/${path}/:id`, async (request, response) => {
    needed(await worldOf(request).registry.remove(kind, request.params.id), `${kind} ${request.params.id}`);
    response.status(204).end();
  });
  if (kind === 'session') {
    router.post(`/${path}`, async (request, response) => {
      response.status(201).json(await worldOf(request).registry.leaseSession(request.body));
    });
  }
}

function bodyObject(body: unknown): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem('invalid', 'the body is no JSON object', [{ pointer: '/', message: 'is no object' }]);
  }
  return body;
}

function needed<T>(value: T | undefined | false, what: string): T {
  if (value === undefined || value === false) {
    throw new Problem('unknown', `there is no ${what} in this scope`);
  }
  return value;
}
