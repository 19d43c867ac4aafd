import { z } from 'zod';
import type { App, BearerSeed, Session, Subscriber } from '../model/documents.ts';
import { canonicalAddress } from '../protocol/addresses.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import type { Condition } from '../scope/condition.ts';
import { appSchema, bearerSchema, sessionSchema, subscriberSchema } from '../scope/documents.ts';
import type { LocalScope } from '../scope/local-scope.ts';
import { patchSchemaOf } from '../scope/merge-patch.ts';
import { appAnswer, bearerAnswer, sessionAnswer, subscriberAnswer } from './answers.ts';
import { CHANGE_DESCRIPTION, changed, conditionOfCall, readTagged } from './document-headers.ts';
import type { ControlCall, ControlRoute } from './route.ts';
import { conditionHeadersSchema } from './schemas.ts';

/** One kind of document: its schemas, and the methods of a scope that read and change it. */
interface Collection {
  readonly path: string;
  readonly kind: string;
  readonly key: string;
  /** The document, with or without its key. */
  readonly body: z.ZodType;
  readonly answer: z.ZodType;
  readonly list: (scope: LocalScope) => Promise<readonly unknown[]>;
  readonly read: (scope: LocalScope, id: string) => Promise<object>;
  readonly example: object;
  /** A part of a document. */
  readonly patchBody: z.ZodType;
  readonly put: (scope: LocalScope, document: object, condition: Condition) => Promise<object>;
  readonly patch: (scope: LocalScope, change: PatchOf) => Promise<object>;
  readonly remove: (scope: LocalScope, id: string, condition: Condition) => Promise<void>;
}

interface PatchOf {
  readonly id: string;
  readonly patch: object;
  readonly condition: Condition;
}

const COLLECTIONS: readonly Collection[] = [
  {
    path: 'apps',
    kind: 'app',
    key: 'appid',
    body: appSchema.partial({ appid: true }),
    example: { packageName: 'com.example.login' },
    answer: appAnswer,
    list: (scope) => scope.apps(),
    read: (scope, appid) => scope.app(appid),
    patchBody: patchSchemaOf(appSchema),
    put: (scope, app, condition) => scope.putApp(app as App, condition),
    patch: (scope, { id, patch, condition }) => scope.patchApp(id, patch, condition),
    remove: (scope, appid, condition) => scope.removeApp(appid, condition),
  },
  {
    path: 'subscribers',
    kind: 'subscriber',
    key: 'msisdn',
    body: subscriberSchema.partial({ msisdn: true }),
    example: { operator: 'unicom' },
    answer: subscriberAnswer,
    list: (scope) => scope.subscribers(),
    read: (scope, msisdn) => scope.subscriber(msisdn),
    patchBody: patchSchemaOf(subscriberSchema),
    put: (scope, subscriber, condition) => scope.putSubscriber(subscriber as Subscriber, condition),
    patch: (scope, { id, patch, condition }) => scope.patchSubscriber(id, patch, condition),
    remove: (scope, msisdn, condition) => scope.removeSubscriber(msisdn, condition),
  },
  {
    path: 'sessions',
    kind: 'session',
    key: 'address',
    body: sessionSchema.partial({ address: true }),
    example: { msisdn: '15400000001', state: 'arrears' },
    answer: sessionAnswer,
    list: (scope) => scope.sessions(),
    read: (scope, address) => scope.session(address),
    patchBody: patchSchemaOf(sessionSchema),
    put: (scope, session, condition) => scope.putSession(session as Session, condition),
    patch: (scope, { id, patch, condition }) => scope.patchSession(id, patch, condition),
    remove: (scope, address, condition) => scope.releaseSession(address, condition),
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
    example: { address: '127.0.0.2', msisdn: '15400000001' },
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
    example: { msisdn: '15400000001' },
    status: 201,
    answer: bearerAnswer,
    run: ({ scope, body }) => scope.openBearer(body as BearerSeed),
  },
];

function routesOf(collection: Collection): readonly ControlRoute[] {
  const { path, kind, key, answer, list, read, remove } = collection;
  const one = `/${path}/{id}`;
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
      headers: conditionHeadersSchema,
      status: 200,
      answer,
      run: async (call) => readTagged(call, await read(call.scope, idOf(call))),
    },
    ...changesOf(collection),
    {
      method: 'delete',
      path: one,
      summary: `Removes the ${kind}`,
      isScoped: true,
      headers: conditionHeadersSchema,
      status: 204,
      run: (call) => remove(call.scope, idOf(call), conditionOfCall(call)),
    },
  ];
}

function idOf({ params }: ControlCall): string {
  return params['id'] ?? '';
}

/** PUT and PATCH. */
function changesOf({ path, kind, key, body, example, patchBody, answer, read, put, patch }: Collection): readonly ControlRoute[] {
  const change = {
    path: `/${path}/{id}`,
    description: CHANGE_DESCRIPTION,
    isScoped: true,
    headers: conditionHeadersSchema,
  } as const;
  const standing = (call: ControlCall): Promise<object | undefined> => read(call.scope, idOf(call)).catch(undefinedIfUnknown);
  return [
    {
      ...change,
      method: 'put',
      summary: `Replaces the whole ${kind}${kind === 'app' ? ', except that keys which are not named stay' : ''}. The path has its ${key}; the body may repeat it, so that a document that was read can be sent back`,
      body,
      example,
      status: 200,
      creates: true,
      answer,
      run: async (call) => {
        const before = await standing(call);
        const document = keyed(key, idOf(call), call.body as Record<string, unknown>);
        const after = await put(call.scope, document, conditionOfCall(call));
        if (before === undefined) {
          call.markCreated();
        }
        return changed(call, { before, after });
      },
    },
    {
      ...change,
      method: 'patch',
      summary: `Changes what is named of the ${kind} (RFC 7396); null gives a member its default${kind === 'app' ? ', and draws a key anew' : ''}`,
      body: patchBody,
      example,
      status: 200,
      answer,
      run: async (call) => {
        const before = await standing(call);
        const named = keyed(key, idOf(call), call.body as Record<string, unknown>);
        const after = await patch(call.scope, { id: idOf(call), patch: named, condition: conditionOfCall(call) });
        return changed(call, { before, after });
      },
    },
  ];
}

function undefinedIfUnknown(error: unknown): undefined {
  if (!(error instanceof ProblemError && error.code === 'unknown')) {
    throw error;
  }
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
