import { AdbDevice } from '../adb/adb-device.ts';
import { AdbError } from '../adb/adb-error.ts';
import type { AdbServer } from '../adb/adb-server.ts';
import { cureOfState } from '../adb/device-states.ts';
import { within } from '../wait.ts';
import { type DeviceKind, readDeviceKind } from './device-kind.ts';

/** A device as adb lists it, and what it can be used for. */
export interface DeviceCard {
  readonly serial: string;
  /** `device`, `offline`, `unauthorized`, … */
  readonly state: string;
  readonly kind: DeviceKind | null;
  readonly model: string | null;
  readonly apiLevel: number | null;
  readonly uses: readonly string[];
  /** What to do where it cannot be used. */
  readonly cure: string | null;
}

const ANSWER_MS = 5_000;

/** All devices of a server, each with what it can be used for. Devices that do not answer are said to. */
export async function describeDevices({ client }: Pick<AdbServer, 'client'>): Promise<readonly DeviceCard[]> {
  const listed = (await client.listDevices()) as readonly { readonly id: string; readonly type: string }[];
  return Promise.all(listed.map(({ id, type }) => describe(new AdbDevice(client, id), type)));
}

async function describe(device: AdbDevice, state: string): Promise<DeviceCard> {
  const { serial } = device;
  const unknown = { serial, state, kind: null, model: null, apiLevel: null, uses: [] };
  const cure = cureOfState(state);
  if (cure !== null) {
    return { ...unknown, cure };
  }
  const late = (): AdbError => new AdbError('CONNECT', `${serial} does not answer`);
  try {
    return await within(describeAnswering(device), ANSWER_MS, late);
  } catch (error) {
    if (error instanceof AdbError) {
      return { ...unknown, cure: `adb lists it, but it does not answer: restart it (${error.message})` };
    }
    throw error;
  }
}

async function describeAnswering(device: AdbDevice): Promise<DeviceCard> {
  const { serial } = device;
  const [model, sdk] = await Promise.all(['ro.product.model', 'ro.build.version.sdk'].map((name) => device.property(name)));
  const kind = await readDeviceKind(device);
  const apiLevel = Number(sdk) || null;
  const uses = usesOf(kind, apiLevel);
  const cure = uses.length === 0 ? `Android 5 (API ${OLDEST_API}) or newer is needed` : null;
  return { serial, state: 'device', kind, model: model ?? null, apiLevel, uses, cure };
}

/** Of the probe. */
const OLDEST_API = 21;
/** From here on Wi-Fi and mobile data are switched over adb without root (control-table.ts). */
const SWITCHED_API = 26;

function usesOf(kind: DeviceCard['kind'], apiLevel: number | null): readonly string[] {
  if (apiLevel === null || apiLevel < OLDEST_API) {
    return [];
  }
  const switches = apiLevel < SWITCHED_API ? ['quhao probe'] : ['quhao conform', 'quhao probe', 'quhao device'];
  const proofs = { handset: ['proof of the bearer'], emulator: ['proof of the bearer by socket tables'], phone: [] };
  return kind === null ? switches : [...switches, ...proofs[kind]];
}
