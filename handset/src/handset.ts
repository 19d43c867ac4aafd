import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startAdbd } from './adbd/adbd.ts';
import { ReverseListeners } from './adbd/reverse.ts';
import type { Device } from './device.ts';
import { HandsetError } from './errors.ts';
import { virtualFilesOf } from './files/device-files.ts';
import { FileTree } from './files/file-tree.ts';
import { describeIdentity } from './identity.ts';
import { createLogBuffer } from './log/log-buffer.ts';
import { PackageStore } from './packages/package-store.ts';
import { RadioMachine } from './radio/radio.ts';
import { AppRunner } from './runtime/app-runner.ts';
import { ClassArchive } from './runtime/class-archive.ts';
import { writeLog } from './runtime/device-log.ts';
import { probeNamespace } from './runtime/namespace.ts';
import { sweepRunFolders } from './runtime/run-folder.ts';
import { locateRuntime } from './runtime/runtime-place.ts';
import { createShell } from './shell/shell.ts';

export interface HandsetOptions {
  /** `ro.serialno`; `quhao-1` when absent. */
  readonly name?: string;
  /** 35 when absent. */
  readonly apiLevel?: 34 | 35;
  /** 0, the default, lets the system choose one above 6500. Below that an adb server may find the handset by itself and then twice (facts/adb.md §1.5). */
  readonly adbPort?: number;
  /** The handset's memory: packages, app data, files. Survives restarts; one handset at a time. */
  readonly dataDir: string;
  /** Converted classes and class archives, which handsets may share; `cache` in dataDir when absent. */
  readonly cacheDir?: string;
  /** handset/runtime/target of a build; the repository's own when absent. */
  readonly runtimeDir?: string;
  /** handset/converter/target of a build; the repository's own when absent. */
  readonly converterDir?: string;
  /** Lines for whoever runs the handset: apps that start and die, faults that end a stream. Apps' own logs are in logcat. */
  readonly log?: (line: string) => void;
}

export interface Handset extends AsyncDisposable {
  /** What `adb connect` and `adb -s` take. */
  readonly serial: string;
  readonly port: number;
  /** Whether apps run in a network namespace of their own; the device log says why not. */
  readonly namespace: 'own' | 'shared';
  /** From the call to the open adb port. */
  readonly bootMs: number;
  /** Ends apps and adb connections; resolves when nothing is left. */
  close(): Promise<void>;
}

const LOWEST_ADB_PORT = 6501;

/** Starts a virtual handset; throws HandsetError. The JVM of an app starts with the app, not here. */
export async function startHandset(options: HandsetOptions): Promise<Handset> {
  const began = performance.now();
  requirePort(options.adbPort ?? 0);
  const { apps, shell, namespace, adbd } = await assemble(options);
  const close = onceAsync(async () => {
    shell.close();
    await apps.close();
    await adbd.close();
  });
  return {
    serial: `127.0.0.1:${adbd.port}`,
    port: adbd.port,
    namespace: namespace.kind,
    bootMs: performance.now() - began,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function assemble(options: HandsetOptions) {
  const { dataDir, apiLevel = 35, name = 'quhao-1' } = options;
  const places = placesOf(options);
  const identity = describeIdentity(name);
  const reverse = new ReverseListeners();
  const log = createLogBuffer();
  log.subscribe(({ pid, tag, message }) => {
    if (pid === process.pid) {
      options.log?.(`${tag}: ${message}`);
    }
  });
  const bootNanos = process.hrtime.bigint();
  const radio = new RadioMachine(() => process.hrtime.bigint() - bootNanos);
  const [namespace] = await Promise.all([probeNamespace(), mkdir(dataDir, { recursive: true }), sweepRunFolders()]);
  writeLog(log, { priority: namespace.kind === 'own' ? 4 : 5, tag: 'handset', message: namespace.told });
  const runtime = onceAsync(() => locateRuntime(places.runtimeDir, apiLevel));
  const archive = onceAsync(async () => ClassArchive.open(join(places.cacheDir, 'archive'), await runtime()));
  const machine = { apiLevel, bootNanos, model: identity.model, serial: name };
  const apps: AppRunner = new AppRunner({ ...machine, radio, reverse, log, namespace, runtime, archive }, () => packages);
  const packages = await PackageStore.open({
    dataDir,
    cacheDir: join(places.cacheDir, 'classes'),
    converterDir: places.converterDir,
    apiLevel,
    stopApp: (packageName) => apps.forceStop(packageName),
  });
  const device: Device = { name, apiLevel, bootNanos, packages, apps, radio, log, reverse };
  const files = await FileTree.open({ folder: join(dataDir, 'files'), virtual: virtualFilesOf(device) });
  const shell = createShell(device, {
    files,
    identity,
    isBooted: () => true,
    properties: { 'handset.namespace': namespace.kind },
  });
  const onFault = (fault: unknown): void => options.log?.(`adbd: ${fault instanceof Error ? fault.message : String(fault)}`);
  const adbd = await startAdbd(device, {
    host: '127.0.0.1',
    port: options.adbPort ?? 0,
    identity,
    shell,
    files,
    reverse,
    onFault,
  });
  return { apps, shell, namespace, adbd };
}

function requirePort(port: number): void {
  if (port === 0 || (Number.isInteger(port) && port >= LOWEST_ADB_PORT && port <= 65535)) {
    return;
  }
  throw new HandsetError(
    'BAD_PORT',
    `adb port ${port} cannot be: give 0 or ${LOWEST_ADB_PORT} to 65535, clear of the ports that adb servers probe`,
  );
}

function placesOf(options: HandsetOptions): Required<Pick<HandsetOptions, 'cacheDir' | 'runtimeDir' | 'converterDir'>> {
  const handset = join(packageRoot(), 'handset');
  return {
    cacheDir: options.cacheDir ?? join(options.dataDir, 'cache'),
    runtimeDir: options.runtimeDir ?? join(handset, 'runtime', 'target'),
    converterDir: options.converterDir ?? join(handset, 'converter', 'target'),
  };
}

/** The nearest folder with a package.json: the same from src and from dist. */
function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new HandsetError('NO_PACKAGE', `no package.json above ${import.meta.dirname}; name runtimeDir and converterDir`);
    }
    folder = parent;
  }
  return folder;
}

/** What is done at most once, on first use. A failure is kept as well: what is missing stays missing. */
function onceAsync<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
