import type { ScopeReport } from '../model/documents.ts';
import type { ScopeSeed } from '../model/scope-handle.ts';
import type { SimulatorDescription } from '../model/simulator.ts';
import { ask, type RemoteOptions } from './control-request.ts';
import { RemoteScope } from './remote-scope.ts';

/** A simulator's description, asked for over HTTP: `await remote.ports()` for `simulator.ports`. */
type Asked<T> = { readonly [K in keyof T]: () => Promise<T[K]> };

/** A simulator in another process, by its control API. */
export interface RemoteSimulator extends AsyncDisposable, Asked<SimulatorDescription> {
  readonly controlToken: string;
  readonly defaultScope: RemoteScope;
  createScope(seed?: ScopeSeed): Promise<RemoteScope>;
  /** An existing scope by its id; one that does not exist refuses the first question. */
  scope(id: string): RemoteScope;
  /** Reports on all scopes. */
  scopes(): Promise<readonly ScopeReport[]>;
  /** Ends the scopes that were created through this object and have not ended yet. */
  close(): Promise<void>;
}

export function connectSimulator(options: RemoteOptions): RemoteSimulator {
  const created: RemoteScope[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(created.splice(0).map((scope) => scope[Symbol.asyncDispose]()));
  };
  const described =
    <K extends keyof SimulatorDescription>(key: K) =>
    async () =>
      (await ask<SimulatorDescription>(options, { method: 'GET', path: '/simulator' }))[key];
  return {
    host: described('host'),
    ports: described('ports'),
    urls: described('urls'),
    rootPem: described('rootPem'),
    gatewayKey: described('gatewayKey'),
    platformSpkiPem: described('platformSpkiPem'),
    losses: described('losses'),
    controlToken: options.token,
    defaultScope: new RemoteScope(options, 'default'),
    createScope: async (seed = {}) => {
      const { id } = await ask<ScopeReport>(options, { method: 'POST', path: '/scopes', body: seed });
      const scope = new RemoteScope(options, id);
      created.push(scope);
      return scope;
    },
    scope: (id) => new RemoteScope(options, id),
    scopes: () => ask(options, { method: 'GET', path: '/scopes' }),
    close,
    [Symbol.asyncDispose]: close,
  };
}
