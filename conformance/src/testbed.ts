import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readApkPackage, startHandset } from '../../handset/src/handset.ts';
import {
  type ClientDialect,
  GATEWAY_NAMES,
  loadDialect,
  ProblemError,
  type Simulator,
  startSimulator,
} from '../../simulator/src/simulator.ts';
import { AdbDevice } from './adb/adb-device.ts';
import { type AdbServer, startAdbServer, userAdbServer } from './adb/adb-server.ts';
import type { RawTargets } from './canary.ts';
import type { Arrange, Capability } from './check.ts';
import { CleanupStack } from './cleanup-stack.ts';
import { routeTo, undoEarlier } from './device/attached-device.ts';
import { cardLines, deviceCard, type RunDeviceCard } from './device/device-card.ts';
import { DeviceControls } from './device/device-controls.ts';
import { type DeviceKind, readDeviceKind } from './device/device-kind.ts';
import { EMULATOR_HOST, type GatewayRoute } from './device/gateway-route.ts';
import type { HostRoute } from './device/host-route.ts';
import { leadHosts, ledLines, showAllHosts } from './device/lead-hosts.ts';
import { prepareScreen } from './device/prepare-screen.ts';
import { RadioControl } from './device/radio-control.ts';
import { RadioLog } from './device/radio-log.ts';
import { Rotation } from './device/rotation.ts';
import { readAbilities } from './device/screen-abilities.ts';
import type { UndoFile } from './device/undo-file.ts';
import { WallClock } from './device/wall-clock.ts';
import { TestbedError, UsageError } from './errors.ts';
import { Gateway, type GatewayParts, type ReadyApp } from './gateway.ts';
import type { Facts } from './observations.ts';
import { ConfiguredSubject, type SubjectSetup } from './probe/configured-subject.ts';
import { InstalledProbe, requireProbe } from './probe/installed-probe.ts';
import type { ProbeDescription, Subject } from './probe/messages.ts';
import type { Probe } from './probe/probe.ts';
import { ProbeSession } from './probe/probe-session.ts';
import type { CarriageSource } from './proofs/carriage-source.ts';
import { type CarriageNeeds, findCarriage } from './proofs/find-carriage.ts';
import type { Strength } from './proofs/proof-table.ts';
import type { ScreenDevice } from './recorded-screen.ts';
import { Redactor } from './redact.ts';
import { elapsedMs, hostNanos } from './wait.ts';
import type { WaiverScope } from './waivers.ts';

/** All that a check works with: gateway, device, probe. This file alone imports simulator and handset. */
export interface Testbed extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly device: AdbDevice;
  readonly probe: Probe;
  readonly subject: Subject;
  readonly radio: RadioControl;
  readonly screen: ScreenDevice;
  readonly rotation: Rotation;
  readonly wallClock: WallClock;
  /** Null on a device that keeps no log of its bearers. */
  readonly radioLog: RadioLog | null;
  /** Proves who carried a row's connections where there is no such log; null where nothing does. */
  readonly carriage: CarriageSource | null;
  readonly strength: Strength;
  /** The ways to change the device. */
  readonly controls: DeviceControls;
  /** What was found out about the device. */
  readonly card: RunDeviceCard;
  readonly app: ReadyApp;
  readonly targets: RawTargets;
  readonly facts: Facts;
  readonly capabilities: ReadonlySet<Capability>;
  readonly scope: WaiverScope;
  readonly redactor: Redactor;
  nextCallId(name: string): string;
  /** Provides a probe in its initial state, also after a crash: with the permissions wanted, reset or in a new process. */
  prepareProbe(arrange: ProbeNeeds): Promise<void>;
  /** Ends the app's process within a row and starts a new one, with the subject that was configured last. */
  restartProcess(): Promise<void>;
  /** Counts the app's processes; the first is 1. */
  readonly processNumber: number;
  /** The app's process has ended, hangs, or is no longer connected. */
  readonly isProcessBroken: boolean;
  /** The process has nothing left of what the system gives an app: the next check gets another one. */
  discardProcess(): void;
  /** The device no longer answers: no check can be run on it any more. */
  isLost(): Promise<boolean>;
  /** How the app's process ended; null while it runs. */
  processEnd(): Promise<string | null>;
  /** Makes the SDK this mutant (null: as it is) with this trusted root; does nothing where that is so already, or where the SDK as it is cannot be configured. */
  configureSubject(setup: SubjectSetup): Promise<void>;
  /** Makes mutations of an APK that holds them the subject, in the running process or in a new one. None: the SDK as it is. */
  chooseMutations(mutations: readonly number[], process: 'running' | 'fresh'): Promise<void>;
}

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
  /** Module of the wire format that the SDK speaks; absent: quhao-1. */
  readonly dialect?: string | null;
  /** Receives a line as each part comes up. */
  readonly onProgress: (line: string) => void;
  /** Takes down what has come up so far. */
  readonly signal?: AbortSignal;
}

const DEFAULT_TRUST = 'gateway-root';
const SUBSCRIBER = '15400000001';
const SIM_SESSION = '10.64.0.7';
const LOOPBACK = '127.0.0.1';
const SIM = { subscriber: SUBSCRIBER, sessions: [SIM_SESSION, LOOPBACK] } as const;
const APP_ID = '300000000001';
const CA_PATH = '/quhao/ca.pem';
const PREFETCH_PATH = '/unisdk/rs/getPrePhonescrip';
const TOKEN_PATH = '/unisdk/rs/getAuthToken';

/** Reads the dialect once before anything is started. Throws UsageError. */
export async function requireDialect(file: string | undefined): Promise<void> {
  if (file === undefined) {
    return;
  }
  try {
    await loadDialect(file);
  } catch (error) {
    throw error instanceof ProblemError ? new UsageError(`--dialect: ${error.message}`, { cause: error }) : error;
  }
}

/** Brings every part up. Where a part fails, those before it are taken down again. */
export async function openTestbed(options: TestbedOptions): Promise<Testbed> {
  await requireProbe(options.probeApk);
  const cleanup = new CleanupStack();
  const { signal } = options;
  const aborted = new Promise<never>((_, reject) => {
    const abort = (): void => reject(new TestbedError('OPEN', 'the test bench was stopped while it came up'));
    signal?.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([assemble(options, cleanup), aborted]);
  } catch (error) {
    await cleanup.run();
    throw error;
  } finally {
    aborted.catch(() => undefined);
  }
}

async function assemble(options: TestbedOptions, cleanup: CleanupStack): Promise<Testbed> {
  const secrets = { appKey: hexKey(), appSecret: hexKey() };
  const { routes = [], dialect: dialectFile = null } = options;
  const dialect = dialectFile === null ? null : await loadDialect(dialectFile);
  const simulator = await startGateway({ secrets, routes, dialect }, cleanup);
  options.onProgress(simulatorLine(simulator, dialect));
  const parts = await openDevice(options, simulator, cleanup);
  const { device, session, description, isHandset, route } = parts;
  options.onProgress(await deviceLine(parts));
  const { subject } = description;
  options.onProgress(`subject     ${subject.name} ${subject.version} · adapter: ${subject.adapter}`);
  if (isHandset && (routes.length > 0 || !subject.configurable)) {
    cleanup.defer(await showAllHosts(device));
  }
  for (const line of ledLines(routes, subject)) {
    options.onProgress(line);
  }
  const changes = changesOf(parts, cleanup);
  const { package: packageName, certificateMd5 } = description;
  const app: ReadyApp = { appid: APP_ID, ...secrets, packageName, certificateMd5 };
  const configured = configuredSubject(session, simulator, route);
  const targets = targetsOf(route, dialect);
  const gateway = new Gateway({
    scope: simulator.defaultScope,
    app,
    ...SIM,
    exchangeUrl: simulator.urls.exchange,
    ...fieldReader(dialect),
  });
  const offer = await findOut(parts, { ...changes, gateway, targets, onProgress: options.onProgress });
  let calls = 0;
  return {
    gateway,
    device,
    get probe() {
      return session.probe;
    },
    subject,
    ...changes,
    screen: await screenOf(device),
    radioLog: isHandset ? new RadioLog(device, packageName) : null,
    app,
    ...offer,
    controls: parts.controls,
    targets,
    facts: factsOf(route, routes),
    scope: { devices: [device.serial, await deviceName(parts)], build: subject.version },
    redactor: redactorFor(secrets, simulator.controlToken),
    nextCallId: (name) => `${name}-${++calls}`,
    get processNumber() {
      return session.number;
    },
    get isProcessBroken() {
      return session.isBroken;
    },
    discardProcess: () => session.useUp(),
    isLost: async () => !(await device.isThere()),
    processEnd: () => session.processEnd(),
    prepareProbe: (needs) => prepareProbe(needs, parts, configured),
    restartProcess: () => restartProcess(session, configured),
    configureSubject: async (setup) => {
      if (subject.configurable || setup.mutant !== null || setup.trust !== DEFAULT_TRUST) {
        await configured.configure(setup);
      }
    },
    chooseMutations: (mutations, process) => chooseMutations({ mutations, process }, parts, configured),
    [Symbol.asyncDispose]: () => cleanup.run(),
  };
}

type Changes = Pick<Testbed, 'radio' | 'rotation' | 'wallClock'>;

/** What rows change on the device; all of it is put back in the end. */
function changesOf({ device, session, controls, undo }: DeviceParts, cleanup: CleanupStack): Changes {
  const radio = new RadioControl({ controls, undo, networkState: () => session.probe.networkState() });
  const rotation = new Rotation(device);
  const wallClock = new WallClock(device, () => session.probe.wallMillis());
  for (const change of [radio, rotation, wallClock]) {
    cleanup.defer(() => change.restore());
  }
  return { radio, rotation, wallClock };
}

type Offer = Pick<Testbed, 'carriage' | 'strength' | 'capabilities' | 'card'>;

/** What the device can be put to and can prove; the lines say it of a device that is not the virtual handset as itself. */
async function findOut(
  parts: DeviceParts,
  { radio, gateway, targets, onProgress }: Pick<CarriageNeeds, 'radio' | 'gateway' | 'targets' | 'onProgress'>,
): Promise<Offer> {
  const { device, route, session, description, isHandset } = parts;
  const rest = { radio, gateway, targets, onProgress };
  const carriage = await findCarriage({ device, route, probe: session.probe, packageName: description.package, ...rest });
  const capabilities = await capabilitiesOf(parts, carriage);
  const card = await cardOf(parts, { carriage, capabilities });
  for (const line of isHandset ? [] : cardLines(card)) {
    onProgress(line);
  }
  const strength = isHandset ? 'exact' : (carriage?.strength ?? 'none');
  return { carriage, strength, capabilities, card };
}

async function capabilitiesOf(
  { device, route, controls, isHandset, installed }: DeviceParts,
  carriage: CarriageSource | null,
): Promise<ReadonlySet<Capability>> {
  return new Set<Capability>([
    ...route.capabilities,
    ...controls.capabilities,
    ...(isHandset ? (['wall-clock'] as const) : await readAbilities(device)),
    ...(carriage === null ? [] : (['bearers'] as const)),
    ...(installed.canAskForPhoneState ? (['phone-state'] as const) : []),
  ]);
}

interface FoundOut {
  readonly carriage: CarriageSource | null;
  readonly capabilities: ReadonlySet<Capability>;
}

async function cardOf(
  { device, kind, controls, route }: DeviceParts,
  { carriage, capabilities }: FoundOut,
): Promise<RunDeviceCard> {
  const [model, sdk] = await Promise.all(['ro.product.model', 'ro.build.version.sdk'].map((name) => device.property(name)));
  const proofs = carriage?.proofs ?? (route.proof === null ? [] : [route.proof]);
  return deviceCard({ kind, model: model ?? '', apiLevel: Number(sdk) || 0, controls, proofs, capabilities });
}

function factsOf({ simSession, names, numberHosts, tokenHost }: GatewayRoute, routes: readonly HostRoute[]): Facts {
  const facts = { simSession, subscriber: SUBSCRIBER, gatewayHosts: names, numberHosts, tokenHost };
  return routes.length === 0 ? facts : { ...facts, routes };
}

/** The device and the probe in it. */
interface DeviceParts {
  readonly device: AdbDevice;
  readonly kind: DeviceKind;
  readonly isHandset: boolean;
  readonly controls: DeviceControls;
  /** Null on a virtual handset of the run's own. */
  readonly undo: UndoFile | null;
  readonly installed: InstalledProbe;
  readonly route: GatewayRoute;
  readonly session: ProbeSession;
  readonly description: ProbeDescription;
  /** How long it took to bring them up. */
  readonly readyMs: number;
}

async function openDevice(options: TestbedOptions, { ports, rootPem }: Simulator, cleanup: CleanupStack): Promise<DeviceParts> {
  const from = hostNanos();
  const { serial, probeApk } = options;
  const packageName = await packageOf(probeApk);
  const device = serial === null ? await openHandset(options, cleanup) : await attachDevice(serial, cleanup);
  options.onProgress(`adb         ${device.serial} answers after ${seconds(elapsedMs(from))}`);
  const kind = await readDeviceKind(device);
  const isHandset = kind === 'handset';
  const undo = serial === null ? null : await undoEarlier(device, options.onProgress);
  const controls = await DeviceControls.detect(device);
  if (!isHandset && undo !== null) {
    cleanup.defer(await prepareScreen(device, controls, undo));
  }
  const installed = await InstalledProbe.install(device, probeApk, packageName);
  if (options.isDataCleared === true) {
    await installed.clearData();
  }
  cleanup.defer(() => installed.restore());
  options.onProgress(`probe       ${basename(probeApk)} installed after ${seconds(elapsedMs(from))}; its process starts`);
  const route = await routeTo(kind, device, { ports, names: GATEWAY_NAMES, simSession: SIM_SESSION });
  cleanup.defer(() => route.remove());
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

type ProbeNeeds = Pick<Arrange, 'process' | 'phoneState' | 'trust'>;

async function prepareProbe(
  { process, phoneState, trust }: ProbeNeeds,
  { session, installed }: DeviceParts,
  configured: ConfiguredSubject,
): Promise<void> {
  const isAsWanted =
    installed.is(phoneState) && configured.canTrust(trust ?? DEFAULT_TRUST) && (process === undefined || session.isFresh);
  const isUsable = !session.isBroken && isAsWanted;
  if (!isUsable) {
    await session.restart(() => installed.put(phoneState));
    configured.forget();
  }
  session.markUsed();
  if (process === undefined) {
    await session.probe.reset();
  }
}

async function restartProcess(session: ProbeSession, configured: ConfiguredSubject): Promise<void> {
  await session.restart(async () => undefined);
  session.markUsed();
  await configured.configureAgain();
}

async function screenOf(device: AdbDevice): Promise<ScreenDevice> {
  return {
    density: await device.density(),
    dump: () => device.dump(),
    screencap: () => device.screencap(),
    tap: (x, y) => device.tap(x, y),
  };
}

interface MutationChoice {
  readonly mutations: readonly number[];
  readonly process: 'running' | 'fresh';
}

async function chooseMutations(
  { mutations, process }: MutationChoice,
  { session }: DeviceParts,
  configured: ConfiguredSubject,
): Promise<void> {
  await session.choose(mutations);
  if (process === 'fresh') {
    await session.restart(async () => undefined);
    configured.forget();
  }
  configured.outdate();
}

type Secrets = Pick<ReadyApp, 'appKey' | 'appSecret'>;

interface GatewaySetup {
  readonly secrets: Secrets;
  readonly routes: readonly HostRoute[];
  readonly dialect: ClientDialect | null;
}

async function startGateway({ secrets, routes, dialect }: GatewaySetup, cleanup: CleanupStack): Promise<Simulator> {
  const simulator = await startSimulator({
    ...(dialect === null ? {} : { dialect }),
    forRoutedClients: routes.length > 0,
    // A client that asks for an address names none: the certificate has it.
    certificateHosts: [EMULATOR_HOST, ...routes.map(({ host }) => host).filter((host) => isIP(host) !== 0)],
    apps: [{ appid: APP_ID, ...secrets }],
    subscribers: [{ msisdn: SUBSCRIBER }],
    sessions: SIM.sessions.map((address) => ({ msisdn: SUBSCRIBER, address })),
  });
  cleanup.defer(() => simulator.close());
  return simulator;
}

function configuredSubject(session: ProbeSession, simulator: Simulator, { hosts }: GatewayRoute): ConfiguredSubject {
  const { rootPem, gatewayKey } = simulator;
  return new ConfiguredSubject(session, { hosts, rootPem, keyId: gatewayKey.keyid, publicKeyPem: gatewayKey.spkiPem });
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

function simulatorLine({ ports }: Simulator, dialect: ClientDialect | null): string {
  const spoken = dialect === null ? '' : ` · dialect ${dialect.name}`;
  return `simulator   bearer ${LOOPBACK}:${ports.bearer} · token ${ports.token} (TLS) · exchange ${ports.exchange} · control ${ports.control}${spoken}`;
}

async function deviceName({ device, isHandset }: DeviceParts): Promise<string> {
  return device.property(isHandset ? 'ro.serialno' : 'ro.product.model');
}

async function deviceLine(parts: DeviceParts): Promise<string> {
  const { device, description, isHandset, readyMs } = parts;
  const name = await deviceName(parts);
  const [operator = ''] = (await device.property('gsm.sim.operator.alpha')).split(',');
  const number = isHandset ? `${SUBSCRIBER.slice(0, 3)}****${SUBSCRIBER.slice(7)} ` : '';
  const sim = operator === '' ? '' : ` · SIM ${number}(${operator})`;
  const label = (isHandset ? 'handset' : 'device').padEnd(12);
  return `${label}${name} · adb ${device.serial} · API ${description.androidApi}${sim} · ready in ${seconds(readyMs)}`;
}

/** The journal has a dialect's fields under its own names: the dialect itself says which of them is the msgid. */
function fieldReader(dialect: ClientDialect | null): Pick<GatewayParts, 'readFields'> {
  if (dialect === null) {
    return {};
  }
  const msgidOf = (text: string): string | null => {
    try {
      const reading = dialect.readAgain?.(text) ?? dialect.read({ body: Buffer.from(text), contentType: 'application/json' });
      return reading.msgid;
    } catch {
      // A request that the dialect cannot read has none; its journal entry says why.
      return null;
    }
  };
  return {
    readFields: (fields) => {
      const msgid = msgidOf(JSON.stringify(fields));
      return msgid === null ? fields : { ...fields, msgid };
    },
  };
}

function targetsOf({ hosts }: GatewayRoute, dialect: ClientDialect | null): RawTargets {
  const pathOf = (operation: string, own: string): string =>
    dialect?.paths.find((row) => row.operation === operation)?.path ?? own;
  return {
    ca: hosts.mobile + CA_PATH,
    prefetch: hosts.mobile + pathOf('prefetch', PREFETCH_PATH),
    'get-token': hosts.token + pathOf('get-token', TOKEN_PATH),
  };
}

function redactorFor(secrets: Secrets, controlToken: string): Redactor {
  const redactor = new Redactor();
  redactor.add(secrets.appKey, 'appKey');
  redactor.add(secrets.appSecret, 'appSecret');
  redactor.add(controlToken, 'controlToken');
  redactor.add(SUBSCRIBER, 'whole number');
  return redactor;
}

function hexKey(): string {
  return randomBytes(16).toString('hex').toUpperCase();
}
