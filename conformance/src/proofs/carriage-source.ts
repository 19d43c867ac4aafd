import type { AdbDevice } from '../adb/adb-device.ts';
import type { RawTargets } from '../canary.ts';
import { rawRequest } from '../canary.ts';
import type { Bearer } from '../check.ts';
import { TestbedError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import type { Probe } from '../probe/probe.ts';
import { type Carriage, type ConnectionWatch, WHOLE_ROW } from './carriage.ts';
import { CarriageWatch, type GatewayPlace } from './carriage-watch.ts';
import { type BearerSources, GatewayWatch } from './gateway-watch.ts';
import { type GatewayProof, PROOFS, type ProofName, type Strength } from './proof-table.ts';

/** Where a device's proofs of its bearers come from, with those that the trial has found to be right. */
export interface CarriageSource {
  readonly proofs: readonly ProofName[];
  /** Of the strongest of them. */
  readonly strength: Strength;
  watch(): Promise<ConnectionWatch>;
}

const TRIED = ['socket table', 'bytes by app'] as const satisfies readonly ProofName[];

/** The gateway holds the trial's answers back for so long: a socket that lives shorter may be in no table. */
const HELD_MS = 500;

interface Trial {
  readonly device: AdbDevice;
  readonly probe: Probe;
  readonly targets: RawTargets;
  readonly gateway: Gateway;
  readonly packageName: string;
  readonly place: GatewayPlace;
}

/** Sends a request of the probe's own over each bearer and looks which proofs see it on the right one. Null where none does. */
export async function tryCarriage(trial: Trial): Promise<CarriageSource | null> {
  const { device, place, packageName } = trial;
  const uid = await uidOf(device, packageName);
  const watch = (): Promise<CarriageWatch> => CarriageWatch.start(device, place, uid);
  await trial.gateway.arrange({ fault: { plane: 'bearer', operation: 'prefetch', effect: { kind: 'delay', ms: HELD_MS } } });
  const seen = [await carriageOf('cellular', trial, watch), await carriageOf('wifi', trial, watch)];
  await trial.gateway.arrange({});
  const proofs = TRIED.filter((proof) => seen.every(({ bearer, carriage }) => isRight(proof, bearer, carriage)));
  const [strongest] = proofs;
  if (strongest === undefined) {
    return null;
  }
  const { strength } = PROOFS[strongest];
  return {
    proofs,
    strength,
    watch: async () => {
      const started = await watch();
      started.trust(proofs, strength);
      return started;
    },
  };
}

/** The gateway itself sees which bearer a request came over. */
export function gatewayCarriage(
  gateway: Gateway,
  seen: { readonly proof: GatewayProof; readonly sources: BearerSources },
): CarriageSource {
  const { strength } = PROOFS[seen.proof];
  return { proofs: [seen.proof], strength, watch: () => GatewayWatch.start(gateway, seen) };
}

interface Carried {
  readonly bearer: Bearer;
  readonly carriage: Carriage;
}

async function carriageOf(bearer: Bearer, { probe, targets }: Trial, start: () => Promise<CarriageWatch>): Promise<Carried> {
  const watch = await start();
  try {
    const { outcome } = await rawRequest(probe, targets, { target: 'prefetch', bearer });
    if (outcome !== 'answer') {
      throw new TestbedError('RADIO', `the gateway does not answer over ${bearer}: ${outcome}`);
    }
    return { bearer, carriage: await watch.end() };
  } finally {
    watch.close();
  }
}

function isRight(proof: (typeof TRIED)[number], bearer: Bearer, { sockets, bytes }: Carriage): boolean {
  if (proof === 'socket table') {
    return sockets.length > 0 && sockets.every((socket) => socket.bearer === bearer);
  }
  const row = bytes[WHOLE_ROW] ?? { wifi: 0, cellular: 0 };
  return row[bearer] > 0 && row[bearer === 'wifi' ? 'cellular' : 'wifi'] === 0;
}

/** API 26 and newer print it. */
async function uidOf(device: AdbDevice, packageName: string): Promise<number> {
  const listed = await device.run(`pm list packages -U ${packageName}`);
  const line = listed.split('\n').find((each) => each.startsWith(`package:${packageName} `)) ?? '';
  const [, uid] = /\buid:(\d+)/.exec(line) ?? [];
  if (uid === undefined) {
    throw new TestbedError('RADIO_LOG', `the device does not say the uid of ${packageName}: ${listed.trim().slice(0, 200)}`);
  }
  return Number(uid);
}
