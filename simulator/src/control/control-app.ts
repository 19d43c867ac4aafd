import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import { SIMULATOR_HEADER, SIMULATOR_VALUE } from '../protocol/http-answer.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { faultsPage } from '../scope/faults-page.ts';
import { refuseForeignPages, requireToken } from './access.ts';
import { NOT_MODIFIED } from './document-headers.ts';
import { type EventStream, writeEvents } from './event-writer.ts';
import { writeJson } from './large-answer.ts';
import { SERVED_ROUTES } from './openapi.ts';
import { parseCall } from './parse-call.ts';
import { problemHandler } from './problem-handler.ts';
import { problemsPage } from './problems-page.ts';
import type { ControlResources, ControlRoute } from './route.ts';

export interface ControlParts extends ControlResources {
  readonly token: string;
  /** The address that the control listener listens on. */
  readonly controlHost: string;
  readonly report: (id: string, error: unknown) => void;
  /** What several instances share; absent: this one is alone. */
  readonly share?: { isCurrent(): boolean } | undefined;
}

/** The control API: a test uses it to arrange what the simulator holds and to read what happened. */
export function controlApp(parts: ControlParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  // Documents have tags of their own, which If-Match is compared with; nothing else has one.
  app.set('etag', false);
  app.use((_request, response, next) => {
    response.set(SIMULATOR_HEADER, SIMULATOR_VALUE);
    next();
  });
  app.use(refuseForeignPages(parts.controlHost));
  app.get('/docs/problems', (_request, response) => {
    response.type('text/markdown').send(problemsPage());
  });
  app.get('/docs/faults', (_request, response) => {
    response.type('text/markdown').send(faultsPage());
  });
  app.use(
    '/v1',
    routerOf(
      SERVED_ROUTES.filter(({ isOpen }) => isOpen),
      parts,
    ),
  );
  app.use(requireToken(parts.token));
  app.use(refuseLargeBodies);
  app.use(express.raw({ type: () => true, limit: MAX_BODY_BYTES, inflate: false }));
  app.use(
    '/v1',
    routerOf(
      SERVED_ROUTES.filter(({ isOpen }) => !isOpen),
      parts,
    ),
  );
  app.use((request, response) => {
    const methods = methodsOf(request.path);
    if (methods.length > 0) {
      response.set('Allow', methods.join(', '));
      throw new ProblemError('wrong-method', `${request.path} has ${methods.join(', ')}, and not ${request.method}`);
    }
    throw new ProblemError('unknown', `${request.method} ${request.path} is no resource of the control API`);
  });
  app.use(problemHandler(parts.report, randomUUID));
  return app;
}

const PAGES = ['/docs/problems', '/docs/faults'];

/** The methods of a path, of whatever route it is; none where it is no resource's. */
function methodsOf(path: string): readonly string[] {
  const methods = SERVED_ROUTES.filter((route) => patternOf(route).test(path)).map(({ method }) => method.toUpperCase());
  const isRead = PAGES.includes(path) || methods.includes('GET');
  return [...new Set([...(isRead ? ['GET', 'HEAD'] : []), ...methods])];
}

function patternOf({ path }: ControlRoute): RegExp {
  return new RegExp(`^/v1${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
}

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Refuses by the declared length, before any of the body is there: express would read on until the body is late. */
function refuseLargeBodies(request: Request, response: Response, next: NextFunction): void {
  if (Number(request.get('content-length') ?? 0) > MAX_BODY_BYTES) {
    response.set('Connection', 'close');
    throw new ProblemError('too-large', 'a body of the control API has at most 4 MiB');
  }
  next();
}

function routerOf(routes: readonly ControlRoute[], parts: ControlParts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const route of routes) {
    router[route.method](route.path.replace(/\{(\w+)\}/g, ':$1'), handlerOf(route, parts));
  }
  return router;
}

function handlerOf(route: ControlRoute, { scopes, describe, share }: ControlParts): RequestHandler {
  return async (request, response) => {
    if (share?.isCurrent() === false) {
      throw new ProblemError('store-unreachable', 'the store does not answer, or this instance has not followed the others yet');
    }
    const { scope: name, ...sent } = parseCall(route, request);
    const scope = name === undefined ? scopes.default : scopes.get(name);
    const setHeader = (header: string, value: string): void => void response.set(header, value);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    response.status(route.status);
    const markCreated = (): void => void response.status(201);
    const answer = await route.run({ scopes, describe, scope, ...sent, signal: gone.signal, setHeader, markCreated });
    if (answer === NOT_MODIFIED) {
      response.status(304);
    }
    if (route.status === 204 || answer === NOT_MODIFIED) {
      response.end();
    } else if (route.media === 'text/event-stream') {
      await writeEvents(request, response, answer as EventStream);
    } else if (route.media === undefined) {
      await writeJson(response, answer);
    } else {
      response.type(route.media).send(answer);
    }
  };
}
