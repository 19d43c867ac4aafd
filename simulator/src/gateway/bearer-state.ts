import type { SessionState } from '../model/documents.ts';
import type { ScopeRegistry } from '../scope/scope-registry.ts';

/** What the bearer behind an address is fit for. An address without a session is ok here; the flow's own check refuses it. */
export async function bearerState(scopes: ScopeRegistry, address: string | null): Promise<SessionState> {
  const scope = address === null ? undefined : await scopes.ofAddress(address);
  return address === null || scope === undefined ? 'ok' : ((await scope.directory.bearerState(address)) ?? 'ok');
}
