import type { ScopeReport } from '../model/documents.ts';
import type { ScopeSeed } from '../model/scope-handle.ts';
import type { SimulatorDescription } from '../model/simulator.ts';
import { ask, type RemoteOptions } from './control-request.ts';
import { RemoteScope } from './remote-scope.ts';

/** What a simulator tells of itself, asked for: `await remote.ports()` for `simulator.ports`. */
type Asked<T> = { readonly [K in keyof T]: () => Promise<T[K]> };

/** A simulator in another process, by its control API. */
export interface RemoteSimulator extends AsyncDisposable, Asked<SimulatorDescription> {
  readonly controlToken: string;
  readonly defaultScope: RemoteScope;
  createScope(seed?: ScopeSeed): Promise<RemoteScope>;
  /** One that is there, by its id; whether it is shows when it is asked something. */
  scope(id: string): RemoteScope;
  /** Ends the scopes that were made through this object, as far as they have not ended yet. */
  close(): Promise<void>;
}

export function connectSimulator(options: RemoteOptions): RemoteSimulator {
  const made: RemoteScope[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(made.splice(0).map((scope) => scope[Symbol.asyncDispose]()));
  };
  const tell =
    <K extends keyof SimulatorDescription>(key: K) =>
    async (): Promise<SimulatorDescription[K]> =>
      (await ask<SimulatorDescription>(options, { method: 'GET', path: '/simulator' }))[key];
  return {
    host: tell('host'),
    ports: tell('ports'),
    urls: tell('urls'),
    rootPem: tell('rootPem'),
    gatewayKey: tell('gatewayKey'),
    platformSpkiPem: tell('platformSpkiPem'),
    losses: tell('losses'),
    controlToken: options.token,
    defaultScope: new RemoteScope(options, 'default'),
    createScope: async (seed = {}) => {
      const { id } = await ask<ScopeReport>(options, { method: 'POST', path: '/scopes', body: seed });
      const scope = new RemoteScope(options, id);
      made.push(scope);
      return scope;
    },
    scope: (id) => new RemoteScope(options, id),
    close,
    [Symbol.asyncDispose]: close,
  };
}
