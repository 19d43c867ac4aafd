import { writeFile } from 'node:fs/promises';
import type { InstalledPackage, LogBuffer, RadioState, ReverseTable, RunningApp, SettingValues } from '../device.ts';
import { AppGoneError, HandsetError, messageOf } from '../errors.ts';
import type { RadioMachine } from '../radio/radio.ts';
import { stateForPackage } from '../radio/radio-settings.ts';
import { openRelay, type Relay } from '../radio/relay.ts';
import type { RootStore } from '../trust/root-store.ts';
import { placeInRoot, placeOnHost } from './app-place.ts';
import { AppProcess } from './app-process.ts';
import type { ArchiveUse, ClassArchive } from './class-archive.ts';
import { ControlChannel } from './control-channel.ts';
import { logEntryOf, writeLog } from './device-log.ts';
import { dialExposed } from './expose.ts';
import type { Isolation } from './isolation.ts';
import { JvmProcess } from './jvm-process.ts';
import { makeRunFolder, type RunFolder } from './run-folder.ts';
import type { RuntimePlace } from './runtime-place.ts';

/** What all JVMs of a handset share. */
export interface LaunchContext {
  readonly radio: RadioMachine;
  readonly reverse: ReverseTable;
  readonly log: LogBuffer;
  readonly bootNanos: bigint;
  readonly apiLevel: 34 | 35;
  readonly model: string;
  readonly serial: string;
  readonly isolation: Promise<Isolation>;
  readonly runtime: () => Promise<RuntimePlace>;
  readonly archive: () => Promise<ClassArchive>;
  readonly roots: RootStore;
}

/** What runs in a process: a package, and the one that instruments it where there is one. */
export interface LaunchedPackages {
  readonly installed: InstalledPackage;
  readonly tests: InstalledPackage | null;
  /** The package's name, or that of `android:process`. */
  readonly process: string;
}

const MAIN_CLASS = 'app.quhao.handset.host.Main';
/** Time limit for the start of a JVM. A cold start on a busy machine takes that long; a warm one takes a tenth. */
const BOOT_TIMEOUT_MS = 90_000;

/** Starts the JVM of a package and its Application. Rejects with a HandsetError that has the last output of the JVM. */
export async function launchApp(
  { installed, tests, process }: LaunchedPackages,
  context: LaunchContext,
  settings: SettingValues,
): Promise<AppProcess> {
  const [runtime, classArchive] = await Promise.all([context.runtime(), context.archive()]);
  const folder = await makeRunFolder();
  const relay = await openRelayOf(installed, folder, context);
  let app: AppProcess | null = null;
  let onBooted: () => void = () => undefined;
  const booted = new Promise<void>((resolve) => {
    onBooted = resolve;
  });
  const control = await ControlChannel.listen(folder.control, {
    onEvent: (event, data) => {
      if (event === 'log') {
        context.log.append(logEntryOf(data));
      } else if (event === 'booted') {
        onBooted();
      } else {
        app?.handleEvent(event, data);
      }
    },
    onClose: () => app?.handleHangup(),
  });
  await writeFile(folder.roots, await context.roots.pemFor(installed));
  await writeFile(folder.userRoots, await context.roots.pemOf('user'));
  const archive = await classArchive.use(folder.path);
  const jvm = await startJvm({ installed, tests, process, folder, archive, runtime, context }).catch(async (error: unknown) => {
    control.close();
    await Promise.all([relay.close(), archive.settle('failed')]);
    await folder.remove();
    throw new HandsetError(
      'NO_JAVA',
      `java could not be started for ${installed.name}: ${String(error)}; install a JDK of 17 or newer`,
      { cause: error },
    );
  });
  app = new AppProcess({ installed, process, jvm, control, relay, folder, archive });
  try {
    await bootWithin(booted, app, jvm);
    await sendSettings(app, settings);
    await bringUp(app, installed, context);
  } catch (error) {
    jvm.kill();
    await app.exited;
    throw bootError(installed, jvm, error);
  }
  return app;
}

function openRelayOf(installed: InstalledPackage, folder: RunFolder, { radio, reverse }: LaunchContext): Promise<Relay> {
  return openRelay(folder.net, {
    radio,
    packageName: installed.name,
    openLoopback: async (port) => (await reverse.open(`tcp:${port}`)) ?? (await dialExposed(folder.expose, `tcp:${port}`)),
  });
}

interface JvmStart extends LaunchedPackages {
  readonly folder: RunFolder;
  readonly archive: ArchiveUse;
  readonly runtime: RuntimePlace;
  readonly context: LaunchContext;
}

async function startJvm({ installed, tests, process, folder, archive, runtime, context }: JvmStart): Promise<JvmProcess> {
  const { options, classPath, platformJar } = runtime;
  const { apiLevel, model, bootNanos, serial } = context;
  const isolation = await context.isolation;
  const { jdk } = isolation;
  const place =
    jdk === null
      ? placeOnHost(installed, tests)
      : await placeInRoot({ installed, tests, process, folder, archive, runtime, jdk, apiLevel, model });
  const args = {
    control: folder.control,
    run: folder.path,
    roots: folder.roots,
    userRoots: folder.userRoots,
    ...place.paths,
    ...(process === installed.name ? {} : { process }),
    files: isolation.files,
    api: apiLevel,
    platform: platformJar,
    uid: installed.uid,
    bootNanos,
    model,
    serial,
  };
  const mainArgs = Object.entries(args).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const java = [
    isolation.java,
    ...options,
    ...archive.flags,
    `-Djava.io.tmpdir=${folder.path}`,
    `-Duser.timezone=${Intl.DateTimeFormat().resolvedOptions().timeZone}`,
    '-cp',
    classPath.join(':'),
    MAIN_CLASS,
    ...mainArgs,
  ];
  return JvmProcess.start({
    command: isolation.wrap(java, { root: place.root, temporary: folder.path }),
    cwd: folder.path,
    onLine: (message) => writeLog(context.log, { priority: 5, tag: 'jvm', message }),
  });
}

async function bootWithin(booted: Promise<void>, app: AppProcess, jvm: JvmProcess): Promise<void> {
  const limit = setTimeout(() => jvm.kill(), BOOT_TIMEOUT_MS);
  const ended = app.exited.then(() => 'ended' as const);
  const first = await Promise.race([booted, ended]).finally(() => clearTimeout(limit));
  if (first === 'ended') {
    throw new HandsetError('APP_BOOT_FAILED', 'the JVM ended before it was ready');
  }
}

/** Sends radio state and refused permissions, then creates the Application. Later radio states follow in order as they happen. */
async function bringUp(app: AppProcess, { name, refusedPermissions }: InstalledPackage, { radio }: LaunchContext): Promise<void> {
  const sendRadioState = async (state: RadioState): Promise<void> => {
    await app.call('radio', stateForPackage(state, name)).catch((error: unknown) => {
      if (!(error instanceof AppGoneError)) {
        throw error;
      }
    });
  };
  const unsubscribe = radio.onState(sendRadioState);
  void app.exited.then(unsubscribe);
  await sendRadioState(radio.state());
  await app.call('permissions', { refused: refusedPermissions });
  await app.call('launch');
}

/** Passes the device's settings on. An app that has gone meanwhile needs none. */
export async function sendSettings(app: RunningApp, values: SettingValues): Promise<void> {
  await app.call('settings', values).catch((error: unknown) => {
    if (!(error instanceof HandsetError)) {
      throw error;
    }
  });
}

function bootError(installed: InstalledPackage, jvm: JvmProcess, cause: unknown): HandsetError {
  const output = jvm.lastOutput() || 'nothing';
  return new HandsetError(
    'APP_BOOT_FAILED',
    `${installed.name} did not start: ${messageOf(cause)}. Its JVM wrote: ${output}. All of it: adb logcat -s jvm`,
    { cause },
  );
}
