import type { Device } from '../../device.ts';

/** A row of `ps`: the apps, each a process of its own. */
export interface ProcessRow {
  readonly pid: number;
  readonly uid: number;
  readonly user: string;
  readonly name: string;
}

const firstAppUid = 10_000;

export function listProcesses(device: Device): readonly ProcessRow[] {
  return device.apps.running().map((app) => ({
    pid: app.pid,
    uid: app.uid,
    user: app.uid >= firstAppUid ? `u0_a${app.uid - firstAppUid}` : String(app.uid),
    name: app.package,
  }));
}
