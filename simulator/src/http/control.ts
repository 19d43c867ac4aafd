import { randomUUID, timingSafeEqual } from 'node:crypto';
import express, { type Express, type RequestHandler, Router } from 'express';
import { SIMULATOR_HEADER, SIMULATOR_VALUE } from '../protocol/http-answer.ts';
import { read } from '../state/documents.ts';
import { faultsPage } from '../state/faults-page.ts';
import type { GatewayKeys } from '../state/gateway-keys.ts';
import { LiveScope } from '../state/live-scope.ts';
import { Problem, problemsPage } from '../state/problem.ts';
import type { World } from '../state/world.ts';
import { DEFAULT_SCOPE, type Worlds } from '../state/worlds.ts';
import { CONTROL_ROUTES, type ControlRoute, judgedBody } from './control-routes.ts';
import { problemHandler } from './errors.ts';
import { journalEvents } from './events.ts';
import { openApi } from './openapi.ts';

export interface ControlParts {
  readonly worlds: Worlds;
  readonly gatewayKeys: GatewayKeys;
  readonly rootPem: string;
  readonly token: string;
  readonly report: (id: string, error: unknown) => void;
}

/** The control API: what a test arranges the world with. */
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
  app.get('/v1/openapi.json', (_request, response) => {
    response.json(openApi());
  });
  app.get('/docs/problems', (_request, response) => {
    response.type('text/markdown').send(problemsPage());
  });
  app.get('/docs/faults', (_request, response) => {
    response.type('text/markdown').send(faultsPage());
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

function routes({ worlds, gatewayKeys }: ControlParts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const worldOf = (query: unknown): World => worlds.get(scopeNamed(query) ?? DEFAULT_SCOPE);
  router.get('/journal/events', journalEvents(worldOf));
  for (const route of CONTROL_ROUTES) {
    router[route.method](route.path.replace(/\{(\w+)\}/g, ':$1'), async (request, response) => {
      const world = worldOf(request.query);
      const params = request.params as Record<string, string>;
      const body = judgedBody(route, request.body);
      const query = judgedQuery(route, request.query);
      const done = await route.run({ worlds, gatewayKeys, world, scope: new LiveScope(world, worlds), params, body, query });
      if (route.status === 204) {
        response.status(204).end();
      } else {
        response.status(route.status).json(done);
      }
    });
  }
  return router;
}

function scopeNamed(query: unknown): string | undefined {
  return typeof query === 'object' && query !== null && 'scope' in query && typeof query.scope === 'string'
    ? query.scope
    : undefined;
}

function judgedQuery({ query }: ControlRoute, sent: object): unknown {
  const { scope: _, ...rest } = sent as Record<string, unknown>;
  return query === undefined ? rest : read(query, 'query', rest);
}
