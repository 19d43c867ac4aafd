import { z } from 'zod';
import type { ScopeSeed } from '../model/scope-handle.ts';
import type { LocalScope } from '../scope/local-scope.ts';
import { seedSchema } from '../scope/scope-seed.ts';
import { reportAnswer, scopePortsAnswer } from './answers.ts';
import type { ControlCall, ControlRoute } from './route.ts';

/** The scope that the path names. */
function scopeOf({ scopes, params }: ControlCall): LocalScope {
  return scopes.get(params['id'] ?? '');
}

export const SCOPE_ROUTES: readonly ControlRoute[] = [
  {
    method: 'get',
    path: '/scopes',
    summary: 'All scopes',
    isScoped: false,
    status: 200,
    answer: z.array(reportAnswer),
    run: ({ scopes }) => Promise.all(scopes.list().map((scope) => scope.report())),
  },
  {
    method: 'post',
    path: '/scopes',
    summary: 'Creates a scope from a seed',
    isScoped: false,
    body: seedSchema.optional(),
    example: { id: 'mine', seed: 'nightly', ttlMs: 600_000, apps: [{ appid: '300000000002' }] },
    status: 201,
    answer: reportAnswer,
    run: async ({ scopes, body }) => (await scopes.create((body ?? {}) as ScopeSeed)).report(),
  },
  {
    method: 'get',
    path: '/scopes/{id}',
    summary: 'Reports on a scope',
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
    summary: 'Resets a scope to its seed',
    isScoped: false,
    status: 204,
    run: (call) => scopeOf(call).reset(),
  },
  {
    method: 'post',
    path: '/scopes/{id}/listeners',
    summary: 'Opens listeners of the scope’s own',
    isScoped: false,
    status: 201,
    answer: scopePortsAnswer,
    run: (call) => scopeOf(call).openListeners(),
  },
  {
    method: 'put',
    path: '/scopes/{id}/snapshots/{name}',
    summary: 'Takes a snapshot of the scope',
    isScoped: false,
    status: 204,
    run: (call) => scopeOf(call).snapshot(call.params['name'] ?? ''),
  },
  {
    method: 'delete',
    path: '/scopes/{id}/snapshots/{name}',
    summary: 'Removes a snapshot',
    isScoped: false,
    status: 204,
    run: (call) => scopeOf(call).removeSnapshot(call.params['name'] ?? ''),
  },
  {
    method: 'post',
    path: '/scopes/{id}/snapshots/{name}/restore',
    summary: 'Restores a snapshot',
    isScoped: false,
    status: 204,
    run: (call) => scopeOf(call).restore(call.params['name'] ?? ''),
  },
];
