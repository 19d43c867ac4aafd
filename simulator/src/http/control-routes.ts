import { z } from 'zod';
import type { BearerSeed, FaultRule, FlowQuery, JournalQuery, MintRequest, ScopeSeed } from '../api.ts';
import { appSchema, bearerSchema, read, sessionSchema, subscriberSchema } from '../state/documents.ts';
import { faultSchema } from '../state/fault-rule.ts';
import { PRECEDENCE } from '../state/faults-page.ts';
import type { GatewayKeys } from '../state/gateway-keys.ts';
import { LiveScope } from '../state/live-scope.ts';
import { Problem } from '../state/problem.ts';
import { settingsSchema } from '../state/settings.ts';
import type { World } from '../state/world.ts';
import { seedSchema, type Worlds } from '../state/worlds.ts';
import type { DocumentKind } from '../store/store.ts';
import {
  advanceSchema,
  clockSchema,
  countFlowsSchema,
  countRequestsSchema,
  flowSchema,
  journalSchema,
  mintSchema,
  queueSchema,
  revokeSchema,
} from './control-schemas.ts';

/** The resources of the control API, a row each. Bodies and queries are held to their schemas; the same schemas make the OpenAPI document. */
export interface ControlRoute {
  readonly method: 'get' | 'put' | 'post' | 'delete';
  /** Parameters in braces, as OpenAPI has them. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** Whether `?scope=` names the scope; without it, the default one. */
  readonly isScoped: boolean;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly status: 200 | 201 | 204;
  readonly run: (call: ControlCall) => Promise<unknown>;
}

interface ControlCall {
  readonly worlds: Worlds;
  readonly gatewayKeys: GatewayKeys;
  readonly world: World;
  readonly scope: LiveScope;
  readonly params: Readonly<Record<string, string>>;
  /** As the row's schema judged it: whole, or what came where the row has none. */
  readonly body: unknown;
  readonly query: unknown;
}

const scopeOf = ({ worlds, params }: ControlCall): LiveScope => new LiveScope(worlds.get(params['id'] ?? ''), worlds);

export const CONTROL_ROUTES: readonly ControlRoute[] = [
  {
    method: 'get',
    path: '/keys',
    summary: 'The gateway’s public keys, as the scope has them',
    isScoped: true,
    status: 200,
    run: ({ scope }) => scope.keys(),
  },
  {
    method: 'get',
    path: '/platform-key',
    summary: 'What numbers to be checked are encrypted with',
    isScoped: false,
    status: 200,
    run: async ({ gatewayKeys }) => ({ spkiPem: gatewayKeys.platform.spkiPem }),
  },
  {
    method: 'get',
    path: '/scopes',
    summary: 'All scopes',
    isScoped: false,
    status: 200,
    run: ({ worlds }) => Promise.all(worlds.list().map((world) => new LiveScope(world, worlds).report())),
  },
  {
    method: 'post',
    path: '/scopes',
    summary: 'A new scope out of a seed',
    isScoped: false,
    body: seedSchema,
    status: 201,
    run: async ({ worlds, body }) => new LiveScope(await worlds.create((body ?? {}) as ScopeSeed), worlds).report(),
  },
  {
    method: 'get',
    path: '/scopes/{id}',
    summary: 'A scope as it stands',
    isScoped: false,
    status: 200,
    run: (call) => scopeOf(call).report(),
  },
  {
    method: 'delete',
    path: '/scopes/{id}',
    summary: 'Ends a scope',
    isScoped: false,
    status: 204,
    run: (call) => scopeOf(call).end(),
  },
  {
    method: 'post',
    path: '/scopes/{id}/reset',
    summary: 'Back to the seed',
    isScoped: false,
    status: 204,
    run: (call) => scopeOf(call).reset(),
  },
  {
    method: 'post',
    path: '/scopes/{id}/listeners',
    summary: 'Listeners of the scope’s own',
    isScoped: false,
    status: 201,
    run: (call) => scopeOf(call).openListeners(),
  },
  {
    method: 'put',
    path: '/scopes/{id}/snapshots/{name}',
    summary: 'Keeps the scope under a name',
    isScoped: false,
    status: 204,
    run: (call) => scopeOf(call).snapshot(call.params['name'] ?? ''),
  },
  {
    method: 'post',
    path: '/scopes/{id}/snapshots/{name}/restore',
    summary: 'Puts back what was kept',
    isScoped: false,
    status: 204,
    run: (call) => scopeOf(call).restore(call.params['name'] ?? ''),
  },
  ...collection({ path: 'apps', kind: 'app', key: 'appid', schema: appSchema.omit({ appid: true }) }),
  ...collection({ path: 'subscribers', kind: 'subscriber', key: 'msisdn', schema: subscriberSchema.omit({ msisdn: true }) }),
  ...collection({ path: 'sessions', kind: 'session', key: 'address', schema: sessionSchema.omit({ address: true }) }),
  {
    method: 'post',
    path: '/sessions',
    summary: 'Leases an address: refused where it has a session',
    isScoped: true,
    body: sessionSchema,
    status: 201,
    run: ({ world, body }) => world.registry.leaseSession(body),
  },
  {
    method: 'get',
    path: '/bearers',
    summary: 'Bearers with ports of their own',
    isScoped: true,
    status: 200,
    run: ({ scope }) => scope.bearers(),
  },
  {
    method: 'post',
    path: '/bearers',
    summary: 'Opens ports for one subscriber: whoever connects there has the session. They close when the session is released',
    isScoped: true,
    body: bearerSchema,
    status: 201,
    run: ({ scope, body }) => scope.openBearer(body as BearerSeed),
  },
  {
    method: 'get',
    path: '/settings',
    summary: 'The scope’s settings',
    isScoped: true,
    status: 200,
    run: async ({ scope }) => scope.settings(),
  },
  {
    method: 'put',
    path: '/settings',
    summary: 'Replaces the settings, whole',
    isScoped: true,
    body: settingsSchema,
    status: 200,
    run: ({ scope, body }) => scope.putSettings(body as object),
  },
  {
    method: 'get',
    path: '/faults',
    summary: 'Armed rules and their hits',
    isScoped: true,
    status: 200,
    run: ({ scope }) => scope.faults(),
  },
  {
    method: 'post',
    path: '/faults',
    summary: 'Arms a rule',
    description: [...PRECEDENCE, 'The effects: /docs/faults.'].join('\n'),
    isScoped: true,
    body: faultSchema,
    status: 201,
    run: ({ scope, body }) => scope.putFault(body as FaultRule),
  },
  {
    method: 'delete',
    path: '/faults',
    summary: 'Disarms all rules',
    isScoped: true,
    status: 204,
    run: ({ scope }) => scope.clearFaults(),
  },
  {
    method: 'delete',
    path: '/faults/{id}',
    summary: 'Disarms a rule',
    isScoped: true,
    status: 204,
    run: ({ scope, params }) => scope.removeFault(params['id'] ?? ''),
  },
  {
    method: 'post',
    path: '/release',
    summary: 'Lets every held answer go',
    isScoped: true,
    status: 200,
    run: async ({ scope }) => ({ released: await scope.release() }),
  },
  {
    method: 'post',
    path: '/scrips/revoke',
    summary: 'Voids the scrips of a number, or all',
    isScoped: true,
    body: revokeSchema,
    status: 200,
    run: async ({ scope, body }) => ({ revoked: await scope.revokeScrips((body as { msisdn?: string }).msisdn) }),
  },
  {
    method: 'post',
    path: '/tokens',
    summary: 'Mints a token without a login',
    isScoped: true,
    body: mintSchema,
    status: 201,
    run: async ({ scope, body }) => ({ token: await scope.mintToken(body as MintRequest) }),
  },
  {
    method: 'post',
    path: '/tokens/queue',
    summary: 'The next tokens to be issued',
    isScoped: true,
    body: queueSchema,
    status: 204,
    run: ({ scope, body }) => scope.queueTokens(body as string[]),
  },
  {
    method: 'get',
    path: '/clock',
    summary: 'Where the clock stands',
    isScoped: true,
    status: 200,
    run: async ({ world }) => world.clock.state,
  },
  {
    method: 'put',
    path: '/clock',
    summary: 'Offsets, freezes or scales the clock',
    isScoped: true,
    body: clockSchema,
    status: 200,
    run: ({ scope, body }) => scope.setClock(body as object),
  },
  {
    method: 'post',
    path: '/clock/advance',
    summary: 'Moves the clock and says what fired',
    isScoped: true,
    body: advanceSchema,
    status: 200,
    run: ({ scope, body }) => scope.advance((body as { ms: number }).ms),
  },
  {
    method: 'get',
    path: '/journal',
    summary: 'Requests, or with waitMs the first that matches',
    isScoped: true,
    query: journalSchema,
    status: 200,
    run: queryJournal,
  },
  {
    method: 'get',
    path: '/journal/count',
    summary: 'How many requests match; a problem where some that could have were dropped',
    isScoped: true,
    query: countRequestsSchema,
    status: 200,
    run: async ({ scope, query }) => ({ count: await scope.countRequests(withoutAbsent(query as JournalQuery)) }),
  },
  {
    method: 'get',
    path: '/flows',
    summary: 'Logins joined over connections; with waitMs the first that matches, with expect=one the only one',
    isScoped: true,
    query: flowSchema,
    status: 200,
    run: queryFlows,
  },
  {
    method: 'get',
    path: '/flows/count',
    summary: 'How many logins match; a problem where some that could have were dropped',
    isScoped: true,
    query: countFlowsSchema,
    status: 200,
    run: async ({ scope, query }) => ({ count: await scope.countFlows(withoutAbsent(query as FlowQuery)) }),
  },
];

interface Collection {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly key: string;
  readonly schema: z.ZodType;
}

function collection({ path, kind, key, schema }: Collection): readonly ControlRoute[] {
  const one = `/${path}/{id}`;
  const idOf = ({ params }: ControlCall): string => params['id'] ?? '';
  return [
    {
      method: 'get',
      path: `/${path}`,
      summary: `All ${path}`,
      isScoped: true,
      status: 200,
      run: ({ world }) => world.registry.list(kind),
    },
    {
      method: 'get',
      path: one,
      summary: `One of the ${path}, by its ${key}`,
      isScoped: true,
      status: 200,
      run: async (call) => needed(await call.world.registry.find(kind, idOf(call)), `${kind} ${idOf(call)}`),
    },
    {
      method: 'put',
      path: one,
      summary: `Replaces the ${kind}, whole`,
      isScoped: true,
      body: schema,
      status: 200,
      run: (call) => call.world.registry.put(kind, { ...(call.body as object), [key]: idOf(call) }),
    },
    {
      method: 'delete',
      path: one,
      summary: `Takes the ${kind} away`,
      isScoped: true,
      status: 204,
      run: async (call) => needed(await call.world.registry.remove(kind, idOf(call)), `${kind} ${idOf(call)}`),
    },
  ];
}

async function queryJournal({ world, scope, query }: ControlCall): Promise<unknown> {
  const { waitMs: wait, ...question } = withoutAbsent(query as z.output<typeof journalSchema>);
  const { journal } = world;
  const entries =
    wait === undefined
      ? await scope.journal(question as JournalQuery)
      : [await scope.waitForRequest(question as JournalQuery, wait)];
  return { droppedUpTo: journal.droppedUpTo, entries };
}

async function queryFlows({ scope, query }: ControlCall): Promise<unknown> {
  const { waitMs: wait, expect, ...question } = withoutAbsent(query as z.output<typeof flowSchema>);
  if (wait !== undefined) {
    return [await scope.waitForFlow(question as FlowQuery, wait)];
  }
  return expect === 'one' ? [await scope.expectFlow(question as FlowQuery)] : scope.flows(question as FlowQuery);
}

function withoutAbsent<T extends object>(query: T): T {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as T;
}

function needed<T>(value: T | undefined | false, what: string): T {
  if (value === undefined || value === false) {
    throw new Problem('unknown', `there is no ${what} in this scope`);
  }
  return value;
}

/** What came, held to the row's schema: judged whole, handed on as it came, so that each document's own reader sets its defaults. */
export function judgedBody({ body, path }: ControlRoute, sent: unknown): unknown {
  const given = sent ?? {};
  if (body !== undefined && !path.includes('{id}')) {
    read(body, 'body', given);
  }
  if (
    body !== undefined &&
    !(body instanceof z.ZodArray) &&
    (typeof given !== 'object' || given === null || Array.isArray(given))
  ) {
    throw new Problem('invalid', 'the body is no JSON object', [{ pointer: '/', message: 'is no object' }]);
  }
  return given;
}
