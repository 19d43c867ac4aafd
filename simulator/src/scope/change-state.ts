import type { StateChange } from '../api.ts';
import type { World } from './scope.ts';

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
      await revokeScrips(world, await subscriberOf(world, target));
      return;
    case 'EXPIRE_TOKENS':
      // By the clock that tokens are judged by.
      await world.store.expireTokens(world.id, world.nowOn('exchange'));
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

/** null: the request names nobody; undefined: it names a credential or an address that is nobody's (any more). */
async function subscriberOf(world: World, { address, scrip, token }: StateFaultTarget): Promise<string | null | undefined> {
  if (scrip !== null) {
    return (await world.store.readScrip(world.id, scrip))?.msisdn;
  }
  if (token !== null) {
    return (await world.store.readToken(world.id, token))?.msisdn;
  }
  return address === null ? null : (await world.registry.session(address))?.msisdn;
}

/** Of a request that names nobody, everybody's. */
async function revokeScrips(world: World, msisdn: string | null | undefined): Promise<void> {
  if (msisdn !== undefined) {
    await world.store.revokeScrips(world.id, msisdn);
  }
}

async function swapSim(world: World, msisdn: string | null | undefined): Promise<void> {
  if (typeof msisdn === 'string') {
    await world.registry.changeSubscriber(msisdn, (standing) => ({ ...standing, sim: nextSim(standing.sim) }));
  }
}

const SWAPPED = /^(.*)\+(\d+)$/s;
/** A SIM's name has at most 40 characters. */
const SIM_STEM_LENGTH = 30;

/** `sim-1`, `sim-1+1`, `sim-1+2`, …: each swap brings a name that was not there before. */
function nextSim(sim: string): string {
  const [, stem = sim, swaps = '0'] = SWAPPED.exec(sim) ?? [];
  return `${stem.slice(0, SIM_STEM_LENGTH)}+${Number(swaps) + 1}`;
}
