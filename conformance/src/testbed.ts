import { randomBytes } from 'node:crypto';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHandset } from '../../handset/src/handset.ts';
import { GATEWAY_NAMES, type Simulator, startSimulator } from '../../simulator/src/simulator.ts';
import { AdbDevice } from './adb/adb-device.ts';
import { type AdbServer, startAdbServer, userAdbServer } from './adb/adb-server.ts';
import { BenchError } from './bench-error.ts';
import type { RawTargets } from './canary.ts';
import type { Arrange, Capability } from './check.ts';
import { CleanupStack } from './cleanup-stack.ts';
import { type GatewayRoute, routeByNames, routeByReverse } from './device/gateway-route.ts';
import { RadioControl } from './device/radio-control.ts';
import { RadioLog } from './device/radio-log.ts';
import { Gateway, type ReadyApp } from './gateway.ts';
import type { Facts } from './observations.ts';
import { ConfiguredSubject, type SubjectSetup } from './probe/configured-subject.ts';
import { InstalledProbe } from './probe/installed-probe.ts';
import type { ProbeDescription, Subject } from './probe/messages.ts';
import type { Probe } from './probe/probe.ts';
import { ProbeSession } from './probe/probe-session.ts';
import { Redactor } from './redact.ts';
import { elapsedMs, hostNanos } from './wait.ts';

/** Everything that a check works with: gateway, device, probe. This file alone knows simulator and handset. */
export interface Testbed extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly device: AdbDevice;
  readonly probe: Probe;
  readonly subject: Subject;
  readonly radio: RadioControl;
  /** null on a device that keeps no log of its bearers. */
  readonly radioLog: RadioLog | null;
  readonly app: ReadyApp;
  readonly targets: RawTargets;
  readonly facts: Facts;
  readonly capabilities: ReadonlySet<Capability>;
  readonly redactor: Redactor;
  nextCallId(name: string): string;
  /** Makes sure that the probe is there, also after a crash, with the permissions wanted, and begins anew: as reset, or as a new process. */
  ready(arrange: Pick<Arrange, 'process' | 'phoneState'>): Promise<void>;
  /** How the app's process ended; null while it lives. */
  ending(): Promise<string | null>;
  /** From now on the SDK is wrong in this one way (null: as it is) and trusts this root; does nothing where that is so already. */
  configure(setup: SubjectSetup): Promise<void>;
}

export interface TestbedOptions {
  /** A device that the user's adb server lists; null: a handset of our own is started. */
  readonly serial: string | null;
  readonly probeApk: string;
  /** Where handsets keep what they made from APKs, over runs. */
  readonly cacheDir: string;
  /** Told as parts come up. */
  readonly tell: (line: string) => void;
}

type Secrets = Pick<ReadyApp, 'appKey' | 'appSecret'>;

const SUBSCRIBER = '15400000001';
const SIM_SESSION = '10.64.0.7';
const LOOPBACK = '127.0.0.1';
const APP_ID = '300000000001';
const CA_PATH = '/quhao/ca.pem';
const PREFETCH_PATH = '/unisdk/rs/getPrePhonescrip';
const TOKEN_PATH = '/unisdk/rs/getAuthToken';

/** Brings everything up; whatever was opened is closed again when a later part fails. */
export async function openTestbed(options: TestbedOptions): Promise<Testbed> {
  await access(options.probeApk).catch((cause: unknown) => {
    throw new BenchError('PROBE_APK', `there is no probe at ${options.probeApk}. Build it: scripts/build-probe`, { cause });
  });
  const cleanup = new CleanupStack();
  try {
    return await assemble(options, cleanup);
  } catch (cause) {
    await cleanup.close();
    throw cause;
  }
}

async function assemble({ serial, probeApk, cacheDir, tell }: TestbedOptions, cleanup: CleanupStack): Promise<Testbed> {
  const secrets = { appKey: hexKey(), appSecret: hexKey() };
  const simulator = await startGateway(secrets, cleanup);
  tell(simulatorLine(simulator));
  const from = hostNanos();
  const device = serial === null ? await embeddedHandset(cacheDir, cleanup) : await attached(serial, cleanup);
  const installed = await InstalledProbe.install(device, probeApk);
  cleanup.add(() => installed.restore());
  const isHandset = (await device.property('ro.quhao.handset')) !== '';
  const route = isHandset
    ? await routeByNames(device, simulator.ports, GATEWAY_NAMES, SIM_SESSION)
    : await routeByReverse(device, simulator.ports);
  cleanup.add(() => route.undo());
  const session = await ProbeSession.start(device);
  cleanup.add(() => session.close());
  const described = await session.probe.describe();
  tell(await deviceLine(device, described, isHandset, elapsedMs(from)));
  tell(`subject     ${described.subject.name} ${described.subject.version} · adapter: ${described.subject.adapter}`);

  const radio = new RadioControl(device, () => session.probe.networkState());
  cleanup.add(() => radio.restore());
  const app: ReadyApp = { appid: APP_ID, ...secrets, packageName: described.package, certificateMd5: described.certificateMd5 };
  const subject = new ConfiguredSubject(session, {
    hosts: route.hosts,
    rootPem: simulator.rootPem,
    keyId: simulator.gatewayKey.keyid,
    publicKeyPem: simulator.gatewayKey.spkiPem,
  });
  let calls = 0;
  return {
    gateway: new Gateway(simulator.defaultScope, app, simulator.urls.exchange),
    device,
    get probe() {
      return session.probe;
    },
    subject: described.subject,
    radio,
    radioLog: isHandset ? new RadioLog(device, described.package) : null,
    app,
    targets: targetsOf(route),
    facts: { simSession: route.simSession, subscriber: SUBSCRIBER, gatewayHosts: route.names },
    capabilities: new Set([...route.capabilities, ...(installed.canAskForPhoneState ? (['phone-state'] as const) : [])]),
    redactor: redactorFor(secrets, simulator.controlToken),
    nextCallId: (name) => `${name}-${++calls}`,
    ending: () => session.ending(),
    async ready({ process, phoneState }) {
      const isFit = !session.isBroken && installed.is(phoneState) && (process === undefined || session.isFresh);
      if (!isFit) {
        await session.restart(() => installed.put(phoneState));
        subject.forget();
      }
      session.take();
      if (process === undefined) {
        await session.probe.reset();
      }
    },
    configure: (setup) => subject.configure(setup),
    [Symbol.asyncDispose]: () => cleanup.close(),
  };
}

async function startGateway(secrets: Secrets, cleanup: CleanupStack): Promise<Simulator> {
  const simulator = await startSimulator({
    apps: [{ appid: APP_ID, ...secrets }],
    subscribers: [{ msisdn: SUBSCRIBER }],
    sessions: [SIM_SESSION, LOOPBACK].map((address) => ({ msisdn: SUBSCRIBER, address })),
  });
  cleanup.add(() => simulator.close());
  return simulator;
}

function simulatorLine({ ports }: Simulator): string {
  return `simulator   bearer ${LOOPBACK}:${ports.bearer} · token ${ports.token} (TLS) · exchange ${ports.exchange} · control ${ports.control}`;
}

/** A handset with an empty memory, which goes with it. */
async function embeddedHandset(cacheDir: string, cleanup: CleanupStack): Promise<AdbDevice> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quhao-handset-'));
  cleanup.add(() => rm(dataDir, { recursive: true, force: true }));
  const handset = await startHandset({ dataDir, cacheDir });
  cleanup.add(() => handset.close());
  const server = await ownServer(cleanup);
  return AdbDevice.connect(server.client, LOOPBACK, handset.port);
}

async function ownServer(cleanup: CleanupStack): Promise<AdbServer> {
  const server = await startAdbServer();
  cleanup.add(async () => server[Symbol.asyncDispose]());
  return server;
}

async function attached(serial: string, cleanup: CleanupStack): Promise<AdbDevice> {
  const server = userAdbServer();
  cleanup.add(async () => server[Symbol.asyncDispose]());
  return AdbDevice.attach(server.client, serial);
}

async function deviceLine(device: AdbDevice, described: ProbeDescription, isHandset: boolean, ms: number): Promise<string> {
  const name = await device.property(isHandset ? 'ro.serialno' : 'ro.product.model');
  const [operator = ''] = (await device.property('gsm.sim.operator.alpha')).split(',');
  const number = isHandset ? `${SUBSCRIBER.slice(0, 3)}****${SUBSCRIBER.slice(7)} ` : '';
  const sim = operator === '' ? '' : ` · SIM ${number}(${operator})`;
  const label = isHandset ? 'handset' : 'device';
  return `${label.padEnd(12)}${name} · adb ${device.serial} · API ${described.androidApi}${sim} · ready in ${(ms / 1000).toFixed(1)} s`;
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
