import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readApkPackage, startHandset } from '../../../handset/src/handset.ts';
import { GATEWAY_NAMES } from '../../../simulator/src/simulator.ts';
import { AdbDevice } from '../adb/adb-device.ts';
import { type AdbServer, startAdbServer, userAdbServer } from '../adb/adb-server.ts';
import { CleanupStack } from '../cleanup-stack.ts';
import { routeTo, undoEarlier } from '../device/attached-device.ts';
import { DeviceControls } from '../device/device-controls.ts';
import { type DeviceKind, readDeviceKind } from '../device/device-kind.ts';
import type { GatewayRoute } from '../device/gateway-route.ts';
import { handAtTerminal } from '../device/hand.ts';
import { leadHosts } from '../device/lead-hosts.ts';
import { prepareScreen } from '../device/prepare-screen.ts';
import type { UndoFile } from '../device/undo-file.ts';
import { TestbedError, UsageError } from '../errors.ts';
import { InstalledProbe } from '../probe/installed-probe.ts';
import type { ProbeDescription } from '../probe/messages.ts';
import { ProbeSession } from '../probe/probe-session.ts';
import { elapsedMs, hostNanos } from '../wait.ts';
import { LOOPBACK, SIM, type TestbedGateway } from './testbed-gateway.ts';
import type { TestbedOptions } from './testbed-options.ts';

/** The device and the probe in it. */
export interface DeviceParts {
  readonly device: AdbDevice;
  readonly kind: DeviceKind;
  readonly isHandset: boolean;
  readonly controls: DeviceControls;
  /** Null on a virtual handset of the run's own. */
  readonly undo: UndoFile | null;
  readonly installed: InstalledProbe;
  /** Null: it is found with the probe's help (explore-route.ts). */
  readonly route: GatewayRoute | null;
  readonly session: ProbeSession;
  readonly description: ProbeDescription;
  /** How long it took to bring them up. */
  readonly readyMs: number;
}

/** Brings up a virtual handset, or attaches the device, and installs the probe there. */
export async function openDevice(
  options: TestbedOptions,
  { ports, rootPem }: Pick<TestbedGateway, 'ports' | 'rootPem'>,
  cleanup: CleanupStack,
): Promise<DeviceParts> {
  const from = hostNanos();
  const { serial, probeApk } = options;
  const packageName = await packageOf(probeApk);
  const device = serial === null ? await openHandset(options, cleanup) : await attachDevice(serial, cleanup);
  options.onProgress(`adb         ${device.serial} answers after ${seconds(elapsedMs(from))}`);
  const kind = await readDeviceKind(device);
  const isHandset = kind === 'handset';
  const { gatewayAt = null } = options;
  if (isHandset && gatewayAt !== null) {
    throw new UsageError(
      `--gateway-host is for an emulator or a phone: ${device.serial} is a virtual handset, which is led by names`,
    );
  }
  const hand = options.isByHand === true ? handAtTerminal() : null;
  const undo = serial === null ? null : await undoEarlier(device, options.onProgress, hand);
  const controls = await DeviceControls.detect(device, { hand, probePackage: packageName });
  if (!isHandset && undo !== null) {
    cleanup.defer(await prepareScreen(device, controls, undo));
  }
  const installed = await InstalledProbe.install(device, probeApk, packageName);
  if (options.isDataCleared === true) {
    await installed.clearData();
  }
  cleanup.defer(() => installed.restore());
  options.onProgress(`probe       ${basename(probeApk)} installed after ${seconds(elapsedMs(from))}; its process starts`);
  // A way by an address is found with the probe's help, when that is there.
  const route =
    gatewayAt === null ? await routeTo(kind, device, { ports, names: GATEWAY_NAMES, simSession: SIM.sessions[0] }) : null;
  cleanup.defer(async () => route?.remove());
  const { routes = [] } = options;
  if (routes.length > 0) {
    cleanup.defer(await leadHosts(device, isHandset, { routes, ports, rootPem }));
  }
  const session = await ProbeSession.start({ device, packageName });
  cleanup.defer(() => session.close());
  const description = await session.probe.describe();
  return { device, kind, isHandset, controls, undo, installed, route, session, description, readyMs: elapsedMs(from) };
}

/** A name that goes into shell commands. */
const PACKAGE_NAME = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$/;

/** The package of the probe: another one than our own where --package or an app's APK gave it. */
async function packageOf(probeApk: string): Promise<string> {
  const name = await readApkPackage(probeApk).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new TestbedError('PROBE_APK', `${probeApk} cannot be read as an APK: ${why}. Build it again`, { cause: error });
  });
  if (!PACKAGE_NAME.test(name)) {
    throw new TestbedError('PROBE_APK', `${probeApk} has no name that a package may have: "${name}"`);
  }
  return name;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

async function openHandset(options: TestbedOptions, cleanup: CleanupStack): Promise<AdbDevice> {
  const port = options.handsetPort ?? (await startEmbeddedHandset(options, cleanup));
  const server = disposeLater(await startAdbServer(), cleanup);
  return AdbDevice.connect(server.client, LOOPBACK, port);
}

/** Starts a handset with an empty memory, which is deleted with it. Returns its adb port. */
async function startEmbeddedHandset({ cacheDir, onProgress }: HandsetNeeds, cleanup: CleanupStack): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quhao-handset-'));
  cleanup.defer(() => rm(dataDir, { recursive: true, force: true }));
  const handset = await startHandset({ dataDir, cacheDir, onProgress });
  cleanup.defer(() => handset.close());
  return handset.port;
}

/** A virtual handset for several testbeds, one after the other. */
export interface SharedHandset extends AsyncDisposable {
  readonly port: number;
}

type HandsetNeeds = Pick<TestbedOptions, 'cacheDir' | 'onProgress'>;

export async function shareHandset(needs: HandsetNeeds): Promise<SharedHandset> {
  const cleanup = new CleanupStack();
  try {
    const port = await startEmbeddedHandset(needs, cleanup);
    return { port, [Symbol.asyncDispose]: () => cleanup.run() };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function attachDevice(serial: string, cleanup: CleanupStack): Promise<AdbDevice> {
  const server = disposeLater(await userAdbServer(), cleanup);
  return AdbDevice.attachListed(server, serial);
}

function disposeLater(server: AdbServer, cleanup: CleanupStack): AdbServer {
  cleanup.defer(async () => server[Symbol.asyncDispose]());
  return server;
}

export async function deviceName({ device, isHandset }: DeviceParts): Promise<string> {
  return device.property(isHandset ? 'ro.serialno' : 'ro.product.model');
}

export async function deviceLine(parts: DeviceParts): Promise<string> {
  const { device, description, isHandset, readyMs } = parts;
  const name = await deviceName(parts);
  const [operator = ''] = (await device.property('gsm.sim.operator.alpha')).split(',');
  const number = isHandset ? `${SIM.subscriber.slice(0, 3)}****${SIM.subscriber.slice(7)} ` : '';
  const sim = operator === '' ? '' : ` · SIM ${number}(${operator})`;
  const label = (isHandset ? 'handset' : 'device').padEnd(12);
  return `${label}${name} · adb ${device.serial} · API ${description.androidApi}${sim} · ready in ${seconds(readyMs)}`;
}
