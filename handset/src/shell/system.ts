import type { Identity } from '../adbd/identity.ts';
import type { Device } from '../device.ts';
import type { FileTree } from '../files/file-tree.ts';
import type { AppOperations } from './app-operations.ts';
import type { InstallSessions } from './install-sessions.ts';
import type { Properties } from './properties.ts';
import type { Settings } from './settings-store.ts';

/** All that commands read and change. */
export interface System {
  readonly device: Device;
  readonly files: FileTree;
  readonly identity: Identity;
  readonly properties: Properties;
  readonly settings: Settings;
  readonly operations: AppOperations;
  readonly sessions: InstallSessions;
  /** Aborts when the handset ends; what runs in the background ends with it. */
  readonly closing: AbortSignal;
}
