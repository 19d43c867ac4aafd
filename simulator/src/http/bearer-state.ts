import type { SessionState } from '../api.ts';
import type { Worlds } from '../state/worlds.ts';

/** What the bearer behind an address is fit for. An address without a session is ok here; the flow's own check refuses it. */
export async function bearerState(worlds: Worlds, address: string | null): Promise<SessionState> {
  const world = address === null ? undefined : await worlds.ofAddress(address);
  const session = address === null ? undefined : await world?.registry.session(address);
  if (session === undefined || world === undefined) {
    return 'ok';
  }
  const subscriber = await world.registry.subscriber(session.msisdn);
  return subscriber?.state === 'suspended' ? 'noData' : session.state;
}
