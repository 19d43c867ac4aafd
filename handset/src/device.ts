import type { Duplex } from 'node:stream';

/**
 * The parts of a handset. adbd and the shell use them; packages/, runtime/, radio/, log/ and adbd's reverse table implement them.
 * handset/PROTOCOL.md describes the protocol between the launcher and the JVM of an app.
 */
export interface Device {
  readonly name: string;
  readonly apiLevel: 34 | 35;
  /** What it shows itself as. */
  readonly kind: HandsetKind;
  /** CLOCK_MONOTONIC at boot in nanoseconds. elapsedRealtimeNanos is `process.hrtime.bigint() - bootNanos`. */
  readonly bootNanos: bigint;
  readonly packages: Packages;
  readonly apps: Apps;
  readonly radio: Radio;
  readonly log: LogBuffer;
  readonly reverse: ReverseTable;
  readonly roots: RootCertificates;
}

/** A device that a handset can show itself as. */
export type KindName = 'handset' | 'emulator' | 'phone';

/** An address at which the device's networks find this machine. */
export interface HostPlace {
  readonly address: string;
  /** The bearers that lead there. */
  readonly bearers: readonly ('wifi' | 'cellular')[];
  /** The loopback addresses that connections of each bearer come from, as a gateway beyond the networks' translation sees them; null: all come from 127.0.0.1. */
  readonly sources: Readonly<Record<'wifi' | 'cellular', string>> | null;
}

/** What a handset shows itself as (kind.ts has the table). */
export interface HandsetKind {
  readonly name: KindName;
  /** The API level whose commands and properties it has. The framework in the apps' processes is the handset's own. */
  readonly apiLike: number;
  readonly product: string;
  readonly model: string;
  readonly device: string;
  readonly manufacturer: string;
  /** Offers `cmd quhao`, the controls and observations that no phone has. */
  readonly hasQuhaoService: boolean;
  /** Has an emulator console beside its adb port. */
  readonly hasConsole: boolean;
  readonly mobileInterface: string;
  readonly wifiAddress: string;
  readonly mobileAddress: string;
  /** Addresses of the device's networks that lead to this machine's loopback. */
  readonly hosts: readonly HostPlace[];
  /** Properties that differ from those of the handset; an empty one is not set. */
  readonly properties: Readonly<Record<string, string>>;
}

/** system: every app trusts it · user: apps for Android 6 and older do. */
export type TrustStore = 'system' | 'user';

export interface InstalledRoot {
  readonly id: string;
  readonly store: TrustStore;
  readonly subject: string;
}

/** Certificate authorities that were added to those of the device. */
export interface RootCertificates {
  /** Adds a root, in the place of the same one in either store. Rejects with HandsetError where the text is no certificate of an authority. */
  install(pem: string, store: TrustStore): Promise<InstalledRoot>;
  remove(id: string): Promise<void>;
  list(): Promise<readonly InstalledRoot[]>;
}

export interface InstalledPackage {
  readonly name: string;
  readonly versionCode: number;
  readonly versionName: string;
  readonly label: string;
  readonly minSdk: number;
  readonly targetSdk: number;
  readonly uid: number;
  /** Host path, like the two that follow. */
  readonly apkPath: string;
  readonly classesPath: string;
  readonly dataDir: string;
  /** SHA-256 of the signing certificate (DER) in lower-case hex. */
  readonly certificateSha256: string;
  readonly permissions: readonly string[];
  /** The permissions that the user has refused (`pm revoke`). All others are granted. */
  readonly refusedPermissions: readonly string[];
  /** Full class name, like the names that follow. */
  readonly launcherActivity: string | null;
  readonly activities: readonly string[];
  readonly instrumentations: readonly string[];
  /** The package whose process an instrumentation runs in, by class name; the package itself where an entry is absent. */
  readonly instrumentationTargets: Readonly<Record<string, string>>;
  readonly installedAt: number;
  /** The package that `pm install -i` named; null when it named none. */
  readonly installer: string | null;
  readonly isDebuggable: boolean;
}

/** What `pm install` allows. */
export interface InstallOptions {
  /** False refuses a package that is installed (`-R`). True when it is not given. */
  readonly replace?: boolean;
  /** Allows a lower version of a debuggable package (`-d`). */
  readonly downgrade?: boolean;
  /** Allows a package that is for tests only (`-t`). */
  readonly testOnly?: boolean;
  readonly installer?: string | null;
  /** The package that the caller expects (`--pkg`). */
  readonly expected?: string | null;
}

export interface Packages {
  list(): readonly InstalledPackage[];
  get(name: string): InstalledPackage | null;
  /** Checks, converts and stores an APK. Rejects with InstallError. */
  install(apkPath: string, options?: InstallOptions): Promise<InstalledPackage>;
  /** False when the package is not installed. `keep` leaves the app's data for a later installation. */
  uninstall(name: string, data?: 'keep' | 'delete'): Promise<boolean>;
  /** Stores the user's decision on a permission of the manifest. It survives restarts and updates. The caller informs a running process. */
  decide(name: string, permission: string, decision: 'granted' | 'refused'): Promise<void>;
  /** Stops the app and deletes its data and the decisions on its permissions. False when the package is not installed. */
  clear(name: string): Promise<boolean>;
}

/**
 * `drawn`: the screen shows something else than in the last picture; sent once until the next picture is taken. `elsewhere`: a call for another
 * process of the package.
 */
export interface AppEvent {
  readonly event: 'instrumentationStatus' | 'instrumentationResult' | 'resumed' | 'crash' | 'drawn' | 'elsewhere';
  readonly data: Readonly<Record<string, unknown>>;
}

/** How a process ended. `crashed`: by an exception that nobody caught; a process that was killed or exits by itself has not crashed. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly crashed: boolean;
}

/** The process of an app: a JVM. */
export interface RunningApp {
  readonly package: string;
  /** The package's name, or that of `android:process`. */
  readonly process: string;
  readonly pid: number;
  readonly uid: number;
  /** Calls a method of handset/PROTOCOL.md §1. Rejects with AppCallError, or with AppGoneError when the process has ended. */
  call(method: string, params?: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /** Returns a function that removes the listener. */
  onEvent(listener: (event: AppEvent) => void): () => void;
  /** Connects to a listener inside the app's network namespace: `tcp:PORT` or `localabstract:NAME`. null when nothing listens there. */
  dial(target: string): Promise<Duplex | null>;
  /** Asks the process to flush its data and to exit. Kills it after a time limit. */
  stop(): Promise<void>;
  readonly exited: Promise<ProcessEnd>;
}

/** By namespace and key. `clock` and `display` are not Android's: what `cmd alarm` and `cmd uimode` have set. */
export type SettingValues = Readonly<
  Record<'system' | 'secure' | 'global' | 'clock' | 'display', Readonly<Record<string, string>>>
>;

/** `instrumentedBy`: the package with the instrumentation, whose classes and resources the process has too. It counts for a new process only. */
export interface StartOptions {
  readonly instrumentedBy?: string;
}

/** A process that starts or ends, or an event of one. */
export interface AppChange {
  readonly package: string;
  readonly event: Exclude<AppEvent['event'], 'elsewhere'> | 'started' | 'ended';
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Apps {
  /** All processes, also those that `android:process` names. */
  running(): readonly RunningApp[];
  /** The process of a package that has its name. */
  get(packageName: string): RunningApp | null;
  /** The app in front; null when there is none. */
  foreground(): RunningApp | null;
  /** Resolves with the running process of a package. Starts it when it is not running. */
  start(packageName: string, options?: StartOptions): Promise<RunningApp>;
  /** Ends the package's processes and forgets its task; its services do not come back. */
  forceStop(packageName: string): Promise<void>;
  /** Ends the package's processes as the system does when it needs memory: a task in the background stays, services that want it come back. */
  kill(packageName: string): Promise<void>;
  /** Calls the listener with changes of all apps, also of those that start later. Returns a function that removes the listener. */
  onChange(listener: (change: AppChange) => void): () => void;
  /** What `settings` holds, for the apps that run and those that start later. */
  applySettings(values: SettingValues): Promise<void>;
  close(): Promise<void>;
}

/** locked: it asks for its PIN. */
export const SIM_STATES = ['ready', 'absent', 'unreadable', 'locked'] as const;

export interface SimState {
  readonly slot: number;
  readonly state: (typeof SIM_STATES)[number];
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
    /** Present and true while a portal wants the user to sign in: the network is connected and not validated. */
    readonly captivePortal?: true;
  };
  readonly mobile: {
    readonly enabled: boolean;
    readonly connected: boolean;
    readonly address: string;
    readonly registration: 'home' | 'roaming' | 'denied';
    /** The network interface. */
    readonly interface: string;
    /** The device's address on a network of IPv6 alone, where `address` is that from which NAT64 shows its traffic; absent on a network of IPv4. */
    readonly ipv6?: string;
    /** The packages that the user has denied mobile data; absent while there is none. */
    readonly deniedPackages?: readonly string[];
  };
  /** The default of the two bearers, also where a VPN lies over it. */
  readonly default: 'wifi' | 'cellular' | null;
  /** Present while a VPN is up, which takes all traffic that is not bound to another network. `address` is that of its interface. */
  readonly vpn?: { readonly address: string; readonly interface: string };
  readonly dataSlot: number;
  readonly sims: readonly SimState[];
}

export type Bearer = 'wifi' | 'cellular' | 'vpn' | 'loopback';

export interface ConnectionRecord {
  readonly seq: number;
  readonly bearer: Bearer;
  readonly host: string;
  readonly port: number;
  readonly package: string;
  /** What lies below the VPN; absent for other bearers. */
  readonly over?: 'wifi' | 'cellular';
  /** Absent for TCP. A datagram is logged with the end `unreachable`, because the relay carries none. */
  readonly transport?: 'udp';
  /** elapsedRealtimeNanos as text. */
  readonly openedNanos: string;
  readonly closedNanos: string | null;
  readonly bytesOut: number;
  readonly bytesIn: number;
  /** The port of the app's end; absent while there is no connection. */
  readonly localPort?: number;
  /** Which side closed first; absent while both are open, and for a connection that ended otherwise. */
  readonly closedFirst?: 'app' | 'peer';
  readonly end: 'open' | 'eof' | 'reset' | 'refused' | 'unreachable' | 'aborted' | 'timeout' | 'unknown-host';
}

/** A name that an app has looked up. */
export interface LookupRecord {
  readonly seq: number;
  readonly bearer: 'wifi' | 'cellular';
  readonly name: string;
  readonly package: string;
  /** elapsedRealtimeNanos as text. */
  readonly atNanos: string;
  /** Whether the name had an address. */
  readonly answered: boolean;
}

export interface Route {
  /** `cm.gateway.test`, `cm.gateway.test:80`, `203.0.113.9:80`, `[2001:db8::1]:443`, `*:80` or `*`. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly session: boolean;
}

export type NamesThatExist = 'routed' | 'all';

export interface Radio {
  state(): RadioState;
  /** Like all setters of the radio's state, resolves when every running app has received the new state. */
  setAirplane(on: boolean): Promise<void>;
  setWifi(enabled: boolean): Promise<void>;
  /** Denies an app mobile data, as the data settings of many phones do. */
  setDenied(packageName: string, isDenied: boolean): Promise<void>;
  /** A VPN over the default bearer. */
  setVpn(on: boolean): Promise<void>;
  /** Wi-Fi behind a portal: plain HTTP is answered by it, other connections are refused. */
  setPortal(on: boolean): Promise<void>;
  setMobileData(enabled: boolean): Promise<void>;
  /** Whether mobile data is a network of IPv4 or of IPv6 alone, with DNS64 and 464XLAT. */
  setMobileProtocol(protocol: 'ipv4' | 'ipv6'): Promise<void>;
  setRegistration(registration: 'home' | 'roaming' | 'denied'): Promise<void>;
  setSim(slot: number, sim: { readonly state: SimState['state']; readonly operator?: string }): Promise<void>;
  leaseSim(slot: number, address: string): Promise<void>;
  /** Chooses the SIM that carries mobile data. */
  setDataSlot(slot: number): Promise<void>;
  setLink(bearer: 'wifi' | 'cellular', link: { readonly delayMs?: number; readonly drop?: boolean }): Promise<void>;
  setRoute(route: Route): void;
  routes(): readonly Route[];
  removeRoute(name: string): void;
  clearRoutes(): void;
  /** routed: names with a route exist, others do not · all: every name exists, and a connection to one without a route is refused. */
  readonly namesThatExist: NamesThatExist;
  setNamesThatExist(which: NamesThatExist): void;
  lookups(after: number): readonly LookupRecord[];
  connections(after: number): readonly ConnectionRecord[];
  /** The first 8 KiB that the app sent on one of the last 500 connections. */
  sentBytes(seq: number): Buffer;
  counters(): Readonly<Record<Bearer, { readonly bytesOut: number; readonly bytesIn: number; readonly connections: number }>>;
  /** Restores the state at boot. The log stays. */
  reset(): Promise<void>;
}

/** An entry of the device log. Priorities run from 2 (verbose) to 7 (fatal). */
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
  /** Returns a function that removes the listener. */
  subscribe(listener: (entry: LogEntry) => void): () => void;
}

/** The addresses of the device that `adb reverse` leads to the host: `tcp:8080`, `localabstract:NAME`. */
export interface ReverseTable {
  /** Opens a connection to the host; null when the address is not reversed. */
  open(target: string): Promise<Duplex | null>;
}
