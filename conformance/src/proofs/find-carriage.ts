import type { AdbDevice } from '../adb/adb-device.ts';
import type { RawTargets } from '../canary.ts';
import type { GatewayRoute } from '../device/gateway-route.ts';
import { ALL_ON, type RadioControl } from '../device/radio-control.ts';
import type { Gateway } from '../gateway.ts';
import type { Probe } from '../probe/probe.ts';
import { type CarriageSource, gatewayCarriage, tryCarriage } from './carriage-source.ts';
import type { BearerSources } from './gateway-watch.ts';
import { isGatewayProof, PROOFS } from './proof-table.ts';

export interface CarriageNeeds {
  readonly device: AdbDevice;
  readonly route: Pick<GatewayRoute, 'place' | 'proof' | 'sources'>;
  readonly probe: Probe;
  readonly packageName: string;
  readonly radio: RadioControl;
  readonly targets: RawTargets;
  readonly gateway: Gateway;
  readonly onProgress: (line: string) => void;
}

/** Tries the proofs of the bearer with requests of the probe's own, and says which count. */
export async function findCarriage({ route, radio, onProgress, ...trial }: CarriageNeeds): Promise<CarriageSource | null> {
  const { place, proof, sources } = route;
  if (sources !== undefined && isGatewayProof(proof)) {
    onProgress(`bearer      ${byRoute(proof)}: ${sourcesText(sources)}`);
    return gatewayCarriage(trial.gateway, { proof, sources });
  }
  if (place === null) {
    onProgress(`bearer      ${proof === null ? 'proved by nothing' : byRoute(proof)}`);
    return null;
  }
  if (trial.gateway.isTheUsers) {
    onProgress('bearer      proved by nothing: a trial would need faults in a gateway of yours');
    return null;
  }
  await radio.set(ALL_ON);
  const carriage = await tryCarriage({ ...trial, place });
  const [strongest] = carriage?.proofs ?? [];
  onProgress(
    carriage === null || strongest === undefined
      ? 'bearer      proved by nothing: neither socket table nor bytes by app showed a request where it went'
      : `bearer      proved by ${carriage.proofs.join(' and ')} · strength ${PROOFS[strongest].strength} · tried over both bearers`,
  );
  return carriage;
}

function sourcesText({ wifi, cellular }: BearerSources): string {
  return wifi === null
    ? `mobile data comes from ${cellular}, Wi-Fi does not lead there`
    : `mobile data comes from ${cellular}, Wi-Fi from ${wifi}`;
}

function byRoute(proof: NonNullable<GatewayRoute['proof']>): string {
  const { strength, text } = PROOFS[proof];
  return strength === 'none' ? `proved by nothing · ${proof}: ${text}` : `proved by ${proof} · strength ${strength} · ${text}`;
}
