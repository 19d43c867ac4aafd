import { type Hits, NO_HITS } from '../model/fault-stages.ts';
import type { ScopeResolver } from '../scope/scope-resolver.ts';
import type { Connection } from '../transport/connection.ts';
import type { ConnectionStage } from '../transport/connection-policy.ts';

/** Picks the rules of the connection's scope that fire at a stage of the connection. */
export async function takeConnectionFaults(
  resolver: ScopeResolver,
  connection: Connection,
  stage: ConnectionStage,
): Promise<Hits> {
  const { plane } = connection;
  const resolved = plane === 'control' ? null : await resolver.ofConnection(connection);
  if (plane === 'control' || resolved === null) {
    return NO_HITS;
  }
  const { faults, clock } = resolved.scope;
  return faults.take({ plane, operation: null, fields: {}, now: clock.now(), stages: [stage], passedStep: null });
}
