import type { Device, InstalledPackage } from '../device.ts';
import type { FileTree } from '../files/file-tree.ts';
import type { Identity } from '../identity.ts';
import type { AppOperations } from './services/appops/app-operations.ts';
import type { BatteryState } from './services/dumpsys/battery-state.ts';
import type { InstallSessions } from './services/pm/install-sessions.ts';
import type { Properties } from './services/properties/properties.ts';
import type { Settings } from './services/settings/settings-store.ts';
import type { ShellIo } from './shell-io.ts';

/** Everything that commands read and change. */
export interface System {
  /** Whose rights commands have: the shell's, or those of an app under `run-as`. */
  readonly user: { readonly uid: number; readonly name: string };
  /** Runs a command line with the rights, the files and the working folder of an app. */
  readonly runAs: (app: InstalledPackage, line: string, io: ShellIo) => Promise<number>;
  readonly device: Device;
  readonly files: FileTree;
  readonly identity: Identity;
  readonly properties: Properties;
  readonly settings: Settings;
  readonly operations: AppOperations;
  readonly sessions: InstallSessions;
  /** Aborts when the handset shuts down. Background commands end with it. */
  readonly closing: AbortSignal;
  /** The finger that `input motionevent DOWN` has put on the screen. */
  readonly touch: { down: { readonly x: number; readonly y: number; readonly atMs: number } | null };
  readonly battery: BatteryState;
  /** Packages of `dumpsys deviceidle whitelist`. */
  readonly idleExemptions: Set<string>;
}
