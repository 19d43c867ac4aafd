import { z } from 'zod';
import type { App, BearerSeed, Session, Subscriber } from '../model/documents.ts';
import type { ScopeHandle } from '../model/scope-handle.ts';
import { canonicalAddress } from '../protocol/addresses.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { appSchema, bearerSchema, sessionSchema, subscriberSchema } from '../scope/documents.ts';
import { appAnswer, bearerAnswer, sessionAnswer, subscriberAnswer } from './answers.ts';
import type { ControlCall, ControlRoute } from './route.ts';

/** One kind of document: its schemas, and the methods of a scope that read and change it. */
interface Collection {
  readonly path: string;
  readonly kind: string;
  readonly key: string;
  /** The document, with or without its key. */
  readonly body: z.ZodType;
  readonly answer: z.ZodType;
  readonly list: (scope: ScopeHandle) => Promise<readonly unknown[]>;
  readonly read: (scope: ScopeHandle, id: string) => Promise<unknown>;
  readonly put: (scope: ScopeHandle, document: object) => Promise<unknown>;
  readonly remove: (scope: ScopeHandle, id: string) => Promise<void>;
}

const COLLECTIONS: readonly Collection[] = [
  {
    path: 'apps',
    kind: 'app',
    key: 'appid',
    body: appSchema.partial({ appid: true }),
    answer: appAnswer,
    list: (scope) => scope.apps(),
    read: (scope, appid) => scope.app(appid),
    put: (scope, app) => scope.putApp(app as App),
    remove: (scope, appid) => scope.removeApp(appid),
  },
  {
    path: 'subscribers',
    kind: 'subscriber',
    key: 'msisdn',
    body: subscriberSchema.partial({ msisdn: true }),
    answer: subscriberAnswer,
    list: (scope) => scope.subscribers(),
    read: (scope, msisdn) => scope.subscriber(msisdn),
    put: (scope, subscriber) => scope.putSubscriber(subscriber as Subscriber),
    remove: (scope, msisdn) => scope.removeSubscriber(msisdn),
  },
  {
    path: 'sessions',
    kind: 'session',
    key: 'address',
    body: sessionSchema.partial({ address: true }),
    answer: sessionAnswer,
    list: (scope) => scope.sessions(),
    read: (scope, address) => scope.session(address),
    put: (scope, session) => scope.putSession(session as Session),
    remove: (scope, address) => scope.releaseSession(address),
  },
];

export const DOCUMENT_ROUTES: readonly ControlRoute[] = [
  ...COLLECTIONS.flatMap(routesOf),
  {
    method: 'post',
    path: '/sessions',
    summary: 'Leases an address; refused if the address has a session',
    isScoped: true,
    body: sessionSchema,
    status: 201,
    answer: sessionAnswer,
    run: ({ scope, body }) => scope.leaseSession(body as Session),
  },
  {
    method: 'get',
    path: '/bearers',
    summary: 'Bearers with ports of their own',
    isScoped: true,
    status: 200,
    answer: z.array(bearerAnswer),
    run: ({ scope }) => scope.bearers(),
  },
  {
    method: 'post',
    path: '/bearers',
    summary: 'Opens ports for one subscriber: every connection to them has the session. They close when the session is released',
    isScoped: true,
    body: bearerSchema,
    status: 201,
    answer: bearerAnswer,
    run: ({ scope, body }) => scope.openBearer(body as BearerSeed),
  },
];

function routesOf({ path, kind, key, body, answer, list, read, put, remove }: Collection): readonly ControlRoute[] {
  const one = `/${path}/{id}`;
  const idOf = ({ params }: ControlCall): string => params['id'] ?? '';
  return [
    {
      method: 'get',
      path: `/${path}`,
      summary: `All ${path}`,
      isScoped: true,
      status: 200,
      answer: z.array(answer),
      run: ({ scope }) => list(scope),
    },
    {
      method: 'get',
      path: one,
      summary: `One ${kind}, by its ${key}`,
      isScoped: true,
      status: 200,
      answer,
      run: (call) => read(call.scope, idOf(call)),
    },
    {
      method: 'put',
      path: one,
      summary: `Replaces the whole ${kind}. The path has its ${key}; the body may repeat it, so that a document that was read can be sent back`,
      isScoped: true,
      body,
      status: 200,
      answer,
      run: async (call) => put(call.scope, keyed(key, idOf(call), call.body as Record<string, unknown>)),
    },
    {
      method: 'delete',
      path: one,
      summary: `Removes the ${kind}`,
      isScoped: true,
      status: 204,
      run: (call) => remove(call.scope, idOf(call)),
    },
  ];
}

/** The document under the path's name. A body that names another one is refused: one of the two names is a mistake. */
function keyed(key: string, id: string, body: Record<string, unknown>): object {
  const given = body[key];
  if (given !== undefined && canonical(String(given)) !== canonical(id)) {
    const message = `is ${String(given).slice(0, 60)}, and the path says ${id.slice(0, 60)}: leave it out, or send the same`;
    throw new ProblemError('invalid', `the body’s ${key} ${message}`, [{ pointer: `/${key}`, message }]);
  }
  return { ...body, [key]: id };
}

function canonical(name: string): string {
  return canonicalAddress(name) ?? name;
}
