import type { GatewayAddress } from '../device/gateway-address.ts';
import type { HostRoute } from '../device/host-route.ts';

export interface TestbedOptions {
  /** A device that the user's adb server lists; null: a virtual handset. */
  readonly serial: string | null;
  /** The adb port of a virtual handset that runs already; absent or null: one is started. */
  readonly handsetPort?: number | null;
  /** Clears what an earlier build has left in the app's data. */
  readonly isDataCleared?: boolean;
  readonly probeApk: string;
  /** Where handsets store what they made from APKs, for later runs. */
  readonly cacheDir: string;
  /** Hosts of the SDK's own that are led to the gateway; the device's apps then trust the gateway's root. */
  readonly routes?: readonly HostRoute[];
  /** Where the device's networks find the gateway; absent or null: each kind of device has a way of its own. */
  readonly gatewayAt?: GatewayAddress | null;
  /** Somebody is at the controlling terminal, and does by hand what the device has no command for. */
  readonly isByHand?: boolean;
  /** Module of the wire format that the SDK speaks; absent: quhao-1. */
  readonly dialect?: string | null;
  /** Receives a line as each part comes up. */
  readonly onProgress: (line: string) => void;
  /** Takes down what has come up so far. */
  readonly signal?: AbortSignal;
}
