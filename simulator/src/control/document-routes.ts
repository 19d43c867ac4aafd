import { z } from 'zod';
import type { BearerSeed } from '../model/documents.ts';
import { canonicalAddress } from '../protocol/addresses.ts';
import { appSchema, bearerSchema, sessionSchema, subscriberSchema } from '../scope/documents.ts';
import { Problem } from '../scope/problem.ts';
import type { DocumentKind } from '../store/store.ts';
import { appAnswer, bearerAnswer, sessionAnswer, subscriberAnswer } from './answers.ts';
import { type ControlCall, type ControlRoute, needed } from './route.ts';

interface Collection {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly key: string;
  /** The document, its key left out or not. */
  readonly body: z.ZodType;
  readonly answer: z.ZodType;
}

const COLLECTIONS: readonly Collection[] = [
  { path: 'apps', kind: 'app', key: 'appid', body: appSchema.partial({ appid: true }), answer: appAnswer },
  {
    path: 'subscribers',
    kind: 'subscriber',
    key: 'msisdn',
    body: subscriberSchema.partial({ msisdn: true }),
    answer: subscriberAnswer,
  },
  { path: 'sessions', kind: 'session', key: 'address', body: sessionSchema.partial({ address: true }), answer: sessionAnswer },
];

export const DOCUMENT_ROUTES: readonly ControlRoute[] = [
  ...COLLECTIONS.flatMap(routesOf),
  {
    method: 'post',
    path: '/sessions',
    summary: 'Leases an address: refused where it has a session',
    isScoped: true,
    body: sessionSchema,
    status: 201,
    answer: sessionAnswer,
    run: ({ world, body }) => world.directory.leaseSession(body),
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
    summary: 'Opens ports for one subscriber: whoever connects there has the session. They close when the session is released',
    isScoped: true,
    body: bearerSchema,
    status: 201,
    answer: bearerAnswer,
    run: ({ scope, body }) => scope.openBearer(body as BearerSeed),
  },
];

function routesOf({ path, kind, key, body, answer }: Collection): readonly ControlRoute[] {
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
      run: ({ world }) => world.directory.list(kind),
    },
    {
      method: 'get',
      path: one,
      summary: `One of the ${path}, by its ${key}`,
      isScoped: true,
      status: 200,
      answer,
      run: async (call) => needed(await call.world.directory.find(kind, idOf(call)), `${kind} ${idOf(call)}`),
    },
    {
      method: 'put',
      path: one,
      summary: `Replaces the ${kind}, whole. Its ${key} is the path’s; the body may repeat it, so that what was read can be sent back`,
      isScoped: true,
      body,
      status: 200,
      answer,
      run: async (call) => call.world.directory.put(kind, keyed(key, idOf(call), call.body as Record<string, unknown>)),
    },
    {
      method: 'delete',
      path: one,
      summary: `Takes the ${kind} away`,
      isScoped: true,
      status: 204,
      run: async (call) => needed(await call.world.directory.remove(kind, idOf(call)), `${kind} ${idOf(call)}`),
    },
  ];
}

/** Under one name goes one document: a body that names another is a mistake, of whichever of the two. */
function keyed(key: string, id: string, body: Record<string, unknown>): object {
  const given = body[key];
  if (given !== undefined && canonical(String(given)) !== canonical(id)) {
    const message = `is ${String(given).slice(0, 60)}, and the path says ${id.slice(0, 60)}: leave it out, or send the same`;
    throw new Problem('invalid', `the body’s ${key} ${message}`, [{ pointer: `/${key}`, message }]);
  }
  return { ...body, [key]: id };
}

function canonical(name: string): string {
  return canonicalAddress(name) ?? name;
}
