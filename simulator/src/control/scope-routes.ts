import { z } from 'zod';
import type { ScopeSeed } from '../model/scope-handle.ts';
import { LocalScope } from '../scope/local-scope.ts';
import { seedSchema } from '../scope/scope-seed.ts';
import { reportAnswer, scopePortsAnswer } from './answers.ts';
import type { ControlCall, ControlRoute } from './route.ts';

const scopeOf = ({ scopes, params }: ControlCall): LocalScope => new LocalScope(scopes.get(params['id'] ?? ''), scopes);

export const SCOPE_ROUTES: readonly ControlRoute[] = [
  {
    method: 'get',
    path: '/scopes',
    summary: 'All scopes',
    isScoped: false,
    status: 200,
    answer: z.array(reportAnswer),
    run: ({ scopes }) => Promise.all(scopes.list().map((world) => new LocalScope(world, scopes).report())),
  },
  {
    method: 'post',
    path: '/scopes',
    summary: 'A new scope out of a seed',
    isScoped: false,
    body: seedSchema.optional(),
    status: 201,
    answer: reportAnswer,
    run: async ({ scopes, body }) => new LocalScope(await scopes.create((body ?? {}) as ScopeSeed), scopes).report(),
  },
  {
    method: 'get',
    path: '/scopes/{id}',
    summary: 'A scope as it stands',
    isScoped: false,
    status: 200,
    answer: reportAnswer,
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
    answer: scopePortsAnswer,
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
];
