import { homedir } from 'node:os';
import { join } from 'node:path';
import { startAdbd } from './adbd/adbd.ts';
import { parseHostKeys } from './adbd/host-keys.ts';
import { ReverseListeners } from './adbd/reverse.ts';
import { readAuthToken } from './console/auth-token.ts';
import { type EmulatorConsole, startConsole } from './console/console.ts';
import { DataLock } from './data-lock.ts';
import type { Device, KindName } from './device.ts';
import { HandsetError, messageOf } from './errors.ts';
import { virtualFilesOf } from './files/device-files.ts';
import { FileTree } from './files/file-tree.ts';
import { describeIdentity } from './identity.ts';
import { type ApiLike, kindOf } from './kind.ts';
import { createLogBuffer } from './log/log-buffer.ts';
import { packageRoot } from './package-root.ts';
import { PackageStore } from './packages/package-store.ts';
import { openParts, type Parts } from './parts/parts.ts';
import { RadioMachine } from './radio/radio.ts';
import { publish, withdraw } from './running-handsets.ts';
import { AppRunner } from './runtime/app-runner.ts';
import { ClassArchive } from './runtime/class-archive.ts';
import { type Coverage, readCoverage } from './runtime/coverage.ts';
import { coverageText } from './runtime/coverage-text.ts';
import { writeLog } from './runtime/device-log.ts';
import { probeIsolation } from './runtime/isolation.ts';
import { probeNamespace } from './runtime/namespace.ts';
import { sweepRunFolders } from './runtime/run-folder.ts';
import { appRootScript, locateRuntime } from './runtime/runtime-place.ts';
import { COMMAND_FILES } from './shell/command-files.ts';
import { createShell } from './shell/shell.ts';
import { RootStore } from './trust/root-store.ts';

export type { KindName } from './device.ts';
export type { ApiLike } from './kind.ts';
export { type ApkIdentity, readApkIdentity, readApkPackage } from './packages/apk-identity.ts';
export { openScreenPage, runningHandsetPort, type ScreenPage } from './page/screen-page.ts';
export { listHandsets, type StoredHandset, stopHandset } from './running-handsets.ts';

export interface HandsetOptions {
  /** `ro.serialno`; `quhao-1` when absent. */
  readonly name?: string;
  /** 35 when absent. */
  readonly apiLevel?: 34 | 35;
  /** What the handset shows itself as; `handset` when absent. An emulator or a phone has no `cmd quhao`. */
  readonly as?: KindName;
  /** The API level whose commands and properties an emulator or a phone has; that of the handset when absent. */
  readonly apiLike?: ApiLike;
  /** The console port of an emulator. Limits as of adbPort. */
  readonly consolePort?: number;
  /** Has the token of emulator consoles; the user's home when absent. */
  readonly homeDir?: string;
  /** 0, the default, lets the system choose. Other ports must be above 6500: an adb server scans the lower ones and would list the handset twice. */
  readonly adbPort?: number;
  /** Lines of `adbkey.pub`: only hosts with one of these keys may connect. Every host may when it is absent. */
  readonly hostKeys?: string;
  /** Holds packages, app data and files. It survives restarts and serves one handset at a time. */
  readonly dataDir: string;
  /** Holds converted classes and class archives. Handsets may share it. `cache` in dataDir when absent. */
  readonly cacheDir?: string;
  /** The handset/runtime/target of a build; absent: that of this package, or what Maven brings on first use. */
  readonly runtimeDir?: string;
  /** The handset/converter/target of a build; absent: as runtimeDir. */
  readonly converterDir?: string;
  /** Receives lines while jars are downloaded, which happens once for each user of the npm package. */
  readonly onProgress?: (line: string) => void;
  /** Receives lines for the user of the handset: apps that start and end, errors that end a stream. The logs of apps are in logcat. */
  readonly log?: (line: string) => void;
  /** Receives the name of each step of `close()` when it begins. */
  readonly onClosing?: (step: string) => void;
}

export interface Handset extends AsyncDisposable {
  /** The argument of `adb -s`, once adb is connected to `connectAddress`. */
  readonly serial: string;
  /** The argument of `adb connect`: `127.0.0.1:PORT`, or `emu:CONSOLE,PORT` of an emulator. */
  readonly connectAddress: string;
  readonly port: number;
  /** The console port of an emulator; null where there is no console. */
  readonly consolePort: number | null;
  /** Resolves when somebody ends the emulator by its console. */
  readonly killed: Promise<void>;
  /** `own` when apps run in a network namespace of their own. Otherwise the device log says why not. */
  readonly namespace: 'own' | 'shared';
  /** Resolves with `own` when apps have a root folder of their own. Otherwise they see the files of the machine, and the device log says why. */
  readonly files: Promise<'own' | 'shared'>;
  /** Milliseconds from the call to the open adb port. */
  readonly bootMs: number;
  /** Ends apps and adb connections. Resolves when all have ended. */
  close(): Promise<void>;
}

const LOWEST_ADB_PORT = 6501;
const DEFAULT_NAME = 'quhao-1';
/** A name is a property of the device and a folder of the host. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** Starts a virtual handset. Rejects with HandsetError. The JVM of an app starts with the app, not here. */
export async function startHandset(options: HandsetOptions): Promise<Handset> {
  const startedAt = performance.now();
  requirePort(options.adbPort ?? 0, 'adb');
  requirePort(options.consolePort ?? 0, 'console');
  requireName(options.name ?? DEFAULT_NAME);
  // Before anything starts: a file without keys is wrong usage.
  parseOptionalKeys(options.hostKeys);
  const lock = await DataLock.take(options.dataDir);
  const { end, namespace, isolation, adbd, console, killed } = await assemble(options).catch(async (error: unknown) => {
    await lock[Symbol.asyncDispose]();
    throw error;
  });
  const close = onceAsync(async () => {
    await end();
    options.onClosing?.('data folder');
    await withdraw(options.dataDir);
    await lock[Symbol.asyncDispose]();
  });
  const address = `127.0.0.1:${adbd.port}`;
  const serial = console === null ? address : `emulator-${console.port}`;
  await publish(options.dataDir, { serial, port: adbd.port, apiLevel: options.apiLevel ?? 35 });
  return {
    serial,
    connectAddress: console === null ? address : `emu:${console.port},${adbd.port}`,
    port: adbd.port,
    consolePort: console?.port ?? null,
    killed,
    namespace: namespace.kind,
    files: isolation.then(({ files }) => files),
    bootMs: performance.now() - startedAt,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** A handset's parts, without the lock of its data. */
export async function assemble(options: HandsetOptions) {
  const { dataDir, apiLevel = 35, name = DEFAULT_NAME } = options;
  const folders = await foldersOf(options);
  const kind = kindOf(options.as ?? 'handset', options.apiLike ?? apiLevel);
  const identity = describeIdentity(kind, name);
  const reverse = new ReverseListeners();
  const log = createLogBuffer();
  log.subscribe(({ pid, tag, message }) => {
    if (pid === process.pid) {
      options.log?.(`${tag}: ${message}`);
    }
  });
  const bootNanos = process.hrtime.bigint();
  const radio = new RadioMachine(() => process.hrtime.bigint() - bootNanos, kind);
  const [namespace] = await Promise.all([probeNamespace(), sweepRunFolders()]);
  // A JVM is started for it, which the adb side does not wait for.
  const isolation = probeIsolation(appRootScript(folders.runtimeDir), namespace).then((found) => {
    writeLog(log, { priority: found.files === 'own' ? 4 : 5, tag: 'handset', message: found.description });
    return found;
  });
  writeLog(log, { priority: namespace.kind === 'own' ? 4 : 5, tag: 'handset', message: namespace.description });
  const runtime = onceAsync(() => locateRuntime(folders.runtimeDir, apiLevel));
  const archive = onceAsync(async () => ClassArchive.open(await runtime(), folders.cacheDir));
  const launch = { apiLevel, bootNanos, model: identity.model, serial: name };
  const roots = new RootStore(join(dataDir, 'roots'));
  const parts = { ...launch, radio, reverse, log, isolation, runtime, archive, roots };
  const apps: AppRunner = new AppRunner(parts, () => packages);
  const packages = await PackageStore.open({
    dataDir,
    cacheDir: join(folders.cacheDir, 'classes'),
    converterDir: folders.converterDir,
    onProgress: (line) => writeLog(log, { priority: 4, tag: 'PackageManager', message: `installing: ${line}` }),
    apiLevel,
    stopApp: (packageName) => apps.forceStop(packageName),
  });
  const device: Device = { name, apiLevel, kind, bootNanos, packages, apps, radio, log, reverse, roots };
  const deviceFiles = virtualFilesOf(device);
  const virtual = () => [...deviceFiles(), ...COMMAND_FILES];
  const files = await FileTree.open({ folder: join(dataDir, 'files'), virtual });
  const shell = createShell(device, {
    files,
    identity,
    isBooted: () => true,
    properties: kind.hasQuhaoService ? { 'handset.namespace': namespace.kind } : {},
  });
  const onError = (error: unknown): void => options.log?.(`adbd: ${messageOf(error)}`);
  const adbd = await startAdbd(device, {
    host: '127.0.0.1',
    port: options.adbPort ?? 0,
    identity,
    shell,
    files,
    reverse,
    onError,
    hostKeys: parseOptionalKeys(options.hostKeys),
  });
  const { console, killed } = await openConsole(options, device).catch(async (error: unknown) => {
    await adbd.close();
    throw error;
  });
  /** Ends apps and adb connections. */
  const steps = {
    shell: () => shell.close(),
    apps: () => apps.close(),
    isolation: () => isolation,
    'adb connections': () => adbd.close(),
    console: () => console?.close(),
  };
  const end = () => runSteps(steps, options.onClosing);
  return { apps, packages, shell, namespace, isolation, adbd, archive, console, killed, end };
}

async function runSteps(steps: Readonly<Record<string, () => unknown>>, onStep?: (name: string) => void): Promise<void> {
  for (const [name, run] of Object.entries(steps)) {
    onStep?.(name);
    await run();
  }
}

interface OpenConsole {
  readonly console: EmulatorConsole | null;
  readonly killed: Promise<void>;
}

async function openConsole({ consolePort = 0, homeDir = homedir() }: HandsetOptions, device: Device): Promise<OpenConsole> {
  const { promise: killed, resolve: kill } = promiseWithResolver();
  if (!device.kind.hasConsole) {
    return { console: null, killed };
  }
  const { radio, name } = device;
  const auth = await readAuthToken(homeDir);
  return { console: await startConsole({ device: { radio, avdName: name, kill }, auth, port: consolePort }), killed };
}

function promiseWithResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function parseOptionalKeys(hostKeys: string | undefined): ReturnType<typeof parseHostKeys> | undefined {
  return hostKeys === undefined ? undefined : parseHostKeys(hostKeys);
}

function requirePort(port: number, what: 'adb' | 'console'): void {
  if (port === 0 || (Number.isInteger(port) && port >= LOWEST_ADB_PORT && port <= 65535)) {
    return;
  }
  throw new HandsetError(
    'BAD_PORT',
    `${what} port ${port} cannot be used: give 0 or ${LOWEST_ADB_PORT} to 65535, which adb servers do not scan`,
  );
}

function requireName(name: string): void {
  if (!NAME.test(name)) {
    throw new HandsetError('BAD_NAME', `handset name "${name}" cannot be used: give 1 to 40 letters, digits, ".", "_", "-"`);
  }
}

interface Folders extends Parts {
  readonly cacheDir: string;
}

async function foldersOf(options: HandsetOptions): Promise<Folders> {
  const { dataDir, cacheDir = join(dataDir, 'cache'), runtimeDir, converterDir } = options;
  if (runtimeDir !== undefined && converterDir !== undefined) {
    return { cacheDir, runtimeDir, converterDir };
  }
  const parts = await openParts({ root: packageRoot(), onProgress: options.onProgress });
  return { cacheDir, runtimeDir: runtimeDir ?? parts.runtimeDir, converterDir: converterDir ?? parts.converterDir };
}

/** Who answers the methods of the system's services, as data and as text for a terminal. Rejects with HandsetError when the runtime is not built. */
export async function handsetCoverage(apiLevel: 34 | 35): Promise<{ readonly ledger: Coverage; readonly text: string }> {
  const { runtimeDir } = await openParts({ root: packageRoot() });
  const ledger = await readCoverage(runtimeDir, apiLevel);
  return { ledger, text: coverageText(ledger) };
}

/** Calls `make` on first use and returns the same promise from then on, also after a failure. */
function onceAsync<T>(make: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | null = null;
  return () => {
    result ??= make();
    return result;
  };
}
