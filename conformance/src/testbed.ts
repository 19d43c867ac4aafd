import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHandset } from '../../handset/src/handset.ts';
import { GATEWAY_NAMES, type Simulator, startSimulator } from '../../simulator/src/simulator.ts';
import { AdbDevice } from './adb/adb-device.ts';
import { type AdbServer, startAdbServer, userAdbServer } from './adb/adb-server.ts';
import type { RawTargets } from './canary.ts';
import type { Arrange, Capability } from './check.ts';
import { CleanupStack } from './cleanup-stack.ts';
import { type GatewayRoute, routeByNames, routeByReverse } from './device/gateway-route.ts';
import { RadioControl } from './device/radio-control.ts';
import { RadioLog } from './device/radio-log.ts';
import { TestbedError } from './errors.ts';
import { Gateway, type ReadyApp } from './gateway.ts';
import type { Facts } from './observations.ts';
import { fileExists } from './package-root.ts';
import { ConfiguredSubject, type SubjectSetup } from './probe/configured-subject.ts';
import { InstalledProbe } from './probe/installed-probe.ts';
import type { ProbeDescription, Subject } from './probe/messages.ts';
import type { Probe } from './probe/probe.ts';
import { ProbeSession } from './probe/probe-session.ts';
import { Redactor } from './redact.ts';
import { elapsedMs, hostNanos } from './wait.ts';

/** All that a check works with: gateway, device, probe. This file alone imports simulator and handset. */
export interface Testbed extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly device: AdbDevice;
  readonly probe: Probe;
  readonly subject: Subject;
  readonly radio: RadioControl;
  /** Null on a device that keeps no log of its bearers. */
  readonly radioLog: RadioLog | null;
  readonly app: ReadyApp;
  readonly targets: RawTargets;
  readonly facts: Facts;
  readonly capabilities: ReadonlySet<Capability>;
  readonly redactor: Redactor;
  nextCallId(name: string): string;
  /** Provides a probe in its initial state, also after a crash: with the permissions wanted, reset or in a new process. */
  prepareProbe(arrange: Pick<Arrange, 'process' | 'phoneState'>): Promise<void>;
  /** How the app's process ended; null while it runs. */
  processEnd(): Promise<string | null>;
  /** Makes the SDK this mutant (null: as it is) with this trusted root; does nothing where that is so already. */
  configureSubject(setup: SubjectSetup): Promise<void>;
  /** Makes mutations of an APK that holds them the subject, in the running process or in a new one. None: the SDK as it is. */
  chooseMutations(mutations: readonly number[], process: 'running' | 'fresh'): Promise<void>;
}

export interface TestbedOptions {
  /** A device that the user's adb server lists; null: a virtual handset is started. */
  readonly serial: string | null;
  readonly probeApk: string;
  /** Where handsets store what they made from APKs, for later runs. */
  readonly cacheDir: string;
  /** Receives a line as each part comes up. */
  readonly onProgress: (line: string) => void;
}

const SUBSCRIBER = '15400000001';
const SIM_SESSION = '10.64.0.7';
const LOOPBACK = '127.0.0.1';
const APP_ID = '300000000001';
const CA_PATH = '/quhao/ca.pem';
const PREFETCH_PATH = '/unisdk/rs/getPrePhonescrip';
const TOKEN_PATH = '/unisdk/rs/getAuthToken';

/** Brings every part up. Where a part fails, those before it are taken down again. */
export async function openTestbed(options: TestbedOptions): Promise<Testbed> {
  if (!(await fileExists(options.probeApk))) {
    throw new TestbedError('PROBE_APK', `there is no probe at ${options.probeApk}. Build it: scripts/build-probe`);
  }
  const cleanup = new CleanupStack();
  try {
    return await assemble(options, cleanup);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function assemble(options: TestbedOptions, cleanup: CleanupStack): Promise<Testbed> {
  const secrets = { appKey: hexKey(), appSecret: hexKey() };
  const simulator = await startGateway(secrets, cleanup);
  options.onProgress(simulatorLine(simulator));
  const parts = await openDevice(options, simulator, cleanup);
  const { device, session, description, isHandset, installed, route } = parts;
  options.onProgress(await deviceLine(parts));
  const { subject } = description;
  options.onProgress(`subject     ${subject.name} ${subject.version} · adapter: ${subject.adapter}`);
  const radio = new RadioControl(device, () => session.probe.networkState());
  cleanup.defer(() => radio.restore());
  const { package: packageName, certificateMd5 } = description;
  const app: ReadyApp = { appid: APP_ID, ...secrets, packageName, certificateMd5 };
  const configured = configuredSubject(session, simulator, route);
  let calls = 0;
  return {
    gateway: new Gateway(simulator.defaultScope, app, simulator.urls.exchange),
    device,
    get probe() {
      return session.probe;
    },
    subject,
    radio,
    radioLog: isHandset ? new RadioLog(device, packageName) : null,
    app,
    targets: targetsOf(route),
    facts: { simSession: route.simSession, subscriber: SUBSCRIBER, gatewayHosts: route.names },
    capabilities: new Set([...route.capabilities, ...(installed.canAskForPhoneState ? (['phone-state'] as const) : [])]),
    redactor: redactorFor(secrets, simulator.controlToken),
    nextCallId: (name) => `${name}-${++calls}`,
    processEnd: () => session.processEnd(),
    prepareProbe: (arrange) => prepareProbe(arrange, parts, configured),
    configureSubject: (setup) => configured.configure(setup),
    chooseMutations: (mutations, process) => chooseMutations({ mutations, process }, parts, configured),
    [Symbol.asyncDispose]: () => cleanup.run(),
  };
}

/** The device and the probe in it. */
interface DeviceParts {
  readonly device: AdbDevice;
  readonly isHandset: boolean;
  readonly installed: InstalledProbe;
  readonly route: GatewayRoute;
  readonly session: ProbeSession;
  readonly description: ProbeDescription;
  /** How long it took to bring them up. */
  readonly readyMs: number;
}

async function openDevice(options: TestbedOptions, { ports }: Simulator, cleanup: CleanupStack): Promise<DeviceParts> {
  const from = hostNanos();
  const { serial, cacheDir, probeApk } = options;
  const device = serial === null ? await startEmbeddedHandset(cacheDir, cleanup) : await attachDevice(serial, cleanup);
  const installed = await InstalledProbe.install(device, probeApk);
  cleanup.defer(() => installed.restore());
  const isHandset = (await device.property('ro.quhao.handset')) !== '';
  const route = isHandset
    ? await routeByNames(device, { ports, names: GATEWAY_NAMES, simSession: SIM_SESSION })
    : await routeByReverse(device, ports);
  cleanup.defer(() => route.remove());
  const session = await ProbeSession.start(device);
  cleanup.defer(() => session.close());
  const description = await session.probe.describe();
  return { device, isHandset, installed, route, session, description, readyMs: elapsedMs(from) };
}

async function prepareProbe(
  { process, phoneState }: Pick<Arrange, 'process' | 'phoneState'>,
  { session, installed }: DeviceParts,
  configured: ConfiguredSubject,
): Promise<void> {
  const isUsable = !session.isBroken && installed.is(phoneState) && (process === undefined || session.isFresh);
  if (!isUsable) {
    await session.restart(() => installed.put(phoneState));
    configured.forget();
  }
  session.markUsed();
  if (process === undefined) {
    await session.probe.reset();
  }
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
  }
  // A mutation may lie in what reads the configuration.
  configured.forget();
}

type Secrets = Pick<ReadyApp, 'appKey' | 'appSecret'>;

async function startGateway(secrets: Secrets, cleanup: CleanupStack): Promise<Simulator> {
  const simulator = await startSimulator({
    apps: [{ appid: APP_ID, ...secrets }],
    subscribers: [{ msisdn: SUBSCRIBER }],
    sessions: [SIM_SESSION, LOOPBACK].map((address) => ({ msisdn: SUBSCRIBER, address })),
  });
  cleanup.defer(() => simulator.close());
  return simulator;
}

function configuredSubject(session: ProbeSession, simulator: Simulator, { hosts }: GatewayRoute): ConfiguredSubject {
  const { rootPem, gatewayKey } = simulator;
  return new ConfiguredSubject(session, { hosts, rootPem, keyId: gatewayKey.keyid, publicKeyPem: gatewayKey.spkiPem });
}

/** Starts a handset with an empty memory, which is deleted with it. */
async function startEmbeddedHandset(cacheDir: string, cleanup: CleanupStack): Promise<AdbDevice> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quhao-handset-'));
  cleanup.defer(() => rm(dataDir, { recursive: true, force: true }));
  const handset = await startHandset({ dataDir, cacheDir });
  cleanup.defer(() => handset.close());
  const server = disposeLater(await startAdbServer(), cleanup);
  return AdbDevice.connect(server.client, LOOPBACK, handset.port);
}

async function attachDevice(serial: string, cleanup: CleanupStack): Promise<AdbDevice> {
  const server = disposeLater(userAdbServer(), cleanup);
  return AdbDevice.attach(server.client, serial);
}

function disposeLater(server: AdbServer, cleanup: CleanupStack): AdbServer {
  cleanup.defer(async () => server[Symbol.asyncDispose]());
  return server;
}

function simulatorLine({ ports }: Simulator): string {
  return `simulator   bearer ${LOOPBACK}:${ports.bearer} · token ${ports.token} (TLS) · exchange ${ports.exchange} · control ${ports.control}`;
}

async function deviceLine({ device, description, isHandset, readyMs }: DeviceParts): Promise<string> {
  const name = await device.property(isHandset ? 'ro.serialno' : 'ro.product.model');
  const [operator = ''] = (await device.property('gsm.sim.operator.alpha')).split(',');
  const number = isHandset ? `${SUBSCRIBER.slice(0, 3)}****${SUBSCRIBER.slice(7)} ` : '';
  const sim = operator === '' ? '' : ` · SIM ${number}(${operator})`;
  const label = (isHandset ? 'handset' : 'device').padEnd(12);
  const seconds = (readyMs / 1000).toFixed(1);
  return `${label}${name} · adb ${device.serial} · API ${description.androidApi}${sim} · ready in ${seconds} s`;
}

function targetsOf({ hosts }: GatewayRoute): RawTargets {
  return { ca: hosts.mobile + CA_PATH, prefetch: hosts.mobile + PREFETCH_PATH, 'get-token': hosts.token + TOKEN_PATH };
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
