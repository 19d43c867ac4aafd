import type { StateChange } from '../model/faults.ts';
import type { Scope } from './scope.ts';

/** The credentials and the address that a request names. */
export interface StateFaultTarget {
  /** The bearer's address, of a request on the bearer plane. */
  readonly address: string | null;
  readonly scrip: string | null;
  readonly token: string | null;
}

/** Changes the scope's state as a rule asks, before the rules of the operation run. The gateway ends the connections of a restart. */
export async function changeState(scope: Scope, change: StateChange, target: StateFaultTarget): Promise<void> {
  switch (change) {
    case 'REVOKE_SCRIPS':
      await revokeScrips(scope, await subscriberOf(scope, target));
      return;
    case 'EXPIRE_TOKENS':
      // The exchange plane judges tokens, so its clock counts.
      await scope.store.expireTokens(scope.epoch, scope.nowOn('exchange'));
      return;
    case 'SWAP_SIM':
      await swapSim(scope, await subscriberOf(scope, target));
      return;
    case 'ROTATE_KEYS':
      await scope.rotateKeys();
      return;
    case 'RESTART':
      return;
    case 'RESTART_WITHOUT_STATE':
      await scope.store.wipe(scope.epoch);
  }
}

/** The subscriber whom the request names. null: the request names none; undefined: it names a credential or an address that nobody has. */
async function subscriberOf(scope: Scope, { address, scrip, token }: StateFaultTarget): Promise<string | null | undefined> {
  if (scrip !== null) {
    return (await scope.store.readScrip(scope.epoch, scrip))?.msisdn;
  }
  if (token !== null) {
    return (await scope.store.readToken(scope.epoch, token))?.msisdn;
  }
  return address === null ? null : (await scope.directory.session(address))?.msisdn;
}

/** Revokes the subscriber's scrips; all scrips if the request names no subscriber. */
async function revokeScrips(scope: Scope, msisdn: string | null | undefined): Promise<void> {
  if (msisdn !== undefined) {
    await scope.store.revokeScrips(scope.epoch, msisdn);
  }
}

async function swapSim(scope: Scope, msisdn: string | null | undefined): Promise<void> {
  if (typeof msisdn === 'string') {
    await scope.directory.changeSubscriber(msisdn, (standing) => ({ ...standing, sim: nextSim(standing.sim) }));
  }
}

const SWAPPED = /^(.*)\+(\d+)$/s;
/** The name of a SIM has at most 40 characters. */
const SIM_STEM_LENGTH = 30;

/** `sim-1`, `sim-1+1`, `sim-1+2`, …: each swap gives a new name. */
function nextSim(sim: string): string {
  const [, stem = sim, swaps = '0'] = SWAPPED.exec(sim) ?? [];
  return `${stem.slice(0, SIM_STEM_LENGTH)}+${Number(swaps) + 1}`;
}
