import type { Device } from '../../device.ts';
import { userNameOf } from '../user-names.ts';

/** A row of `ps`. The processes of the handset are its running apps. */
export interface ProcessRow {
  readonly pid: number;
  readonly uid: number;
  readonly user: string;
  readonly name: string;
}

export function listProcesses(device: Device): readonly ProcessRow[] {
  return device.apps.running().map((app) => ({
    pid: app.pid,
    uid: app.uid,
    user: userNameOf(app.uid),
    name: app.process,
  }));
}
