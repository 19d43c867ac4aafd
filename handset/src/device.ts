import type { Duplex } from 'node:stream';

/**
 * The parts of one handset as its own rooms see each other: adbd and the shell read and drive them, runtime/ and radio/ provide them.
 * See handset/PROTOCOL.md for what goes over the wire between the launcher and the JVM.
 */
export interface Device {
  readonly name: string;
  readonly apiLevel: 34 | 35;
  /** CLOCK_MONOTONIC nanoseconds at boot; elapsedRealtimeNanos is `process.hrtime.bigint() - bootNanos`. */
  readonly bootNanos: bigint;
  readonly packages: Packages;
  readonly apps: Apps;
  readonly radio: Radio;
  readonly log: LogBuffer;
  readonly reverse: ReverseTable;
}

export interface InstalledPackage {
  readonly name: string;
  readonly versionCode: number;
  readonly versionName: string;
  readonly label: string;
  readonly minSdk: number;
  readonly targetSdk: number;
  readonly uid: number;
  /** Host paths. */
  readonly apkPath: string;
  readonly classesPath: string;
  readonly dataDir: string;
  /** SHA-256 of the DER signing certificate, lower-case hex. */
  readonly certificateSha256: string;
  readonly permissions: readonly string[];
  /** Those of them that the user has refused (`pm revoke`); the rest are granted. */
  readonly refusedPermissions: readonly string[];
  /** Full class names. */
  readonly launcherActivity: string | null;
  readonly activities: readonly string[];
  readonly instrumentations: readonly string[];
  readonly installedAt: number;
}

export interface Packages {
  list(): readonly InstalledPackage[];
  get(name: string): InstalledPackage | null;
  /** Checks, converts and stores an APK; throws InstallError. */
  install(apkPath: string, options?: { readonly replace?: boolean }): Promise<InstalledPackage>;
  uninstall(name: string): Promise<boolean>;
  /** What the user says to a permission of the manifest; kept over restarts and updates. A running process is the caller's concern. */
  decide(name: string, permission: string, decision: 'granted' | 'refused'): Promise<void>;
  /** Stops the app, empties its data and forgets what was decided. */
  clear(name: string): Promise<boolean>;
}

/** `INSTALL_FAILED_…` or `INSTALL_PARSE_FAILED_…`, as `adb install` prints it, and why. */
export class InstallError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InstallError';
    this.code = code;
  }
}

export interface AppEvent {
  readonly event: 'instrumentationStatus' | 'instrumentationResult' | 'resumed' | 'crash';
  readonly data: Readonly<Record<string, unknown>>;
}

/** How a process ended. `crashed`: by an exception that nobody caught; a process that was killed or exits by itself has not crashed. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly crashed: boolean;
}

/** One app's process: a JVM. */
export interface RunningApp {
  readonly package: string;
  readonly pid: number;
  readonly uid: number;
  /** A method of handset/PROTOCOL.md §1; rejects with AppCallError, or HandsetError when the process has gone. */
  call(method: string, params?: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /** Returns the way to stop listening. */
  onEvent(listener: (event: AppEvent) => void): () => void;
  /** Connects to a listener inside the app's namespace: `tcp:PORT` or `localabstract:NAME`; null when nobody listens. */
  dial(target: string): Promise<Duplex | null>;
  /** Flushes and ends it; then kills it. */
  stop(): Promise<void>;
  readonly exited: Promise<ProcessEnd>;
}

/** By namespace and key. */
export type SettingValues = Readonly<Record<'system' | 'secure' | 'global', Readonly<Record<string, string>>>>;

export interface Apps {
  running(): readonly RunningApp[];
  get(packageName: string): RunningApp | null;
  /** The app whose window is in front. */
  foreground(): RunningApp | null;
  /** The running process of a package, started and launched if it is not there. */
  start(packageName: string): Promise<RunningApp>;
  forceStop(packageName: string): Promise<void>;
  /** What `settings` holds, for the apps that run and those that start later. */
  applySettings(values: SettingValues): Promise<void>;
  close(): Promise<void>;
}

export interface SimState {
  readonly slot: number;
  readonly state: 'ready' | 'absent' | 'unreadable';
  /** MCC and MNC, `46000`. */
  readonly operator: string;
  readonly operatorName: string;
  readonly country: string;
}

/** handset/PROTOCOL.md §3. */
export interface RadioState {
  readonly airplane: boolean;
  readonly wifi: {
    readonly enabled: boolean;
    readonly connected: boolean;
    readonly address: string;
    readonly validated: boolean;
  };
  readonly mobile: {
    readonly enabled: boolean;
    readonly connected: boolean;
    readonly address: string;
    readonly registration: 'home' | 'denied';
  };
  readonly default: 'wifi' | 'cellular' | null;
  readonly dataSlot: number;
  readonly sims: readonly SimState[];
}

export type Bearer = 'wifi' | 'cellular' | 'loopback';

export interface ConnectionRecord {
  readonly seq: number;
  readonly bearer: Bearer;
  readonly host: string;
  readonly port: number;
  readonly package: string;
  /** elapsedRealtimeNanos as text. */
  readonly openedNanos: string;
  readonly closedNanos: string | null;
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly end: 'open' | 'eof' | 'reset' | 'refused' | 'unreachable' | 'aborted' | 'timeout' | 'unknown-host';
}

export interface Route {
  /** `cm.gateway.test` or `cm.gateway.test:80`. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly session: boolean;
}

export interface Radio {
  state(): RadioState;
  /** Each resolves when every running app has been told. */
  setAirplane(on: boolean): Promise<void>;
  setWifi(enabled: boolean): Promise<void>;
  setMobileData(enabled: boolean): Promise<void>;
  setRegistration(registration: 'home' | 'denied'): Promise<void>;
  setSim(slot: number, sim: { readonly state: SimState['state']; readonly operator?: string }): Promise<void>;
  leaseSim(slot: number, address: string): Promise<void>;
  /** Which SIM carries mobile data. */
  setDataSlot(slot: number): Promise<void>;
  setLink(bearer: 'wifi' | 'cellular', link: { readonly delayMs?: number; readonly drop?: boolean }): Promise<void>;
  setRoute(route: Route): void;
  routes(): readonly Route[];
  clearRoutes(): void;
  connections(after: number): readonly ConnectionRecord[];
  counters(): Readonly<Record<Bearer, { readonly bytesOut: number; readonly bytesIn: number; readonly connections: number }>>;
  /** As at boot; the log is kept. */
  reset(): Promise<void>;
}

/** A method of the app's process that failed there: `type` is the Java class of the exception. */
export class AppCallError extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.name = 'AppCallError';
    this.type = type;
  }
}

/** Android's priorities: 2 verbose … 7 fatal. */
export interface LogEntry {
  readonly seconds: number;
  readonly nanos: number;
  readonly pid: number;
  readonly tid: number;
  readonly priority: 2 | 3 | 4 | 5 | 6 | 7;
  readonly tag: string;
  readonly message: string;
}

export interface LogBuffer {
  append(entry: LogEntry): void;
  entries(): readonly LogEntry[];
  clear(): void;
  subscribe(listener: (entry: LogEntry) => void): () => void;
}

/** What `adb reverse` has opened: device port to a connection that the host takes. */
export interface ReverseTable {
  /** null where nobody reversed the port. */
  open(target: `tcp:${number}`): Promise<Duplex | null>;
}

/** A fault of the handset itself: what was tried, what came back, what to do. */
export class HandsetError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HandsetError';
    this.code = code;
  }
}
