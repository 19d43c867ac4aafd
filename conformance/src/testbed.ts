import { loadDialect } from '../../simulator/src/simulator.ts';
import type { AdbDevice } from './adb/adb-device.ts';
import type { Arrange } from './arrange.ts';
import type { RawTargets } from './canary.ts';
import type { Capability } from './check.ts';
import { CleanupStack } from './cleanup-stack.ts';
import { cardLines, deviceCard, type RunDeviceCard } from './device/device-card.ts';
import type { DeviceControls } from './device/device-controls.ts';
import { FontScale } from './device/font-scale.ts';
import type { GatewayRoute } from './device/gateway-route.ts';
import { ledLines, showAllHosts } from './device/lead-hosts.ts';
import { NightMode } from './device/night-mode.ts';
import { RadioControl } from './device/radio-control.ts';
import { RadioLog } from './device/radio-log.ts';
import { Rotation } from './device/rotation.ts';
import { readAbilities } from './device/screen-abilities.ts';
import { SentBroadcasts } from './device/sent-broadcasts.ts';
import { WallClock } from './device/wall-clock.ts';
import { TestbedError } from './errors.ts';
import type { Gateway, ReadyApp } from './gateway.ts';
import type { Facts } from './observations.ts';
import { ConfiguredSubject, type SubjectSetup } from './probe/configured-subject.ts';
import { requireProbe } from './probe/installed-probe.ts';
import type { Subject } from './probe/messages.ts';
import type { Probe } from './probe/probe.ts';
import type { ProbeSession } from './probe/probe-session.ts';
import type { CarriageSource } from './proofs/carriage-source.ts';
import { type CarriageNeeds, findCarriage } from './proofs/find-carriage.ts';
import type { Strength } from './proofs/proof-table.ts';
import type { ScreenDevice } from './recorded-screen.ts';
import type { Redactor } from './redact.ts';
import { attachGateway } from './testbed/attached-gateway.ts';
import { exploredRoute } from './testbed/explored-route.ts';
import { type DeviceParts, deviceLine, deviceName, openDevice } from './testbed/open-device.ts';
import {
  APP_ID,
  factsOf,
  gatewayOf,
  hexKey,
  redactorFor,
  simulatorLine,
  startGateway,
  type TestbedGateway,
  targetsOf,
} from './testbed/testbed-gateway.ts';
import type { TestbedOptions } from './testbed/testbed-options.ts';
import type { WaiverScope } from './waivers.ts';

/** All that a check works with: gateway, device, probe. */
export interface Testbed extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly device: AdbDevice;
  readonly probe: Probe;
  readonly subject: Subject;
  readonly radio: RadioControl;
  readonly screen: ScreenDevice;
  readonly rotation: Rotation;
  readonly night: NightMode;
  readonly fontScale: FontScale;
  readonly wallClock: WallClock;
  /** Null on a device that keeps no log of its bearers. */
  readonly radioLog: RadioLog | null;
  /** Null where the device does not tell what was in them. */
  readonly sentBroadcasts: SentBroadcasts | null;
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
  /** The process has nothing left of what the system gives an app, or is changed for good: the next check gets another one. */
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
  const { routes = [], dialect: dialectFile = null, gatewayAt = null, server = null } = options;
  const dialect = dialectFile === null ? null : await loadDialect(dialectFile);
  const own = { appKey: hexKey(), appSecret: hexKey() };
  const { gateway: simulator, secrets } =
    server === null
      ? { gateway: await startGateway({ secrets: own, routes, dialect, gatewayAt }, cleanup), secrets: own }
      : await attachGateway(server);
  options.onProgress(simulatorLine(simulator, dialect));
  const parts = await openDevice(options, simulator, cleanup);
  const { device, session, description, isHandset } = parts;
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
  const gateway = gatewayOf(simulator, { app, dialect, isTheUsers: server !== null });
  const explored = { parts, simulator, gateway, dialect, gatewayAt, cleanup, ...changes };
  const route = parts.route ?? (await exploredRoute(explored));
  const configured = configuredSubject(session, simulator, route);
  const targets = targetsOf(route, dialect);
  const offer = await findOut(parts, { ...changes, route, gateway, targets, onProgress: options.onProgress });
  let calls = 0;
  return {
    gateway,
    device,
    get probe() {
      return session.probe;
    },
    subject,
    ...changes,
    screen: await screenOf(device, session),
    radioLog: isHandset ? new RadioLog(device, packageName) : null,
    sentBroadcasts: isHandset ? new SentBroadcasts(device, packageName) : null,
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
      if (subject.configurable || setup.mutant !== null || setup.trust !== undefined || setup.deadHosts !== undefined) {
        await configured.configure(setup);
      }
    },
    chooseMutations: (mutations, process) => chooseMutations({ mutations, process }, parts, configured),
    [Symbol.asyncDispose]: () => cleanup.run(),
  };
}

type Changes = Pick<Testbed, 'radio' | 'rotation' | 'night' | 'fontScale' | 'wallClock'>;

/** What rows change on the device; all of it is put back in the end. */
function changesOf({ device, session, controls, undo }: DeviceParts, cleanup: CleanupStack): Changes {
  const radio = new RadioControl({ controls, undo, networkState: () => session.probe.networkState() });
  const rotation = new Rotation(device);
  const night = new NightMode(device);
  const fontScale = new FontScale(device);
  const wallClock = new WallClock(device, () => session.probe.wallMillis());
  for (const change of [radio, rotation, night, fontScale, wallClock]) {
    cleanup.defer(() => change.restore());
  }
  return { radio, rotation, night, fontScale, wallClock };
}

type Offer = Pick<Testbed, 'carriage' | 'strength' | 'capabilities' | 'card'>;

interface FindingNeeds extends Pick<CarriageNeeds, 'radio' | 'gateway' | 'targets' | 'onProgress'> {
  readonly route: GatewayRoute;
}

/** What the device can be put to and can prove; the lines say it of a device that is not the virtual handset as itself. */
async function findOut(parts: DeviceParts, { radio, gateway, targets, onProgress, route }: FindingNeeds): Promise<Offer> {
  const { device, session, description, isHandset } = parts;
  const rest = { radio, gateway, targets, onProgress };
  const carriage = await findCarriage({ device, route, probe: session.probe, packageName: description.package, ...rest });
  const capabilities = await capabilitiesOf(parts, { route, carriage });
  const card = await cardOf(parts, { route, carriage, capabilities });
  for (const line of isHandset ? [] : cardLines(card)) {
    onProgress(line);
  }
  const strength = isHandset ? 'exact' : (carriage?.strength ?? 'none');
  return { carriage, strength, capabilities, card };
}

async function capabilitiesOf(
  { device, controls, isHandset, installed, session }: DeviceParts,
  { route, carriage }: Omit<FoundOut, 'capabilities'>,
): Promise<ReadonlySet<Capability>> {
  return new Set<Capability>([
    ...route.capabilities,
    ...controls.capabilities,
    ...(isHandset ? (['wall-clock', 'night', 'font-scale'] as const) : await readAbilities(device)),
    ...(carriage === null ? [] : (['bearers'] as const)),
    ...(installed.canAskForPhoneState ? (['phone-state'] as const) : []),
    ...((await session.probe.networkState()).cleartextPermitted ? [] : (['cleartext-denied'] as const)),
  ]);
}

interface FoundOut {
  readonly route: GatewayRoute;
  readonly carriage: CarriageSource | null;
  readonly capabilities: ReadonlySet<Capability>;
}

async function cardOf(
  { device, kind, controls }: DeviceParts,
  { route, carriage, capabilities }: FoundOut,
): Promise<RunDeviceCard> {
  const [model, sdk] = await Promise.all(['ro.product.model', 'ro.build.version.sdk'].map((name) => device.property(name)));
  const proofs = carriage?.proofs ?? (route.proof === null ? [] : [route.proof]);
  const apiLevel = Number(sdk) || 0;
  return deviceCard({ kind, gateway: route.text, model: model ?? '', apiLevel, controls, proofs, capabilities });
}

type ProbeNeeds = Pick<Arrange, 'process' | 'phoneState' | 'trust' | 'deadHosts'>;

async function prepareProbe(
  { process, phoneState, trust, deadHosts }: ProbeNeeds,
  { session, installed }: DeviceParts,
  configured: ConfiguredSubject,
): Promise<void> {
  const isAsWanted =
    installed.is(phoneState) && configured.canBe({ trust, deadHosts }) && (process === undefined || session.isFresh);
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

async function screenOf(device: AdbDevice, session: ProbeSession): Promise<ScreenDevice> {
  return {
    density: await device.density(),
    dump: () => device.dump(),
    screencap: () => device.screencap(),
    tap: (x, y) => device.tap(x, y),
    hold: (x, y) => device.hold(x, y),
    webPages: () => session.probe.webPages(),
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

function configuredSubject(session: ProbeSession, simulator: TestbedGateway, { hosts }: GatewayRoute): ConfiguredSubject {
  const { rootPem, gatewayKey } = simulator;
  return new ConfiguredSubject(session, { hosts, rootPem, keyId: gatewayKey.keyid, publicKeyPem: gatewayKey.spkiPem });
}
