import type { StateChange } from '../model/faults.ts';
import type { Scope } from './scope.ts';

/** Whose credentials a request is about, as far as the request itself tells. */
export interface StateFaultTarget {
  /** The bearer's address on the bearer plane. */
  readonly address: string | null;
  readonly scrip: string | null;
  readonly token: string | null;
}

/** What a rule does to the scope's state, before the checks of the request it hit. Restarts also end connections; that is the gateway's part. */
export async function changeState(scope: Scope, change: StateChange, target: StateFaultTarget): Promise<void> {
  switch (change) {
    case 'REVOKE_SCRIPS':
      await revokeScrips(scope, await subscriberOf(scope, target));
      return;
    case 'EXPIRE_TOKENS':
      // By the clock that tokens are judged by.
      await scope.store.expireTokens(scope.id, scope.nowOn('exchange'));
      return;
    case 'SWAP_SIM':
      await swapSim(scope, await subscriberOf(scope, target));
      return;
    case 'ROTATE_KEYS':
      scope.keyRing.rotate();
      return;
    case 'RESTART':
      return;
    case 'RESTART_WITHOUT_STATE':
      await scope.store.wipe(scope.id);
  }
}

/** null: the request names nobody; undefined: it names a credential or an address that is nobody's (any more). */
async function subscriberOf(scope: Scope, { address, scrip, token }: StateFaultTarget): Promise<string | null | undefined> {
  if (scrip !== null) {
    return (await scope.store.readScrip(scope.id, scrip))?.msisdn;
  }
  if (token !== null) {
    return (await scope.store.readToken(scope.id, token))?.msisdn;
  }
  return address === null ? null : (await scope.directory.session(address))?.msisdn;
}

/** Of a request that names nobody, everybody's. */
async function revokeScrips(scope: Scope, msisdn: string | null | undefined): Promise<void> {
  if (msisdn !== undefined) {
    await scope.store.revokeScrips(scope.id, msisdn);
  }
}

async function swapSim(scope: Scope, msisdn: string | null | undefined): Promise<void> {
  if (typeof msisdn === 'string') {
    await scope.directory.changeSubscriber(msisdn, (standing) => ({ ...standing, sim: nextSim(standing.sim) }));
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
