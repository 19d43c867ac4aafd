import { DEFAULT_SCOPE, type ScopeRegistry } from '../scope/scope-registry.ts';
import type { Connection } from '../transport/connection.ts';

/**
 * Which connections a restart of a scope ends: those of its own listeners and those whose last request was its own; before the first request, those
 * from an address that it leases. The default scope has what is left: on the shared listeners, of no other scope by request or address.
 * The control API's are nobody's: whoever arranges the test goes on.
 */
export async function isOf(scope: string, connection: Connection, scopes: ScopeRegistry): Promise<boolean> {
  const { plane, servedBy, address } = connection;
  if (plane === 'control') {
    return false;
  }
  if (connection.scope === scope || servedBy === scope) {
    return true;
  }
  if (connection.scope !== null || servedBy !== null) {
    return false;
  }
  const leasedBy = address === null || plane === 'exchange' ? undefined : await scopes.ofAddress(address);
  return (leasedBy?.id ?? DEFAULT_SCOPE) === scope;
}
