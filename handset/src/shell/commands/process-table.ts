import type { Device } from '../../device.ts';

/** A row of `ps`. The processes of the handset are its running apps. */
export interface ProcessRow {
  readonly pid: number;
  readonly uid: number;
  readonly user: string;
  readonly name: string;
}

const FIRST_APP_UID = 10_000;

export function listProcesses(device: Device): readonly ProcessRow[] {
  return device.apps.running().map((app) => ({
    pid: app.pid,
    uid: app.uid,
    user: app.uid >= FIRST_APP_UID ? `u0_a${app.uid - FIRST_APP_UID}` : String(app.uid),
    name: app.package,
  }));
}
