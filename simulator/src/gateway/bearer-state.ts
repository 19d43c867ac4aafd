import type { SessionState } from '../api.ts';
import type { Worlds } from '../scope/scope-registry.ts';

/** What the bearer behind an address is fit for. An address without a session is ok here; the flow's own check refuses it. */
export async function bearerState(worlds: Worlds, address: string | null): Promise<SessionState> {
  const world = address === null ? undefined : await worlds.ofAddress(address);
  return address === null || world === undefined ? 'ok' : ((await world.registry.bearerState(address)) ?? 'ok');
}
