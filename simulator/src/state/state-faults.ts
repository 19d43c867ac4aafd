import type { StateChange } from '../api.ts';
import type { World } from './world.ts';

/** Whose credentials a request is about, as far as the request itself tells. */
export interface StateFaultTarget {
  /** The bearer's address on the bearer plane. */
  readonly address: string | null;
  readonly scrip: string | null;
  readonly token: string | null;
}

/** What a rule does to the scope's state, before the checks of the request it hit. Restarts also end connections; that is the gateway's part. */
export async function changeState(world: World, change: StateChange, target: StateFaultTarget): Promise<void> {
  switch (change) {
    case 'REVOKE_SCRIPS':
      await world.store.revokeScrips(world.id, (await subscriberOf(world, target)) ?? null);
      return;
    case 'EXPIRE_TOKENS':
      await world.store.expireTokens(world.id, world.clock.now());
      return;
    case 'SWAP_SIM':
      await swapSim(world, await subscriberOf(world, target));
      return;
    case 'ROTATE_KEYS':
      world.keyRing.rotate();
      return;
    case 'RESTART':
      return;
    case 'RESTART_WITHOUT_STATE':
      await world.store.wipe(world.id);
  }
}

async function subscriberOf(world: World, { address, scrip, token }: StateFaultTarget): Promise<string | undefined> {
  if (scrip !== null) {
    return (await world.store.readScrip(world.id, scrip))?.msisdn;
  }
  if (token !== null) {
    return (await world.store.readToken(world.id, token))?.msisdn;
  }
  return address === null ? undefined : (await world.registry.session(address))?.msisdn;
}

async function swapSim(world: World, msisdn: string | undefined): Promise<void> {
  const subscriber = msisdn === undefined ? undefined : await world.registry.subscriber(msisdn);
  if (subscriber !== undefined) {
    await world.registry.putSubscriber({ ...subscriber, sim: `${subscriber.sim.slice(0, 30)}+` });
  }
}
